// All that runs before a reader reaches for the chart: facts open, the past and the filters answer in place, and the
// chart's own script is loaded when somebody reaches for it.
(function () {
  "use strict";
  var root = document.documentElement;
  var main = document.getElementById("content");
  var panel = document.querySelector(".panel");
  var loading = null, swapping = null, opener = null, waiting = null, isNear = false, shown = "", figures = {};
  root.classList.add("has-script");

  function tell(name, detail) { document.dispatchEvent(new CustomEvent("deal:" + name, { detail: detail })); }

  // --- The chart's script -------------------------------------------------------------------------------------------
  function add(name, given) {
    return new Promise(function (done, failed) {
      var made = Object.assign(document.createElement(name), given, { onload: done, onerror: failed });
      document.head.append(made);
    });
  }

  function load(from) {
    var style = { id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet", href: from.style };
    loading = loading || Promise.all([add("link", style)].concat(from.scripts.split(" ").map(function (address) {
      return add("script", { src: address, async: false });
    })));
    return loading;
  }

  function figure(host) {
    var address = host.dataset.figure;
    figures[address] = figures[address] || fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
    return figures[address];
  }

  // The script and the figure come side by side. What did not come is asked for again only when the reader says so.
  function reach(host) {
    return Promise.all([figure(host), load(host.parentNode.dataset)]).then(function (found) {
      return window.explore.draw(host, found[0]);
    }).catch(function (error) {
      delete figures[host.dataset.figure];
      if (!window.explore) loading = null;
      document.querySelector(".tools").classList.add("is-failed");
      console.warn(error);
      throw error;
    });
  }

  // A pointer on its way to the chart: it will be there at once, and nothing is run for it before.
  function comeNear(from) {
    if (isNear) return;
    isNear = true;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: from.scripts.split(" ")[0] }));
    figure(window.deal.visible()).catch(function () {});
  }

  ["pointermove", "focusin", "touchstart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var near = event.target.closest && event.target.closest(".chart-section"), from = near && near.querySelector(".charts[data-scripts]");
      // A pointer that lies still while the page scrolls under it does not reach for anything.
      if (!from || near.querySelector(".is-failed") || kind === "pointermove" && !event.movementX && !event.movementY) return;
      var host = event.target.closest(".chart");
      if (host) reach(host).catch(function () {}); else if (kind === "pointermove") comeNear(from.dataset);
    }, { passive: true });
  });

  // --- A fact, opened beside the chart ------------------------------------------------------------------------------
  function openFact(anchor) {
    var fact = document.getElementById(anchor);
    if (!fact || !panel) return false;
    var copy = fact.cloneNode(true), frame = panel.querySelector(".panel-fact");
    [copy].concat(Array.from(copy.querySelectorAll("[id]"))).forEach(function (part) { part.removeAttribute("id"); });
    if (!panel.open) opener = document.activeElement;
    shown = anchor;
    frame.replaceChildren.apply(frame, copy.childNodes);
    panel.querySelector("a").href = "#" + anchor;
    if (!panel.open) panel.show();
    panel.scrollTop = 0;
    history.replaceState(null, "", "#" + anchor);
    mark(anchor);
    panel.querySelector("button:last-of-type").focus({ preventScroll: true });
    return true;
  }

  function close() {
    if (!panel || !panel.open) return;
    panel.close();
    mark("");
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  function go(step) {
    var facts = Array.from(document.querySelectorAll(".chronology .fact"));
    var next = facts[facts.findIndex(function (fact) { return fact.id === shown; }) + step];
    if (next) openFact(next.id);
  }

  // Chart and list follow each other: what is pointed at in one is marked in the other.
  function mark(anchor) {
    document.querySelectorAll(".is-marked").forEach(function (part) { part.classList.remove("is-marked"); });
    if (anchor) document.querySelectorAll('.drawing a[href="#' + anchor + '"], [id="' + anchor + '"]').forEach(function (part) {
      part.classList.add("is-marked");
    });
    tell("marked", anchor);
  }

  ["pointerover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!event.target.closest || panel && panel.open) return;
      var fact = event.target.closest(".chronology .fact"), link = event.target.closest(".drawing a");
      if (fact || link) mark(fact ? fact.id : link.getAttribute("href").slice(1));
    });
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".drawing a, .moments a"), button = event.target.closest(".panel button, .tools button");
    if (link && !event.ctrlKey && !event.metaKey && openFact(link.getAttribute("href").slice(1))) event.preventDefault();
    else if (button && button.dataset.go) { if (+button.dataset.go) go(+button.dataset.go); else close(); }
    else if (button) {
      button.parentNode.closest(".tools").classList.remove("is-failed");
      reach(window.deal.visible()).then(function () { return window.explore.act(button.dataset.do); }).catch(function () {});
    }
    else if (event.target.closest(".panel a[href^='#']")) { opener = null; close(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });

  // --- The past and the filters, in place ---------------------------------------------------------------------------
  function swap(address, kept) {
    if (swapping) swapping.abort();
    swapping = new AbortController();
    return fetch(address, { signal: swapping.signal }).then(function (answer) { return answer.text(); }).then(function (html) {
      var made = new DOMParser().parseFromString(html, "text/html"), top = kept.getBoundingClientRect().top;
      var place = "." + kept.className, next = made.querySelector(place);
      if (!next) { location.href = address; return; }
      if (kept.className === "past") next.replaceWith(kept);
      var held = document.activeElement && document.activeElement.name;
      main.replaceChildren.apply(main, made.getElementById("content").childNodes);
      panel = document.querySelector(".panel");
      document.title = made.title;
      history.replaceState(null, "", address);
      var now = document.querySelector(place);
      if (held && now.elements[held]) now.elements[held].focus({ preventScroll: true });
      scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
      tell("swapped");
    }).catch(function (error) { if (error.name !== "AbortError") location.href = address; });
  }

  function query(form, changed) {
    var asked = new URLSearchParams(new FormData(form));
    if (changed !== undefined) asked.set("as_of", changed);
    Array.from(asked).forEach(function (pair) { if (!pair[1]) asked.delete(pair[0]); });
    return location.pathname + (asked.size ? "?" + asked : "");
  }

  function say(slider) {
    var days = slider.dataset.days.trim().split(" "), day = days[slider.value];
    var words = day ? new Date(day).toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang, { dateStyle: "long", timeZone: "UTC" }) : slider.dataset.today;
    slider.setAttribute("aria-valuetext", words);
    slider.form.elements.as_of.value = day || "";
    return day || "";
  }

  document.addEventListener("input", function (event) {
    if (event.target.type !== "range" || !event.target.dataset.days) return;
    var form = event.target.form, day = say(event.target);
    clearTimeout(waiting);
    waiting = setTimeout(function () { swap(query(form, day), form); }, 150);
  });
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.className === "filters") swap(query(form), form);
  });
  document.addEventListener("submit", function (event) {
    if (event.target.className !== "filters") return;
    event.preventDefault();
    swap(query(event.target), event.target);
  });

  window.deal = {
    openFact: openFact,
    mark: mark,
    figure: figure,
    visible: function () {
      return Array.from(document.querySelectorAll(".chart")).find(function (host) { return host.offsetWidth > 0; });
    }
  };
  document.querySelectorAll("input[data-days]").forEach(say);
  if (new URLSearchParams(location.search).get("view") === "explore" && window.deal.visible()) reach(window.deal.visible()).catch(function () {});
})();
