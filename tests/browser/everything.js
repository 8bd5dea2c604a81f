// All that the browser holds for this page, by place, as text. Of the DOM, through all shadow roots,
// each text stands on a line of its own, then each attribute.
async () => {
  const lines = [];
  const attributes = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) {
      if (node.data.trim()) lines.push(node.data.trim());
      return;
    }
    for (const { name, value } of node.attributes ?? []) attributes.push(`${name}=${value}`);
    if ("value" in node) lines.push(String(node.value));
    for (const child of node.childNodes) walk(child);
    if (node.shadowRoot) walk(node.shadowRoot);
  };
  walk(document);

  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const base = await answer(indexedDB.open(name));
    databases[name] = {};
    for (const store of base.objectStoreNames) {
      databases[name][store] = await answer(base.transaction(store).objectStore(store).getAll());
    }
    base.close();
  }

  const cached = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      cached.push(name, request.url, await (await caches.match(request)).text());
    }
  }

  return {
    dom: lines.concat(attributes).join("\n"),
    bokeh: Bokeh.documents.map((held) => JSON.stringify(held.to_json(false))).join("\n"),
    messages: recorded.log.join("\n"),
    address: `${location.href} ${JSON.stringify(history.state)} ${document.title} ${window.name} ${document.referrer}`,
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    databases: JSON.stringify(databases),
    cookies: document.cookie,
    caches: cached.join("\n"),
  };
}
