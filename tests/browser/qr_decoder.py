"""jsQR from npm: a QR decoder that has nothing to do with what makes our codes."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page

from builder.inputs.fetch import cache_folder, fetch
from builder.inputs.pins import Pin
from tests.bench.peers import from_npm

ROOT = Path(__file__).resolve().parents[2]
PIN = Pin(
    "jsqr-1.4.0-jsQR.js", 256885,
    "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859", "jsqr@1.4.0",
)  # fmt: skip
DECODE = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  return jsQR(data, width, height)?.data;
}"""


def decoded(page: Page, png: bytes) -> str | None:
    """What the QR code on a picture says, None where none is found; `page` is left as it is."""
    paths = {PIN.name: "package/dist/jsQR.js"}
    files = fetch([PIN], cache_folder(ROOT), [("npm", lambda wanted: from_npm(paths, wanted))])
    beside = page.context.new_page()
    beside.evaluate(files[PIN.name].read_text("utf-8"))
    said: str | None = beside.evaluate(DECODE, base64.b64encode(png).decode())
    beside.close()
    return said
