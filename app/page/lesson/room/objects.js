// What a note can be about: the objects of the page, and any state of the lab by its address.
import { fill } from "../../shell/message_format.js";

const STATE = /^\?lab=[a-z_]+(?:&[a-z_]+=[\w.-]+)+$/;
const LONGEST = 500; // characters of an address

// Whether this is the address of a state of the lab. It holds settings, never an answer.
export function isState(address) {
  return address.length <= LONGEST && STATE.test(address);
}

export class Things {
  // home: the page's own address, without query and fragment.
  constructor(objects, words, home) {
    this.words = words;
    this.home = home;
    this.all = objects.map((one) => ({ ...one, kind: kindOf(one.key) }));
    this.known = new Map(this.all.map((one) => [one.key, one]));
  }

  // The thing of that key; undefined if the page has none.
  find(key) {
    const address = key.slice("lab:".length);
    return this.known.get(key) ?? (key.startsWith("lab:") && isState(address) ? this.state(key, address) : undefined);
  }

  // The key of the lab's state at an address: that of a named case if it is one.
  keyAt(address) {
    return this.all.find((one) => one.address === address)?.key ?? `lab:${address}`;
  }

  state(key, address) {
    const { parameters, state, state_question: question } = this.words;
    const values = [...new URLSearchParams(address)].filter(([name]) => name !== "lab");
    const said = values.map(([name, value]) => fill(parameters[name] ?? `${name} {value}`, { value: value.replaceAll("_", " ") }));
    return { key, kind: "lab", title: fill(state, { values: said.join(", ") }), evidence: [key], question, address };
  }

  // What of it comes after the page's address: where it stands, or the state of the lab.
  tail({ address, anchor }) {
    return address ? `${address}#lab` : `#${anchor}`;
  }

  link(thing) {
    return this.home + this.tail(thing);
  }

  // "Claim: Curved can beat straight"; of a thing that this page does not have, its key.
  name(key) {
    const thing = this.find(key);
    return thing ? fill(this.words.named, { kind: this.words.kinds[thing.kind], title: thing.title }) : key;
  }

  // What speaks for it, each with a text and, where it stands on the page, a link.
  evidence(thing) {
    return thing.evidence.map((key) => {
      const [kind, name] = [kindOf(key), key.slice(kindOf(key).length + 1)];
      if (key === thing.key) return { text: this.words.itself[kind], to: this.tail(thing) };
      if (kind === "module") return { text: fill(this.words.module, { file: `${name.replaceAll(".", "/")}.py` }) };
      if (kind !== "witness") return { text: this.name(key), to: this.tail(this.known.get(key)) };
      const claim = this.all.find((one) => one.kind === "claim" && one.evidence.includes(key));
      return { text: fill(this.words.witness, { title: claim.title }), to: this.tail(claim) };
    });
  }

  // What names it as its evidence.
  leaning(thing) {
    return this.all.filter((one) => one.key !== thing.key && one.evidence.includes(thing.key));
  }
}

function kindOf(key) {
  return key.slice(0, key.indexOf(":"));
}
