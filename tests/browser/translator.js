// A page's translator, as the browsers' ones work: every text, and every one that comes later, is
// replaced by its translation within <font> elements. What says translate="no" is left as it is, and so
// is the class that stands for it in SVG and MathML.
(() => {
  const LEFT = "script, style, textarea, template, noscript, title, [translate=no], .notranslate";
  const done = new WeakSet();
  const host = (node) => node.parentElement ?? node.getRootNode().host;

  function left(element) {
    for (let at = element; at; at = at.assignedSlot ?? at.getRootNode().host) if (at.closest(LEFT)) return true;
    return false;
  }

  function translate(text) {
    const around = host(text);
    if (!text.data.trim() || done.has(text) || !around || left(around)) return;
    const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(text.data);
    const fresh = document.createTextNode(`${before}¿${words}?${after}`);
    done.add(fresh);
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.append(fresh);
    outer.append(inner);
    text.replaceWith(outer);
  }

  function all(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let text = walker.currentNode; text; text = walker.nextNode()) if (text.nodeType === 3) texts.push(text);
    texts.forEach(translate);
  }

  function watch(root) {
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") translate(target);
        for (const node of addedNodes) if (node.isConnected) all(node);
      }
    }).observe(root, { childList: true, subtree: true, characterData: true });
  }

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (...how) {
    const root = attachShadow.apply(this, how);
    watch(root);
    return root;
  };
  watch(document);
  addEventListener("DOMContentLoaded", () => { document.documentElement.lang = "auto"; });
})();
