// Why something did not come or went wrong: what was observed in, the name of a cause out. The words
// for each stand in content/<language>/page.toml, [page.failed].
//
// The build puts this text into load_guard.js, too, which stands alone and speaks even in browsers that
// are too old for all else: plain functions, and no syntax that came after ES5.

// What `fetch` brings from an address is looked at: a promise of the cause, "" if it is as it should
// be. integrity: what it should be, where that is known.
export function causeAt(address, integrity) {
  return fetch(address).then(function (response) {
    var cause = causeOfAnswer(response);
    if (cause) return cause;
    return response.arrayBuffer().then(function (buffer) {
      var bytes = new Uint8Array(buffer);
      if (isPage(bytes)) return "page";
      if (!integrity) return "";
      return fetch(address, { integrity: integrity, cache: "force-cache" }).then(
        function () { return ""; },
        function () { return causeOfChange(bytes, integrity); }
      );
    });
  }).catch(function () { return navigator.onLine === false ? "offline" : "cut"; });
}

// Of several parts, [address, integrity] each, the first that is not as it should be, as [cause,
// file name], or ["", ""].
export function firstCause(parts) {
  return Promise.all(parts.map(function (part) { return causeAt(part[0], part[1]); })).then(function (causes) {
    for (var at = 0; at < causes.length; at += 1) {
      if (causes[at]) return [causes[at], fileName(parts[at][0])];
    }
    return ["", ""];
  });
}

// What the head of an answer tells, or "": no part of this site is a page.
export function causeOfAnswer(response) {
  if (response.status === 404 || response.status === 410) return "missing";
  if (!response.ok) return "refused";
  return /html/i.test(response.headers.get("Content-Type") || "") ? "page" : "";
}

// None of our parts begins like a page does; a filter may keep the type of what it replaces.
export function isPage(bytes) {
  return bytes[0] === 60; // "<"
}

// What an error tells by itself, or "".
export function causeOfError(error) {
  var text = (error && error.name) + ": " + (error && error.message);
  if (/MemoryError|out of memory|no memory|could not allocate|allocation failed|Cannot allocate/i.test(text)) return "no_memory";
  if (/Content Security Policy|unsafe-eval|blocked by CSP/i.test(text)) return "forbidden";
  return "";
}

// Whether this browser lacks what nothing here can do without. It is asked once something has failed:
// a browser in which all works is never refused. (They came with Chrome 69, 93, 97; Firefox 60, 92,
// 104, 105; Safari 11, 15.4, 16.4.)
export function isOld() {
  return !("noModule" in document.createElement("script")) || typeof fetch !== "function"
    || !Object.hasOwn || !Array.prototype.findLast || typeof OffscreenCanvas !== "function";
}

export function fileName(address) {
  return address.split(/[?#]/)[0].split("/").pop();
}

// Whether nothing but the ends of lines was changed, in a text or by FTP's text mode in anything.
function causeOfChange(bytes, integrity) {
  var plain = withoutReturns(bytes);
  if (plain.length === bytes.length) return "altered";
  if (!crypto.subtle) return [].indexOf.call(bytes, 0) < 0 ? "lines" : "altered"; // no encryption: a guess
  return crypto.subtle.digest("SHA-256", plain).then(function (hash) {
    var text = btoa(String.fromCharCode.apply(null, new Uint8Array(hash)));
    return integrity === "sha256-" + text ? "lines" : "altered";
  });
}

function withoutReturns(bytes) {
  var plain = new Uint8Array(bytes.length);
  var length = 0;
  for (var at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 13 && bytes[at + 1] === 10) continue;
    plain[length] = bytes[at];
    length += 1;
  }
  return plain.slice(0, length);
}
