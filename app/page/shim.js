// Panel asks `importShim`, a polyfill's function, for the ES modules of the controls. Every current
// browser imports by itself; all that is needed is to say where our modules are.
{
  const folder = new URL("./components/", document.currentScript.src);
  const ours = (address) => (address.startsWith("blob:") ? address : new URL(address, folder).href);
  window.importShim = (address) => import(ours(address));
  window.importShim.addImportMap = () => {};
}
