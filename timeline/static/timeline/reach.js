// All that runs before a reader reaches for the chart: facts open, the past and the filters answer in place, and the
// chart's own script is loaded when somebody reaches for it.
(function () {
  "use strict";
  var root = document.documentElement;
  var main = document.getElementById("content");
  var panel = document.querySelector(".panel");
  var loading = null, swapping = null, opener = null, waiting = null, shown = "";
  root.classList.add("has-script");

  function tell(name, detail) { document.dispatchEvent(new CustomEvent("deal:" + name, { detail: detail })); }

  // --- The chart's script -------------------------------------------------------------------------------------------
  function add(name, given) {
    return new Promise(function (done, failed) {
      document.head.append(Object.assign(document.createElement(name), given, { onload: done, onerror: failed }));
    });
  }

  function load() {
    var from = document.querySelector(".charts").dataset;
    loading = loading || Promise.all([
      add("link", { id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet", href: from.style }),
      add("script", { src: from.script, async: false }),
      add("script", { src: from.zoomed, async: false }),
      add("script", { src: from.explore, async: false })
    ]).catch(function (error) { loading = null; throw error; });
    return loading;
  }

  function reach(host) {
    return load().then(function () { return window.explore.draw(host); }).catch(function () { tell("failed"); });
  }

  ["pointermove", "focusin", "touchstart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var host = event.target.closest && event.target.closest(".charts[data-script] .chart");
      // A pointer that lies still while the page scrolls under it does not reach for anything.
      if (host && (kind !== "pointermove" || event.movementX || event.movementY)) reach(host);
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
    else if (button) reach(window.deal.visible()).then(function () { window.explore.act(button.dataset.do); });
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
    visible: function () {
      return Array.from(document.querySelectorAll(".chart")).find(function (host) { return host.offsetWidth > 0; });
    }
  };
  document.querySelectorAll("input[data-days]").forEach(say);
  if (new URLSearchParams(location.search).get("view") === "explore") reach(window.deal.visible());
})();
