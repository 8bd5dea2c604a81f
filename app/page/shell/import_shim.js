// Panel asks `importShim`, a polyfill's function, for the ES modules of the controls. Every current
// browser imports by itself; all that is needed is to say where our modules are.
{
  const folder = new URL("../lab/components/", document.currentScript.src);
  const ours = (address) => (address.startsWith("blob:") ? address : new URL(address, folder).href);
  window.importShim = async (address) => {
    try {
      return await import(ours(address));
    } catch (error) {
      dispatchEvent(new CustomEvent("hunch:missing", { detail: ours(address) })); // load_guard.js says so
      throw error;
    }
  };
  window.importShim.addImportMap = () => {};
}
