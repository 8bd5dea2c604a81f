// One case as the class answered it: the question, what was said how surely, who moved, why.
import { fill } from "../../shell/message_format.js";
import { drawing, folded, foreign, make, number, paragraphs, percent, table } from "./elements.js";

// place: an element that is this case's. ask(address): fetches the words on why.
export class CaseView {
  constructor(words, ask) {
    this.words = words;
    this.ask = ask;
    this.told = ""; // what is drawn
    this.place = make("article", { class: "case-report", tabindex: "-1" });
    this.heading = make("h3");
    this.body = make("div");
    this.why = make("details", { class: "why" }, make("summary"), make("div", { role: "status" }));
    this.why.addEventListener("toggle", () => this.open());
    this.place.append(this.heading, this.body, this.why);
  }

  // home: the address of the site's first page.
  show(told, votes, home) {
    const text = JSON.stringify([told, votes]);
    if (text === this.told) return;
    Object.assign(this, { told: text, address: told.address, asked: "" });
    const { words } = this;
    this.place.id = `case-${told.number}`;
    this.heading.textContent = fill(words.case.title, { number: told.number, lab: told.lab });
    const opened = [...this.body.querySelectorAll("details[open]")].map((one) => one.dataset.name);
    this.body.replaceChildren(
      make("p", { class: "small" }, make("a", { href: linkTo(told.address, home), onclick: openBeside }, words.case.open)),
      questionOf(told),
      make("p", { class: "told" }, ...told.state === "unknown" ? [words.case.unknown] : sentences(told, votes, words)),
      ...told.state === "unknown" || !(told.first || told.last) ? [] : parts(told, votes, words),
    );
    for (const name of opened) this.body.querySelector(`details[data-name="${name}"]`)?.toggleAttribute("open", true);
    this.why.firstChild.textContent = words.case.whys;
    this.why.hidden = !told.last;
    if (this.why.open) this.open();
  }

  open() {
    if (!this.why.open || this.asked === this.told) return;
    this.asked = this.told;
    this.why.lastChild.textContent = this.words.case.asking;
    this.ask(this.address);
  }

  // rows: {learner, text, confidence, said, right}, as Python told them.
  showWhys(rows) {
    const { words } = this;
    const item = ({ text, confidence, said, right }) => make("li", {},
      foreign("q", text),
      make("span", { class: "small" }, ` ${fill(words.case.said[right === null ? "open" : right ? "right" : "wrong"], { said: saidOf(said, words), percent: confidence })}`));
    this.why.lastChild.replaceChildren(rows.length ? make("ul", {}, ...rows.map(item)) : make("p", {}, words.case.no_whys));
  }
}

const linkTo = (address, home) => new URL(`index.html${address}`, home).href;

// In a tab of its own, for this page keeps nothing. Where a frame forbids that, the link is followed.
function openBeside(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const opened = window.open(event.currentTarget.href);
  if (!opened) return;
  opened.opener = null;
  event.preventDefault();
}

export function questionOf({ picture, question }) {
  return make("div", { class: "question" },
    picture ? make("div", { class: "given" }, drawing(picture)) : "",
    make("div", {}, ...paragraphs(question).map((text) => make("p", {}, text))));
}

function sentences(told, votes, words) {
  const say = words.case;
  const found = [fill(say[votes > 1 ? "voted_twice" : "voted"], { first: number(told.first), last: number(told.last) })];
  if (told.sure !== null) found.push(fill(say.sure, { percent: percent(told.sure, words) }));
  if (told.state === "waiting") found.push(say.waiting);
  if (told.state === "unchecked") found.push(say.unchecked);
  if (told.right !== null) {
    const key = told.right_first === null ? "share" : "share_twice";
    found.push(fill(say[key], { right: percent(told.right, words), first: percent(told.right_first, words) }));
  }
  if (told.sure_right !== null && told.sure_wrong !== null) found.push(fill(say.sure_apart, { right: percent(told.sure_right, words), wrong: percent(told.sure_wrong, words) }));
  const line = make("span", {}, found.join(" "));
  if (!told.advice) return [line];
  return [line, make("span", { class: "advice" }, make("b", {}, words.advice[told.advice].name), ` ${words.advice[told.advice].text}`)];
}

function parts(told, votes, words) {
  const say = words.case;
  const twin = folded("table", say.table, () => confidenceTable(told, votes, words));
  const answer = told.state === "computed" ? make("p", { class: "answer" }, ...answerOf(told, words)) : "";
  const found = [bars(told, votes, words, true), make("p", { class: "small" }, say[votes > 1 ? "legend_twice" : "legend"]), answer, twin];
  if (votes > 1 && told.moved.length + told.stayed) found.push(folded("moved", fill(say.moved, { moved: told.moved.reduce((sum, [, , count]) => sum + count, 0), stayed: told.stayed }), () => movedTable(told, words)));
  return found.filter(Boolean);
}

export function answerOf({ answer, answer_picture: picture }, words) {
  return [make("b", {}, words.case.answer), ` ${answer} `, picture ? drawing(picture) : ""];
}

// at: the choice's place among those that are told.
const titleOf = ({ name, title }, at, words) => title || (name ? fill(words.case.painting, { number: at + 1 }) : words.case.others);
const saidOf = (text, words) => text || words.case.a_painting;

// What was said as bars, each beside its words and its number. shown: whether it is told what is right;
// which: "first" or "last" for one vote alone.
export function bars({ choices, first, last }, votes, words, shown, which = "") {
  const kinds = which ? [which] : votes > 1 ? ["first", "last"] : ["last"];
  const most = Math.max(1, ...choices.flatMap((choice) => kinds.map((kind) => choice[kind])));
  const total = { first, last };
  const row = (choice, at) => {
    const right = shown ? choice.right : null;
    const verdict = right === null ? "" : right ? "right" : "wrong";
    return make("li", { class: `bar-row ${verdict}` },
      make("span", { class: "bar-name" }, verdict ? make("b", {}, `${words.case[verdict]} `) : "", choice.picture ? drawing(choice.picture) : "", titleOf(choice, at, words)),
      make("span", { class: "bar-tracks" }, ...kinds.map((kind) => make("span", { class: `bar-track ${kind}` },
        bar(kind === "first" ? choice.first_confidences : choice.confidences, most),
        make("span", { class: "bar-count" }, kinds.length > 1 ? make("span", { class: "visually-hidden" }, `${words.case[kind]}: `) : "", fill(words.case.count, { count: number(choice[kind]), percent: percent(total[kind] ? choice[kind] / total[kind] : 0, words) }))))));
  };
  const list = make("ul", { class: "bars" }, ...choices.map(row));
  list.style.setProperty("--rows", choices.length);
  return list;
}

// Parts side by side, the less sure ones first: the surer, the darker.
function bar(confidences, most) {
  const track = make("span", { class: "bar", "aria-hidden": "true" });
  for (const [sure, count] of confidences) {
    const part = make("span");
    part.style.inlineSize = `${(100 * count) / most}%`;
    part.style.opacity = String(0.35 + (0.65 * sure) / 100);
    track.append(part);
  }
  return track;
}

function confidenceTable({ choices }, votes, words) {
  const say = words.case;
  const kinds = votes > 1 ? ["first_confidences", "confidences"] : ["confidences"];
  const sure = (kind) => [...new Set(choices.flatMap((choice) => choice[kind].map(([one]) => one)))].sort((one, other) => one - other);
  const columns = kinds.flatMap((kind) => sure(kind).map((one) => [kind, one]));
  const name = (kind, one) => fill(say[votes > 1 ? kind : "at"], { percent: one });
  const head = [say.choice, ...columns.map(([kind, one]) => name(kind, one)), say.all, say.is];
  const is = ({ right }) => (right === null ? words.unknown : right ? say.right : say.wrong);
  const rows = choices.map((choice, at) => [
    titleOf(choice, at, words),
    ...columns.map(([kind, one]) => number((choice[kind].find(([other]) => other === one) ?? [0, 0])[1])),
    number(choice.last), is(choice),
  ]);
  return table(head, rows, say.table_caption);
}

function movedTable({ moved }, words) {
  const rows = moved.map(([from, to, count]) => [saidOf(from, words), saidOf(to, words), number(count)]);
  return table([words.case.from, words.case.to, words.case.how_many], rows, words.case.moved_caption);
}
