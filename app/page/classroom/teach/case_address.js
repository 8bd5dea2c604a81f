// The address of a case as a teacher pastes it, held against what the labs' parameters may be: the
// canonical address, as `core.trial.scenario.address` writes it, or what is wrong with it.
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const SPELLED = /^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9-]*$/; // patterns or points of a learner's own, as digits
const WHOLE = /^[+-]?[0-9]+$/;
const NUMBER = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/;
const OF_PAGE = ["lab", "embed"]; // names that are no parameter of a lab
const NEAR = 1e-6; // share of a step within which a number counts as being on it
const DECIMALS = 6;

// reason: a key of `own.refused` in the words; fields: what the sentence names.
export class CaseRefused extends Error {
  constructor(reason, fields = {}) {
    super(reason);
    Object.assign(this, { reason, fields });
  }
}

// text: an address as it stands in the browser's bar, or from its "?" on. labs: the page's data.
export function caseAddress(text, labs) {
  const given = queryOf(text);
  const lab = labs.find(({ name }) => name === given.get("lab")?.toLowerCase());
  if (!lab) throw new CaseRefused(given.has("lab") ? "lab" : "no_case", { lab: given.get("lab"), labs: labs.map(({ name }) => name).join(", ") });
  const stray = [...given.keys()].find((name) => !OF_PAGE.includes(name) && lab.parameters.every((each) => each.name !== name));
  if (stray !== undefined) throw new CaseRefused("name", { name: stray, lab: lab.title });
  const values = {};
  let address = `?lab=${lab.name}`;
  for (const parameter of lab.parameters) {
    const kind = kindOf(parameter, values);
    const value = valueOf(parameter, kind, given.get(parameter.name));
    values[parameter.name] = value;
    if (!parameter.later || value !== kind?.default) address += `&${parameter.name}=${value}`;
  }
  return address;
}

// A case's settings in words, for one that the page does not know by its picture; null where the lab
// is not there.
export function settingsOf(address, labs) {
  const given = new URLSearchParams(address);
  const lab = labs.find(({ name }) => name === given.get("lab"));
  if (!lab) return null;
  const set = lab.parameters
    .filter(({ name, label }) => label && given.has(name))
    .map(({ name, label, names }) => `${label}: ${names[given.get(name)] ?? given.get(name)}`);
  return { lab, set };
}

function queryOf(text) {
  const pasted = text.trim();
  if (!pasted) throw new CaseRefused("empty");
  if (pasted.includes("#class=")) throw new CaseRefused("assignment");
  const query = pasted.replace(/#.*$/s, "").split("?")[1];
  if (query === undefined) throw new CaseRefused("no_case");
  const given = new URLSearchParams(query);
  for (const name of given.keys()) if (given.getAll(name).length > 1) throw new CaseRefused("twice", { name });
  return given;
}

// What a parameter may be, given the values before it; undefined where the page cannot tell.
function kindOf({ by, kinds }, values) {
  return kinds[by.map((name) => values[name]).join(",")];
}

function valueOf(parameter, kind, text) {
  const label = parameter.label || parameter.name;
  if (text === undefined || text === null) {
    if (kind) return kind.default;
    throw new CaseRefused("missing", { label });
  }
  if (!kind) {
    if (!PLAIN.test(text) && !NUMBER.test(text)) throw new CaseRefused("value", { label, value: text });
    return text;
  }
  return kind.names ? nameOf(kind, text, label) : numberOf(kind, text, label);
}

function nameOf({ names, more }, text, label) {
  const name = names.find((each) => each.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  if (more && SPELLED.test(text)) return text;
  throw new CaseRefused("choice", { label, value: text, allowed: names.join(", ") });
}

function numberOf({ lo, hi, step }, text, label) {
  const number = Number(text);
  const fields = { label, value: text, lo, hi, step };
  if (!(step ? NUMBER : WHOLE).test(text)) throw new CaseRefused(step ? "number" : "whole", fields);
  if (number < lo - NEAR || number > hi + NEAR) throw new CaseRefused("range", fields);
  if (!step) return String(number);
  const steps = Math.round((number - lo) / step);
  if (Math.abs(lo + steps * step - number) > NEAR * step) throw new CaseRefused("step", fields);
  return String(Number((lo + steps * step).toFixed(DECIMALS)) + 0);
}
