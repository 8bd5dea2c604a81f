// Training as a film. Python sends each frame once; they are kept here, and a scrubber goes over them
// while more are coming and afterwards. Every one was computed: nothing is drawn in between.
import { initErrors } from "./film_errors.js";
import { initNetwork } from "./film_network.js";
import { initPlane } from "./film_plane.js";
import { initRange } from "./range_input.js";

const PLAY_MS = 40; // that a frame is shown when the film plays

export function render({ model, el }) {
  const told = Object.fromEntries(model.words);
  const film = box("film");
  const plane = initPlane({ model, el, told, changed: () => later() });
  const network = initNetwork({ model });
  const errors = initErrors();
  const scrubber = document.createElement("input");
  Object.assign(scrubber, { type: "range", min: 0, value: 0 });
  scrubber.setAttribute("aria-label", told.scrubber);
  const play = document.createElement("button");
  Object.assign(play, { type: "button", className: "plain" });
  const line = document.createElement("output");
  line.setAttribute("aria-live", "off"); // the scrubber says it
  const ways = box("scrub", play, scrubber, line);
  const key = document.createElement("ul");
  film.append(box("plane", plane.root, key), ways, box("beside", figure(told.weights, network.root), figure(told.error, errors.root)));
  el.append(box("film-room", film));
  let frames = [];
  let at = -1; // the frame that is shown
  let playing = 0; // the timer of the next one

  const show = (place) => {
    at = place;
    const frame = frames[at];
    plane.show(frame);
    network.show(frame);
    errors.mark(at);
    scrubber.value = at;
    scrubber.style.setProperty("--filled", `${(100 * at) / scrubber.max}%`);
    scrubber.setAttribute("aria-valuetext", frame.text);
    line.textContent = frame.text;
  };
  const stop = () => {
    clearTimeout(playing);
    playing = 0;
    play.textContent = told.play;
  };
  const step = () => {
    if (at >= frames.length - 1) return stop();
    show(at + 1);
    playing = setTimeout(step, PLAY_MS);
  };
  play.addEventListener("click", () => {
    if (playing) return stop();
    play.textContent = told.pause;
    if (at >= frames.length - 1) show(0);
    playing = setTimeout(step, PLAY_MS);
  });
  initRange(scrubber, () => at, (place) => {
    stop();
    show(Math.min(place, frames.length - 1)); // what has not been computed cannot be seen
    scrubber.value = at;
  });

  const take = () => {
    const [first = 0, ...more] = model.frames;
    const last = at >= frames.length - 1; // it is followed, unless an older one is looked at
    frames = [...frames.slice(0, first), ...more];
    ways.hidden = !frames.length;
    film.classList.toggle("begun", frames.length > 0);
    scrubber.max = model.total - 1;
    errors.draw(frames, model.total);
    if (!frames.length) {
      stop();
      at = -1;
      plane.show(null);
      network.show(null);
    } else if (last || at >= frames.length) show(frames.length - 1);
    errors.mark(at);
  };
  const lay = () => {
    el.getRootNode().host.toggleAttribute("data-empty", !model.points.length);
    film.hidden = !model.points.length;
    plane.draw();
    const sketched = plane.sketched() ? [["sketch", told.sketched]] : [];
    key.replaceChildren(...[...model.key, ...sketched].map(([name, text]) => {
      const line = document.createElement("li");
      line.append(box(`sample of-${name}`), text);
      return line;
    }));
  };
  // once for all that a step changes
  let due = false;
  const later = () => {
    if (!due) queueMicrotask(() => { due = false; lay(); });
    due = true;
  };
  model.on(["label", "points", "damaged", "marks", "worst", "axis", "key", "sketching", "adding", "removable"], later);
  model.on(["widths"], () => network.draw());
  model.on(["frames"], take);
  network.draw();
  lay();
  stop();
  take();
}

function box(name, ...children) {
  const made = document.createElement("div");
  made.className = name;
  made.append(...children);
  return made;
}

function figure(caption, picture) {
  const made = document.createElement("figure");
  const line = document.createElement("figcaption");
  line.textContent = caption;
  made.append(picture, line);
  return made;
}
