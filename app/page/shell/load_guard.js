// Says so when a part of the page itself does not come, for then nothing else here may be able to.
//
// On its own, without imports, in syntax that every browser can read. A sentence stands in the page
// from the start, and the style sheet shows it after a while (without a style sheet it is there at
// once); main.js takes it away when the lab is drawn. Here it becomes definite as soon as something is
// known. Only our own parts count: hosts and extensions put scripts and styles of theirs into a page,
// and what becomes of those is no concern of a reader's.
(function () {
  var WORDS = /* WORDS */ {}; // by the build: waiting, again, kept, and by cause what and help; and failure_cause.js:
  /* CAUSE */
  var SECONDS = 8; // for the page to come, and again for the lab to be drawn
  var OURS = /^(assets|vendor|runtime)\//; // the folders of the site in which our parts lie
  var VAGUE = ["", "late", "fault", "part", "slow"]; // of these each says more than the one before
  var source = document.currentScript.src;
  var home = source.replace(/assets\/[^\/]*$/, "");
  var said = ""; // the cause that is told
  var late = 0; // style sheets that have not come in time

  addEventListener("error", function (event) {
    if (isPart(event.target)) lost(event.target);
    else if (event.target === window && (isOurs(event.filename) || isFromUs(event.error))) suspect("fault", event.message);
  }, true);
  addEventListener("unhandledrejection", function (event) {
    if (isFromUs(event.reason)) suspect("fault", String(event.reason));
  });
  addEventListener("securitypolicyviolation", function (event) {
    // (that its worker or what that asks for is forbidden, python.js says)
    if (isOurs(event.blockedURI) && /^(script|style)-src/.test(event.effectiveDirective)) tell("forbidden", fileName(event.blockedURI), true);
  });
  addEventListener("hunch:missing", function (event) { // import_shim.js: a control, or a module that Panel makes
    if (event.detail.indexOf("blob:") === 0) tell("forbidden", "blob:", true); // which only a policy can stop
    else lost({ src: event.detail });
  });
  addEventListener("click", function (event) {
    if (event.target.matches && event.target.matches(".stuck:not(.made) a")) renew(event);
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", whole);
  else whole(); // what failed before this script came is seen here
  if (document.readyState === "complete") loaded();
  else addEventListener("load", loaded);
  after(SECONDS, unblock);
  if (location.protocol === "file:") tell("file", "", true);
  else if (!("noModule" in document.createElement("script"))) tell("old", "", true);

  // A script or a style sheet that the page needs: our pages, and nobody else, give it an integrity.
  // (A module that is only asked for ahead is asked for again.)
  function isPart(element) {
    return Boolean(element.getAttribute && element.getAttribute("integrity") && isOurs(element.src || element.href)
      && (element.tagName === "SCRIPT" || element.rel === "stylesheet"));
  }

  function isOurs(address) {
    address = String(address);
    return address.indexOf(home) === 0 && OURS.test(address.slice(home.length));
  }

  function isFromUs(error) {
    return String(error && error.stack).split(/[\s()@]+/).some(isOurs);
  }

  // What the page names, [address, integrity] each.
  function named() {
    return [].slice.call(document.querySelectorAll("script[integrity], link[integrity]")).map(function (element) {
      return [element.src || element.href, element.getAttribute("integrity")];
    }).filter(function (part) { return isOurs(part[0]); });
  }

  // A part is missing for good, whatever the lab does without it. Why is looked for: in this part, or
  // else, since a module fails with what it imports, in all of them.
  function lost(element) {
    var address = element.src || element.href;
    tell("part", fileName(address), true);
    look([[address, element.integrity]]).then(function (found) { return found || look(named()); });
  }

  // A script of ours has failed, or is late; the lab may come to life yet.
  function suspect(cause, detail) {
    if (isDrawn()) return;
    tell(cause, detail, false);
    if (cause === "fault" || document.querySelector(".progress[hidden]")) look(named()); // main.js is not at work
  }

  // A promise of whether a cause was found; it is told then.
  function look(parts) {
    if (said === "file" || said === "old" || isOld()) {
      tell(said === "file" ? said : "old", "", true);
      return Promise.resolve(true);
    }
    return isRefused().then(function (is) {
      return is ? ["framed", ""] : firstCause(parts);
    }).then(function (found) {
      if (found[0]) tell(found[0], found[1], true);
      return Boolean(found[0]);
    });
  }

  // In a sandboxed frame each part is another origin's. A server that does not allow such requests
  // still answers those that need no leave: then it is not the connection.
  function isRefused() {
    if (self.origin !== "null" || window.top === window) return Promise.resolve(false);
    return fetch(source, { mode: "no-cors" }).then(function () {
      return fetch(source).then(function () { return false; }, function () { return true; });
    }, function () { return false; });
  }

  function isDrawn() {
    return document.documentElement.hasAttribute("data-drawn");
  }

  // forGood: it stays when the lab is drawn. What says more takes the place of what says less.
  function tell(cause, detail, forGood) {
    if (isDrawn() && !forGood) return;
    var place = document.querySelector(".stuck") || made();
    if (forGood) place.setAttribute("data-for-good", "");
    if (VAGUE.indexOf(said) < 0 || (VAGUE.indexOf(cause) >= 0 && VAGUE.indexOf(cause) < VAGUE.indexOf(said))) return;
    said = cause;
    place.classList.add("told");
    var told = WORDS.failed[cause];
    var text = told ? told.what + " " + told.help + " " + WORDS.kept : WORDS.waiting;
    if (detail) text += " (" + detail + ")";
    if (cause === "framed") text = unframed(place, told);
    if (place.firstElementChild.textContent !== text) place.firstElementChild.textContent = text;
  }

  // The lab needs the page by itself; what can be read gets its looks, which need no leave. To load
  // it again would not help, and nothing could be entered.
  function unframed(place, told) {
    place.lastElementChild.hidden = true;
    sheets().forEach(function (link) {
      var plain = link.cloneNode();
      plain.removeAttribute("crossorigin");
      plain.removeAttribute("integrity");
      link.parentNode.replaceChild(plain, link);
    });
    return told.what + " " + told.help.replace("{address}", location.href);
  }

  function made() {
    var place = document.createElement("div");
    var line = document.createElement("p");
    var link = document.createElement("a");
    place.className = "stuck made";
    place.setAttribute("role", "alert");
    link.href = "";
    link.textContent = WORDS.again;
    link.addEventListener("click", renew);
    place.appendChild(line);
    place.appendChild(link);
    if (!document.body) { // cut before it: until then browsers paint nothing, unless it is begun anew
      document.open();
      document.write("<!doctype html><body>");
      document.close();
    }
    document.body.insertBefore(place, document.body.firstChild);
    return place;
  }

  // The page's last part that anything needs; without it the connection was cut in mid-page.
  function whole() {
    if (!document.querySelector("#documents, #data")) tell("cut", "", true); // of a lab; of a tool beside them
  }

  function loaded() {
    sheets().forEach(function (link) {
      if (!link.sheet || isEmpty(link.sheet)) lost(link); // one that failed before this script came
    });
    after(SECONDS, function () { suspect("late", ""); });
  }

  function sheets() {
    return [].slice.call(document.querySelectorAll("link[rel=stylesheet]")).filter(isPart);
  }

  function isEmpty(sheet) {
    try {
      return !sheet.cssRules.length;
    } catch (error) {
      return false; // its rules may not be read here
    }
  }

  // A style sheet that does not come keeps everything invisible and holds up the scripts, whoever
  // put it there: it waits aside until it comes. A page whose end does not come is never done for
  // some browsers.
  function unblock() {
    if (document.readyState === "loading") tell("late", "", false);
    if (document.readyState === "complete") return;
    [].slice.call(document.querySelectorAll("link[rel=stylesheet]")).forEach(function (link) {
      if (link.sheet) return;
      var media = link.media;
      link.media = "not all";
      link.addEventListener("load", function () {
        link.media = media;
        dispatchEvent(new Event("hunch:styled")); // palette.js: its colours
        if (isPart(link) && !(late -= 1)) withdraw();
      });
      if (!isPart(link)) return;
      late += 1;
      tell("slow", fileName(link.href), true);
    });
  }

  // All that was late has come.
  function withdraw() {
    if (said !== "slow") return;
    said = "";
    document.querySelector(".stuck").removeAttribute("data-for-good");
    if (isDrawn()) document.querySelector(".stuck").remove();
    else tell("late", "", false);
  }

  // Seconds are counted one by one: a device that sleeps uses up none.
  function after(seconds, act) {
    var clock = setInterval(function () {
      seconds -= 1;
      if (seconds > 0) return;
      clearInterval(clock);
      act();
    }, 1000);
  }

  // Load the page anew, in the newer version if this browser has kept one meanwhile.
  function renew(event) {
    event.preventDefault();
    var workers = null;
    try {
      workers = navigator.serviceWorker;
    } catch (error) {
      // in a frame that is cut off, asking is an error
    }
    if (!workers) return location.reload();
    workers.getRegistration().then(function (registration) {
      if (!registration || !registration.waiting) return location.reload();
      workers.addEventListener("controllerchange", function () { location.reload(); });
      registration.waiting.postMessage("use");
    }).catch(function () { location.reload(); }); // no service worker here: the plain way
  }
})();
