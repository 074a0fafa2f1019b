// All that runs before a reader reaches for something: facts open, and what the chart, the past and the filters need is
// loaded when somebody comes to them. It begins once the page has been seen; at once for who was sent to a place of it.
(function (begin) {
  var came = location.pathname + location.search;
  if (location.hash) begin(came); else requestAnimationFrame(function () { requestAnimationFrame(function () { setTimeout(begin, 0, came); }); });
})(function (came) {
  "use strict";
  var root = document.documentElement;
  var own = document.querySelector("[data-swap]").dataset, status = document.createElement("p"), panel = document.querySelector(".panel");
  var loading = null, swapping = null, opener = null, isNear = false, figures = {}, shown = "", marked = "", address = asked();
  root.classList.add("has-script");

  function tell(name, detail) { document.dispatchEvent(new CustomEvent("deal:" + name, { detail: detail })); }

  // --- What was not laid out at first -------------------------------------------------------------------------------
  // In idle moments, LOOK milliseconds after the first look, so few at a time that nobody waits; at once for who goes to a place or prints,
  // so that it stays put.
  var LOOK = 400, later = window.requestIdleCallback || function (run) { setTimeout(run, 50); };
  var unlaid = Array.from(document.querySelectorAll(".chronology > .fact")), few = Math.max(3, Math.ceil(unlaid.length / 100));

  function lay() {
    if (!unlaid.length) return ripen(document);
    unlaid.splice(0, few).forEach(function (fact) { fact.classList.add("is-laid"); });
    later(lay);
  }

  function layAll() { unlaid = []; root.classList.add("is-whole"); }

  // A field of dates takes the browser as long to make as all that is read before it: until then it is one of text.
  function ripen(part) {
    part.querySelectorAll("[data-later]").forEach(function (field) {
      if (field !== document.activeElement && field.value === field.defaultValue) field.type = field.dataset.later;
    });
  }

  if (location.hash) layAll();
  setTimeout(later, LOOK, lay);
  // Sent to a fact of another part of a long chronology: it stands where all of them do.
  var whole = document.querySelector(".in-parts [href*='part=all']"), sent = location.hash.slice(1);
  if (whole && /^claim-/.test(sent) && !document.getElementById(sent)) location.replace(whole.search + location.hash);
  addEventListener("beforeprint", layAll);
  document.addEventListener("click", function (event) { if (event.target.closest("a[href*='#']")) layAll(); }, true);
  document.addEventListener("deal:swapping", layAll);

  // --- The chart's script -------------------------------------------------------------------------------------------
  function add(name, given) {
    return new Promise(function (done, failed) {
      var made = Object.assign(document.createElement(name), given, { onload: done, onerror: failed });
      document.head.append(made);
    });
  }

  // Plotly, the largest, comes last: the chart is prepared until it is there.
  function load(from) {
    var style = { id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet", href: from.style };
    if (loading) return loading;
    var parts = [add("link", style)].concat(from.scripts.split(" ").map(function (address) {
      return add("script", { src: address, async: false });
    }));
    return loading = { own: Promise.all(parts.slice(0, -1)), plotly: parts[parts.length - 1] };
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
    var comes = load(host.parentNode.dataset);
    var prepared = Promise.all([figure(host), comes.own]).then(function (found) { window.explore.prepare(host, found[0]); });
    return Promise.all([prepared, comes.plotly]).then(function () {
      return window.explore.draw(host);
    }).catch(function (error) {
      delete figures[host.dataset.figure];
      if (!window.explore || !window.Plotly) loading = null;
      document.querySelector(".tools").classList.add("is-failed");
      console.warn(error);
      throw error;
    });
  }

  // A pointer on its way to the chart: it will be there at once, and nothing is run for it before.
  function comeNear(from) {
    if (isNear) return;
    isNear = true;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: from.scripts.split(" ").pop() }));
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
  function facts() { return Array.from(document.querySelectorAll(".chronology:not(.is-cast) .fact")); }

  function anchorOf(link) { return link.getAttribute("href").split("#")[1]; }

  function openFact(anchor) {
    var place = document.getElementById(anchor), fact = place && place.closest(".fact");
    if (!fact || !panel) return false;
    var copy = fact.cloneNode(true), words = fact.querySelector(".permalink").textContent;
    copy.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
    shown = fact.id;
    panel.querySelector(".panel-fact").replaceChildren.apply(panel.querySelector(".panel-fact"), copy.childNodes);
    panel.querySelector("a").href = "#" + anchor;
    panel.setAttribute("aria-label", words);
    history.replaceState(null, "", "#" + anchor);
    mark(anchor);
    stepAside(anchor);
    panel.querySelectorAll("[data-go]").forEach(function (button) {
      button.setAttribute("aria-disabled", String(button.dataset.go !== "0" && !following(+button.dataset.go)));
    });
    if (panel.open) announce(words);
    else {
      opener = document.activeElement;
      panel.show();
      panel.querySelector("[data-go='0']").focus({ preventScroll: true });
    }
    panel.scrollTop = 0;
    return true;
  }

  document.addEventListener("deal:swapped", function () { panel = document.querySelector(".panel"); marked = ""; });

  // The panel lies where the mark is not.
  function stepAside(anchor) {
    var host = window.deal.visible(), link = host && host.querySelector('.drawing a[href$="#' + anchor + '"]');
    var at = link && link.getBoundingClientRect();
    panel.classList.toggle("is-start", !!at && at.left + at.width / 2 > innerWidth / 2);
  }

  function close() {
    if (!panel || !panel.open) return;
    panel.close();
    mark("");
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  // The fact before or after the one shown, or the link to the part where it stands.
  function following(step) {
    var all = facts(), at = all.findIndex(function (fact) { return fact.id === shown; });
    return at < 0 ? null : all[at + step] || document.querySelector(".in-parts [rel=" + (step < 0 ? "prev" : "next") + "]");
  }

  function go(step) {
    var next = following(step);
    if (next && next.rel) location.href = next.href.split("#")[0] + "#" + next.dataset.entry;
    else if (next) openFact(next.id);
  }

  // Chart and list follow each other: what is pointed at in one is marked in the other.
  function mark(anchor) {
    if (anchor === marked) return;
    marked = anchor;
    document.querySelectorAll(".is-marked").forEach(function (part) { part.classList.remove("is-marked"); });
    if (anchor) document.querySelectorAll('.drawing a[href$="#' + anchor + '"], [id="' + anchor + '"]').forEach(function (part) {
      part.classList.add("is-marked");
    });
    tell("marked", anchor);
  }

  ["pointerover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!event.target.closest || panel && panel.open) return;
      var fact = event.target.closest(".chronology .fact"), link = event.target.closest(".drawing a");
      if (fact || link) mark(fact ? fact.id : anchorOf(link));
    });
  });

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    var link = event.target.closest(".drawing a, .moments a"), button = event.target.closest(".panel button, .tools button");
    if (link && openFact(anchorOf(link))) event.preventDefault();
    else if (button && button.dataset.go === "0") close();
    else if (button && button.dataset.go) go(+button.dataset.go);
    else if (button) {
      button.parentNode.closest(".tools").classList.remove("is-failed");
      reach(window.deal.visible()).then(function () { return window.explore.act(button.dataset.do); }).catch(function () {});
    }
    else if (event.target.closest(".panel a[href^='#']")) { opener = null; close(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });

  // Says a sentence to who cannot see that the page has changed.
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  function announce(words) { status.textContent = words; }

  // --- The past and the filters, in place, once somebody comes to them ----------------------------------------------
  function come() {
    return swapping = swapping || add("script", { src: own.swap }).catch(function (error) { swapping = null; throw error; });
  }
  function isWithin(part) { return part.closest && part.closest(".past, .filters"); }

  ["pointerover", "focusin", "touchstart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { if (isWithin(event.target)) come().catch(function () {}); }, { passive: true });
  });
  // A slider that was moved before its script came is answered by the script as it comes.
  function answer(form, isSlid) {
    come().then(function () { if (!isSlid) window.deal.swap(form); }, function () {
      if (navigator.onLine && !isSlid) form.submit(); else unreached(function () { answer(form, isSlid); });
    });
  }

  // What stands on the page and in its fields stays, and can be asked for again.
  function unreached(again) {
    var place = document.querySelector(".unreached");
    place.hidden = false;
    place.querySelector("button").onclick = function () { place.hidden = true; again(); };
  }

  // What the page shows: the chart's window is the reader's own.
  function asked() {
    var query = new URLSearchParams(location.search);
    ["view", "from", "to"].forEach(function (name) { query.delete(name); });
    return location.pathname + "?" + query;
  }
  document.addEventListener("deal:swapped", function () { address = asked(); });
  addEventListener("popstate", function () {
    var form = document.querySelector(".past, .filters");
    if (form && asked() !== address) come().then(function () { window.deal.swap(form, location.href, "back"); }, function () { location.reload(); });
  });

  document.addEventListener("submit", function (event) {
    var form = isWithin(event.target);
    if (!form) return;
    event.preventDefault();
    answer(form);
  });
  // Heard here: a choice may be made before the script that answers it has come.
  document.addEventListener("change", function (event) {
    var form = isWithin(event.target);
    var isSlid = !window.deal.swap && event.target.matches("[data-days]");
    if (form && (isSlid || form.matches(".filters"))) answer(form, isSlid);
  });
  document.addEventListener("click", function (event) {
    var form = isWithin(event.target), link = form && event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    come().then(function () { window.deal.swap(form, link.href); }, function () { location.href = link.href; });
  });

  window.deal = {
    openFact: openFact,
    mark: mark,
    ripen: ripen,
    figure: figure,
    announce: announce,
    marked: function () { return marked; },
    unreached: unreached,
    visible: function () {
      return Array.from(document.querySelectorAll(".chart")).find(function (host) { return host.offsetWidth > 0; });
    }
  };
  // Gone back before it began, to an address that nobody has answered in place.
  if (location.pathname + location.search !== came) location.reload();
  if (new URLSearchParams(location.search).get("view") === "explore" && window.deal.visible()) reach(window.deal.visible()).catch(function () {});
});
