// Python's memory as it was, put back after a program has run: whatever the program did to modules,
// to built-in functions or to the interpreter is undone. What Python has outside of its memory can
// not be put back, so it is compared: then a fresh worker is due.
import { end } from "./pyodide_setup.js";

export class Checkpoint {
  constructor({ _module }) {
    this.module = _module;
    this.memory = _module.HEAPU8.slice(0, end(_module));
    this.outside = outside(_module);
  }

  // Whether everything is as it was.
  restore() {
    const now = outside(this.module);
    if (now.length !== this.outside.length || now.some((value, at) => value !== this.outside[at])) return false;
    const { HEAPU8 } = this.module;
    HEAPU8.set(this.memory);
    HEAPU8.fill(0, this.memory.length); // fresh memory holds zeros
    return true;
  }
}

// The size of the memory, the place of the stack, the libraries and their functions, and the files.
function outside({ HEAPU8, wasmTable, LDSO, FS, _emscripten_stack_get_current: stack }) {
  const found = [HEAPU8.length, stack(), wasmTable.length, Object.keys(LDSO.loadedLibsByName).length];
  found.push(FS.cwd(), ...FS.streams.filter(Boolean));
  look(FS.root);
  return found;

  function look(node) {
    found.push(node, node.name, node.mode, node.link);
    if (FS.isFile(node.mode)) found.push(node.usedBytes, Number(node.mtime));
    if (!FS.isDir(node.mode) || node.mount !== FS.root.mount) return; // /dev and /proc keep none
    for (const one of Object.values(node.contents)) look(one);
  }
}
