// The card at the end of the path, drawn in the page: what was called, what was not, and the points.
const PAPER = { ground: "#fbfaf6", ink: "#1b2330", soft: "#5b6472", called: "#0b6e63", missed: "#b3164a", line: "#d9d5ca" };
const [MARGIN, SIZE, GAP] = [70, 34, 48];

// marks: "+" or "-" for each step; texts: what the step was.
export function drawCard(canvas, { title, score, marks, texts }) {
  const { width, height } = canvas;
  const paper = canvas.getContext("2d");
  paper.fillStyle = PAPER.ground;
  paper.fillRect(0, 0, width, height);
  paper.strokeStyle = PAPER.line;
  paper.lineWidth = 4;
  paper.strokeRect(24, 24, width - 48, height - 48);
  write(paper, title, { y: 100, font: "700 50px Georgia, serif" });
  write(paper, score, { y: 150, font: "26px system-ui, sans-serif", colour: PAPER.soft });
  for (const [at, text] of texts.entries()) {
    const called = marks[at] === "+";
    const y = 212 + at * GAP;
    write(paper, called ? "✓" : "✗", { y, font: `700 ${SIZE}px system-ui, sans-serif`, colour: called ? PAPER.called : PAPER.missed });
    write(paper, text, { x: MARGIN + 54, y, font: "28px Georgia, serif" });
  }
}

function write(paper, text, { x = MARGIN, y, font, colour = PAPER.ink }) {
  paper.font = font;
  paper.fillStyle = colour;
  paper.fillText(text, x, y, paper.canvas.width - x - MARGIN);
}

export async function fileOf(canvas, name) {
  const blob = await new Promise((settle) => { canvas.toBlob(settle, "image/png"); });
  return new File([blob], name, { type: "image/png" });
}
