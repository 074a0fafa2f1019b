// The chart drawn with Plotly, in place of the server's, once a reader reaches for it: its window, and what is marked.
(function () {
  "use strict";
  if (window.explore) return;
  var root = document.documentElement;
  var zoomed = window.zoomedChart, time = zoomed.time, day = zoomed.day;
  var places = window.chartPlaces, x = places.x;
  var WEEK = 6048e5, REST = 140;
  var charts = [], forced = matchMedia("(forced-colors: active)");
  // A drawing changes its size with the window, and with the size of the page's text.
  var sizes = new ResizeObserver(function () {
    charts.forEach(function (chart) { if (chart.isLive && chart.host.offsetWidth) fit(chart); });
  });

  function of(host) {
    charts = charts.filter(function (chart) { return chart.host.isConnected; });
    var found = charts.find(function (chart) { return chart.host === host; });
    if (!found) charts.push(found = { host: host, drawing: host.querySelector(".drawing") });
    return found;
  }

  // --- Drawing ------------------------------------------------------------------------------------------------------
  // Colours and typefaces are named in the figure and kept in the stylesheet.
  function looked(part, style) {
    if (typeof part === "string") {
      return part.replace(/var\((--[\w-]+)\)/g, function (_, name) { return plain(style.getPropertyValue(name).trim()); });
    }
    if (Array.isArray(part)) return part.map(function (value) { return looked(value, style); });
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(function (pair) { return [pair[0], looked(pair[1], style)]; }));
    }
    return part;
  }

  // Where a reader forces colours, the stylesheet names those of the system, which Plotly does not know.
  function plain(value) {
    if (!forced.matches || !CSS.supports("color", value)) return value;
    var probe = document.createElement("i");
    probe.style.cssText = "forced-color-adjust: none; color: " + value;
    root.append(probe);
    var colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  function draw(chart) {
    chart.asked = chart.asked || Promise.resolve(chart.figure || window.deal.figure(chart.host)).then(function (figure) {
      prepare(chart, figure);
      return plot(chart);
    }).then(function () { if (!isWhole(chart)) tell(chart); }).catch(function (error) { chart.asked = null; throw error; });
    return chart.asked;
  }

  // All that can be done before Plotly is there.
  function prepare(chart, figure) {
    if (chart.figure) return;
    var layout = figure.layout, whole = layout.xaxis.range.map(time);
    Object.assign(chart, {
      whole: whole, view: clamped(whole, chart.kept || asked() || whole), height: layout.height,
      width: layout.width - layout.margin.l - layout.margin.r, right: layout.width - layout.margin.l,
      places: places.of(figure)
    });
    build(chart, layout);
    chart.figure = figure;
  }

  function build(chart, layout) {
    chart.frame = document.createElement("div");
    chart.frame.className = "live-view";
    chart.frame.setAttribute("aria-hidden", "true");
    chart.stage = document.createElement("div");
    chart.stage.className = "live-stage";
    var size = { viewBox: "0 0 " + chart.right + " " + chart.height, width: chart.right, height: chart.height };
    var under = zoomed.element("svg", Object.assign({ "class": "live-under" }, size), chart.stage);
    chart.live = document.createElement("div");
    chart.live.className = "live";
    chart.stage.append(chart.live);
    var over = zoomed.element("svg", Object.assign({ "class": "live-over" }, size), chart.stage);
    chart.ring = zoomed.element("rect", { "class": "live-ring", width: 24, height: 24, visibility: "hidden" }, over);
    chart.parts = zoomed.prepared(layout, under, over);
    chart.frame.append(chart.stage);
    chart.rows = rows(chart.drawing);
  }

  // The rows' names and lines stay where they are. Of the drawing itself nothing is seen then: one veil over all of it
  // costs a frame nothing, one over each mark does.
  function rows(drawing) {
    var made = zoomed.element("svg", { "class": "live-rows", "aria-hidden": "true", viewBox: drawing.getAttribute("viewBox") },
      document.createDocumentFragment());
    drawing.querySelectorAll(".row-line, .row-track, .row-lane").forEach(function (part) { made.append(part.cloneNode(true)); });
    return made;
  }

  // Plotly draws three windows' width, so that a hand can pull what lies beside the window into it without a redraw.
  function plot(chart) {
    var given = chart.figure.layout, style = getComputedStyle(root), nothing = "rgba(0,0,0,0)";
    var data = looked(chart.figure.data, style), layout = looked({
      width: 3 * chart.width, height: chart.height, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 }, font: given.font,
      paper_bgcolor: nothing, plot_bgcolor: nothing, showlegend: false, hovermode: false, dragmode: false,
      barmode: given.barmode, bargap: given.bargap, yaxis: given.yaxis, shapes: given.shapes.filter(isPlotlys),
      xaxis: Object.assign({}, given.xaxis, { range: drawnRange(chart), fixedrange: true })
    }, style);
    data.forEach(function (trace) { trace.hoverinfo = "skip"; });
    layout.shapes.forEach(function (shape) { if (shape.name === "fine") shape.visible = true; });
    var isFirst = !chart.frame.isConnected;
    if (isFirst) { chart.host.append(chart.rows, chart.frame); sizes.observe(chart.drawing); }
    fit(chart);
    chart.drawn = chart.view.slice();
    return Plotly[isFirst ? "newPlot" : "react"](chart.live, data, layout, Object.assign({}, chart.figure.config, { staticPlot: true }))
      .then(function () {
        chart.moved = null;
        chart.live.classList.remove("is-zooming");
        if (isFirst) window.chartGestures.follow(chart, hands);
        chart.marked = chart.marked || window.deal.marked();
        chart.host.classList.add("is-live");
        chart.isLive = true;
        frame(chart);
      });
  }

  function isPlotlys(shape) { return shape.xref !== "paper" && shape.name !== "tick" && shape.name !== "leader"; }

  function drawnRange(chart) {
    var length = chart.view[1] - chart.view[0];
    return [day(chart.view[0] - length), day(chart.view[1] + length)];
  }

  // Everything is drawn in the drawing's own pixels and scaled as the browser scales the drawing.
  function fit(chart) {
    var size = chart.drawing.getBoundingClientRect(), host = chart.host.getBoundingClientRect();
    var scale = chart.scale = size.width / chart.figure.layout.width;
    chart.rows.style.left = size.left - host.left + "px";
    chart.rows.style.width = size.width + "px";
    chart.frame.style.left = size.left - host.left + chart.figure.layout.margin.l * scale + "px";
    chart.frame.style.width = chart.right * scale + "px";
    chart.frame.style.height = size.height + "px";
    chart.stage.style.transform = scale === 1 ? "" : "scale(" + scale + ")";
  }

  // --- The window ---------------------------------------------------------------------------------------------------
  function clamped(whole, view) {
    var length = Math.min(Math.max(view[1] - view[0], Math.min(WEEK, whole[1] - whole[0])), whole[1] - whole[0]);
    var middle = (view[0] + view[1]) / 2;
    middle = Math.min(Math.max(middle, whole[0] + length / 2), whole[1] - length / 2);
    return length === whole[1] - whole[0] ? whole.slice() : [middle - length / 2, middle + length / 2];
  }

  function isWhole(chart) { return chart.view[0] === chart.whole[0] && chart.view[1] === chart.whole[1]; }

  // Many wishes between two frames become one. `isHeld`: the hand is still on it.
  function show(chart, view, isHeld) {
    chart.view = clamped(chart.whole, view);
    chart.isHeld = Boolean(isHeld);
    if (!chart.waiting) {
      chart.waiting = requestAnimationFrame(function () { chart.waiting = 0; frame(chart); });
    }
    clearTimeout(chart.resting);
    if (!isHeld) chart.resting = setTimeout(function () { rest(chart); }, REST);
  }

  function frame(chart) {
    var view = { first: chart.view[0], last: chart.view[1], width: chart.width, right: chart.right - zoomed.EDGE,
      isWhole: isWhole(chart) };
    var length = chart.view[1] - chart.view[0], drawn = chart.drawn[1] - chart.drawn[0];
    var left = (chart.drawn[0] - chart.view[0]) / length * chart.width;
    var isSame = Math.abs(drawn / length - 1) < 1e-9;
    var isFar = isSame ? Math.abs(left) > chart.width : drawn / length < 0.34 || drawn / length > 12;
    if (isFar) { redrawn(chart); left = 0; isSame = true; }
    if (isSame) unstretched(chart); else stretch(chart, drawn / length, left);
    chart.live.style.transform = "translateX(" + ((isSame ? left : 0) - chart.width) + "px)";
    zoomed.dress(chart.parts, view);
    ring(chart);
  }

  function redrawn(chart) {
    unstretched(chart);
    chart.drawn = chart.view.slice();
    return Plotly.relayout(chart.live, { "xaxis.range": drawnRange(chart) });
  }

  function rest(chart) {
    if (!chart.isLive || !chart.host.isConnected) return;
    if (String(chart.drawn) !== String(chart.view)) { redrawn(chart); frame(chart); }
    tell(chart);
  }

  // --- While zooming, what Plotly drew is moved: lines and areas stretched, marks and what is pinned to a day shifted.
  function moveable(chart) {
    var shapes = chart.live._fullLayout.shapes, found = { stretched: [], shifted: [] };
    chart.live.querySelectorAll(".shapelayer path[data-index]").forEach(function (path) {
      var shape = shapes[+path.dataset.index];
      if (shape && shape.xsizemode === "pixel") found.shifted.push({ part: path, x: pixel(chart, time(shape.xanchor)), rest: "" });
      else found.stretched.push(path);
    });
    chart.live.querySelectorAll(".barlayer .points").forEach(function (bars) { found.stretched.push(bars); });
    chart.live.querySelectorAll(".scatterlayer path.point").forEach(function (point) {
      var at = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)(.*)/.exec(point.getAttribute("transform"));
      if (at) found.shifted.push({ part: point, x: +at[1], y: +at[2], rest: at[3], was: at[0] });
    });
    return found;
  }

  function pixel(chart, at) { return chart.width * (1 + (at - chart.drawn[0]) / (chart.drawn[1] - chart.drawn[0])); }

  function stretch(chart, by, left) {
    chart.moved = chart.moved || moveable(chart);
    var shift = chart.width - by * chart.width + left;
    chart.live.classList.add("is-zooming");
    chart.moved.stretched.forEach(function (part) { part.setAttribute("transform", "matrix(" + by + " 0 0 1 " + shift + " 0)"); });
    chart.moved.shifted.forEach(function (each) {
      var x = each.was ? by * each.x + shift : (by - 1) * each.x + shift;
      each.part.setAttribute("transform", "translate(" + x.toFixed(2) + "," + (each.y || 0) + ")" + each.rest);
    });
  }

  function unstretched(chart) {
    if (!chart.moved) return;
    chart.moved.stretched.forEach(function (part) { part.removeAttribute("transform"); });
    chart.moved.shifted.forEach(function (each) {
      if (each.was) each.part.setAttribute("transform", each.was); else each.part.removeAttribute("transform");
    });
    chart.moved = null;
    chart.live.classList.remove("is-zooming");
  }

  // --- What is marked ----------------------------------------------------------------------------------------------
  // The server's links stay under the drawing for keyboards and screen readers; where one is marked is shown here.
  function ring(chart) {
    var place = chart.marked && chart.places.marks.find(function (mark) { return mark.anchor === chart.marked; });
    var left = place && x(chart, place.at);
    var isSeen = place && left >= 0 && left <= chart.right;
    chart.ring.setAttribute("visibility", isSeen ? "visible" : "hidden");
    if (isSeen) { chart.ring.setAttribute("x", (left - 12).toFixed(1)); chart.ring.setAttribute("y", place.y - 12); }
  }

  function mark(chart, anchor) {
    chart.marked = anchor;
    if (!chart.isLive || !chart.host.offsetWidth) return;
    var place = chart.places.marks.find(function (each) { return each.anchor === anchor; });
    if (place && (place.at < chart.view[0] || place.at > chart.view[1])) {
      var half = (chart.view[1] - chart.view[0]) / 2;
      show(chart, [place.at - half, place.at + half]);
    } else ring(chart);
  }

  function open(place) {
    if (place.address) { location.href = place.address; return; }
    if (window.deal && window.deal.openFact && window.deal.openFact(place.anchor)) return;
    var link = document.querySelector('.drawing a[href$="#' + place.anchor + '"]');
    location.href = link ? link.getAttribute("href") : "#" + place.anchor;
  }

  // --- The window in words and in the address -----------------------------------------------------------------------
  function asked() {
    var query = new URLSearchParams(location.search), ends = [query.get("from"), query.get("to")];
    if (query.get("view") !== "explore" || !(ends[0] && ends[1])) return null;
    return [time(ends[0] + " 00:00:00"), time(ends[1] + " 00:00:00") + 864e5];
  }

  function tell(chart) {
    var query = new URLSearchParams(location.search);
    if (isWhole(chart)) { query.delete("from"); query.delete("to"); } else {
      query.set("view", "explore");
      query.set("from", day(chart.view[0]).slice(0, 10));
      query.set("to", day(chart.view[1] - 1).slice(0, 10));
    }
    var address = location.pathname + (query.size ? "?" + query : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address);
    say(chart);
  }

  function say(chart) {
    var place = document.querySelector(".tools .said");
    if (!place) return;
    var length = chart.view[1] - chart.view[0];
    var form = length > 60 * 864e5 ? { month: "long", year: "numeric" } : { dateStyle: "long" };
    var words = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, Object.assign({ timeZone: "UTC" }, form));
    var number = chart.places.marks.filter(function (each) { return each.at >= chart.view[0] && each.at <= chart.view[1]; }).length;
    var told = place.dataset[number === 1 ? "one" : "many"].replace("{number}", number.toLocaleString(root.lang))
      .replace("{first}", words.format(chart.view[0])).replace("{last}", words.format(chart.view[1] - 1));
    if (place.textContent !== told) place.textContent = told;
  }

  // --- What hands and keys do ---------------------------------------------------------------------------------------
  function zoom(chart, factor, at, isHeld) {
    var part = at === undefined ? 0.5 : at, view = chart.view;
    var length = Math.min(Math.max((view[1] - view[0]) * factor, WEEK), chart.whole[1] - chart.whole[0]);
    var fixed = view[0] + part * (view[1] - view[0]);
    show(chart, [fixed - part * length, fixed + (1 - part) * length], isHeld);
  }

  function pan(chart, part, isHeld) {
    var shift = part * (chart.view[1] - chart.view[0]);
    show(chart, [chart.view[0] + shift, chart.view[1] + shift], isHeld);
  }

  var hands = { hit: places.hit, open: open, pan: pan, zoom: zoom, show: show, isWhole: isWhole,
    whole: function (chart) { show(chart, chart.whole); },
    rest: function (chart) { show(chart, chart.view); }
  };
  var deeds = {
    "in": function (chart) { zoom(chart, 0.6); }, out: function (chart) { zoom(chart, 1 / 0.6); },
    back: function (chart) { pan(chart, -0.25); }, on: function (chart) { pan(chart, 0.25); }, all: hands.whole
  };
  var keys = { "+": "in", "=": "in", "-": "out", "ArrowLeft": "back", "ArrowRight": "on", "0": "all", "Home": "all" };

  function act(name) {
    var chart = of(window.deal.visible());
    return draw(chart).then(function () { if (deeds[name]) deeds[name](chart); });
  }

  document.addEventListener("deal:marked", function (event) {
    charts.forEach(function (chart) { mark(chart, event.detail); });
  });
  document.addEventListener("keydown", function (event) {
    var host = event.target.closest && event.target.closest(".chart");
    if (host && keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act(keys[event.key]);
    }
  });

  // The article was put in anew, as of another day: a chart that lived goes on in the window it had, and what it showed
  // stays until the new one is drawn.
  document.addEventListener("deal:swapped", function () {
    var before = charts.find(function (chart) { return chart.isLive && !chart.host.isConnected; }), host = window.deal.visible();
    if (!before || !host || !host.dataset.figure) return;
    var chart = of(host), old = [before.rows, before.frame];
    chart.kept = isWhole(before) ? null : before.view;
    chart.marked = before.marked;
    host.append.apply(host, old);
    host.classList.add("is-live");
    draw(chart).catch(function () { host.classList.remove("is-live"); })
      .then(function () { old.forEach(function (part) { part.remove(); }); });
  });
  [forced, matchMedia("(prefers-color-scheme: dark)")].forEach(function (query) {
    query.addEventListener("change", function () {
      charts.forEach(function (chart) { if (chart.isLive) plot(chart); });
    });
  });
  window.explore = {
    prepare: function (host, figure) { prepare(of(host), figure); }, draw: function (host) { return draw(of(host)); }, act: act
  };
})();
