// The page's address, where the host has changed it; this script stands in the page itself and comes first.
// Some hosts take the slash from the end (`labs/pca`): every relative address would begin one folder too
// high. That is mended in the address, for a <base> would lead links within the page away from it.
// Some drop the query when they redirect: main.js sends it behind the `#` as well.
// Whether the page is a part of another one (embed.js) the style sheet has to know before it paints.
{
  const url = new URL(location.href);
  if (url.protocol.startsWith("http")) {
    if (!/\/(index)?$|\.html?$/.test(url.pathname)) url.pathname += "/";
    if (url.hash.startsWith("#?")) [url.search, url.hash] = [url.search || url.hash.slice(1), ""];
    if (url.href !== location.href) history.replaceState(history.state, "", url);
    document.documentElement.toggleAttribute("data-embed", /[?&]embed=1(&|$)/.test(url.search));
  }
}
