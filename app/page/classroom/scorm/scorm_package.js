// An assignment as a SCORM 1.2 package, made in the page: a manifest, and a page that frames the site's
// (shell.js) and hands on to the learning-management system what that reports.
import { checksum } from "../assignment_code.js";
import { escaped, manifest } from "./manifest.js";
import { Zip } from "./zip.js";

const START = "index.html";
const SCRIPT = "shell.js";
const FOLDER = "site/"; // of the site's own copy in a package
const LIST = "files.json"; // of the site's files, with what each should hold; builder/site/offline.py

// title, code: of the assignment. site: the address of the site's folder, ending in "/". whole: whether
// the package carries the site, for networks without its host, or leads to it. words: of scorm.toml.
// fetched(done, total): called for each of the site's files. A promise of the zip file; it fails with
// an error of `fetch` where a file does not come as it was built.
export async function scormPackage({ title, code, site, whole, words, fetched = () => {} }) {
  const zip = new Zip();
  const files = whole ? await listed(site) : [];
  const frame = `${whole ? FOLDER : site}index.html?embed=1#class=${code}`;
  const own = {
    [START]: new Blob([page({ title, frame, words })]),
    [SCRIPT]: await content(new URL(SCRIPT, import.meta.url)),
  };
  const paths = [...Object.keys(own), ...files.map(({ path }) => FOLDER + path)];
  const identifier = `hunch-${checksum(new TextEncoder().encode(code))}`;
  await zip.add("imsmanifest.xml", new Blob([manifest({ identifier, title, start: START, files: paths })]));
  for (const [path, blob] of Object.entries(own)) await zip.add(path, blob);
  for (const [at, { path, integrity }] of files.entries()) {
    await zip.add(FOLDER + path, await content(new URL(path, site), integrity));
    fetched(at + 1, files.length);
  }
  return zip.blob();
}

const listed = async (site) => JSON.parse(await (await content(new URL(LIST, site))).text());

async function content(address, integrity = "") {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw new Error(`${address}: status ${response.status}`);
  return response.blob();
}

// The shell's page; shell.js says what it does.
function page({ title, frame, words }) {
  const data = JSON.stringify({ frame, words }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="${document.documentElement.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; }
p { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
p:not(:empty) { padding: .6rem 1rem; border-bottom: 3px solid #b3164a; }
iframe { flex: 1; width: 100%; border: 0; }
</style>
<p role="status"></p>
<iframe title="${escaped(title)}" allow="clipboard-write; fullscreen"></iframe>
<script type="application/json">${data}</script>
<script src="${SCRIPT}"></script>
</html>
`;
}
