// Where the parts of Python are, as a worker is told.
const assets = JSON.parse(document.getElementById("assets").textContent);

export const here = (path) => new URL(path, document.baseURI).href;

export const parts = {
  assets: {
    runtime: here(assets.runtime),
    archives: assets.archives.map(here),
    snapshot: assets.snapshot && here(assets.snapshot),
  },
  sizes: assets.sizes,
};
