// A link as a QR code: as an SVG, and as files.
import { correction, generate } from "./lean_qr/index.js";
import { svg } from "./dom.js";

const QUIET = 4; // modules of white around it, as the standard asks
const LARGEST = 25; // version: with more modules phones fail to read it from a screen or a sheet
const MODULE = 8; // pixels of one in the saved picture
const SHOWN = 4; // and on screen, where there is room: a whole number, so that all are of one size

// Its modules, as `size` and `get(x, y)`; null where the text is too long for phones.
export function qrCode(text) {
  try {
    return generate(text, { maxVersion: LARGEST, minCorrectionLevel: correction.L });
  } catch (error) {
    if (error.code === undefined) throw error; // it is not the length
    return null;
  }
}

// It is black on white in every theme, as readers expect. label: what it is.
export function qrPicture(code, label) {
  const side = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return svg(
    "svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${side} ${side}`, width: SHOWN * side, height: SHOWN * side, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("rect", { width: side, height: side, fill: "#fff" }), svg("path", { d: path, fill: "#000" }),
  );
}

// A promise of it as a PNG.
export function qrImage(code) {
  const side = (code.size + 2 * QUIET) * MODULE;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.fillStyle = "#000";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) context.fillRect((x + QUIET) * MODULE, (y + QUIET) * MODULE, MODULE, MODULE);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
