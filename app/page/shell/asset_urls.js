// Where the parts of Python are, as a worker is told.
export const assets = JSON.parse(document.getElementById("assets").textContent);

export const home = new URL(assets.home, document.baseURI); // the site's folder
export const here = (path) => new URL(path, home).href;

export const parts = {
  lab: assets.lab,
  assets: {
    runtime: here(assets.runtime),
    archives: assets.archives.map(here),
    snapshot: assets.snapshot && here(assets.snapshot),
  },
  supplies: Object.entries(assets.supplies).map(([name, [path, integrity]]) => [name, here(path), integrity]),
  sizes: assets.sizes,
  listed: here(assets.parts), // what each file should hold
};
