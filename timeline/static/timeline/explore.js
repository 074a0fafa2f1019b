// The chart drawn with Plotly, in place of the server's, once a reader reaches for it.
(function () {
  "use strict";
  var root = document.documentElement;
  var charts = [];

  function of(host) {
    charts = charts.filter(function (chart) { return chart.host.isConnected; });
    var found = charts.find(function (chart) { return chart.host === host; });
    if (!found) charts.push(found = { host: host, drawing: host.querySelector(".drawing"), live: null, whole: null });
    return found;
  }

  // Colours and typefaces are named in the figure and kept in the stylesheet.
  function looked(part, style) {
    if (typeof part === "string") {
      return part.replace(/var\((--[\w-]+)\)/g, function (_, name) { return style.getPropertyValue(name).trim(); });
    }
    if (Array.isArray(part)) return part.map(function (value) { return looked(value, style); });
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(function (pair) { return [pair[0], looked(pair[1], style)]; }));
    }
    return part;
  }

  function draw(chart) {
    chart.asked = chart.asked || fetch(chart.host.dataset.figure).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (figure) {
      chart.figure = figure;
      chart.whole = chart.figure.layout.xaxis.range.slice();
      return plot(chart);
    }).catch(function (error) { chart.asked = null; throw error; });
    return chart.asked;
  }

  function plot(chart) {
    var figure = looked(chart.figure, getComputedStyle(root));
    var size = chart.drawing.getBoundingClientRect();
    var host = chart.host.getBoundingClientRect();
    var scale = size.width / figure.layout.width;
    var range = chart.live ? chart.live.layout.xaxis.range.slice() : chart.kept || chart.whole.slice();
    fit(figure.layout, scale, size);
    figure.data.forEach(function (trace) { fitTrace(trace, scale); });
    chart.base = figure.layout;
    chart.scale = scale;
    var layout = Object.assign({}, figure.layout, dressed(chart, range));
    layout.xaxis = Object.assign({}, layout.xaxis, { range: range });
    if (matchMedia("(pointer: coarse)").matches) layout.dragmode = false;
    var live = chart.live || document.createElement("div");
    if (!chart.live) {
      live.className = "live";
      live.setAttribute("aria-hidden", "true");
      chart.host.append(live);
    }
    live.style.left = size.left - host.left + "px";
    live.style.width = size.width + "px";
    return Plotly.react(live, figure.data, layout, figure.config).then(function () {
      if (!chart.live) {
        chart.live = live;
        live.on("plotly_click", function (event) { window.deal.openFact(event.points[0].customdata); });
        live.on("plotly_relayout", function (change) {
          var isDragged = (change["xaxis.range[0]"] || change["xaxis.range"]) && !change.shapes;
          if (isDragged) show(chart, live.layout.xaxis.range.slice());
        });
        live.on("plotly_doubleclick", function () { whole(chart); return false; });
      }
      chart.host.classList.add("is-live");
      if (chart.focused) highlight(chart, chart.focused);
    });
  }

  // The drawing is scaled to its frame; the figure's pixels with it.
  function fit(layout, scale, size) {
    layout.width = size.width;
    layout.height = size.height;
    ["l", "r"].forEach(function (side) { layout.margin[side] *= scale; });
    layout.font.size *= scale;
    layout.annotations.forEach(function (note) {
      note.font.size *= scale;
      if (note.xshift) note.xshift *= scale;
      if (note.yshift) note.yshift *= scale;
    });
  }

  function fitTrace(trace, scale) {
    if (trace.marker && trace.marker.size) trace.marker.size = trace.marker.size.map(function (size) { return size * scale; });
  }

  function show(chart, range) {
    return Plotly.relayout(chart.live, Object.assign({ "xaxis.range": range }, dressed(chart, range)));
  }

  function whole(chart) { return show(chart, chart.whole.slice()); }

  // What the reader sees of lines and texts between two days: the server's own at first; zoomed, ticks of our own, and
  // no text that the plot's edge would cut.
  function dressed(chart, range) {
    var base = chart.base;
    var found = { shapes: base.shapes, annotations: base.annotations };
    if (String(range) !== String(chart.whole)) found = window.zoomedChart.dressed(base, range.map(time), chart.scale);
    return { shapes: found.shapes.concat(chart.focus || []), annotations: found.annotations };
  }

  var time = window.zoomedChart.time, day = window.zoomedChart.day;

  function move(chart, zoom, shift) {
    var ends = chart.live.layout.xaxis.range.map(time);
    var length = ends[1] - ends[0];
    var middle = (ends[0] + ends[1]) / 2 + shift * length;
    var limits = chart.whole.map(time);
    var half = Math.min(Math.max(length * zoom, 6048e5), limits[1] - limits[0]) / 2;
    middle = Math.min(Math.max(middle, limits[0] + half), limits[1] - half);
    show(chart, [day(middle - half), day(middle + half)]);
  }

  var deeds = {
    "in": function (chart) { move(chart, 0.6, 0); },
    out: function (chart) { move(chart, 1 / 0.6, 0); },
    back: function (chart) { move(chart, 1, -0.25); },
    on: function (chart) { move(chart, 1, 0.25); },
    all: whole
  };
  var keys = { "+": "in", "=": "in", "-": "out", "ArrowLeft": "back", "ArrowRight": "on", "0": "all", "Home": "all" };

  function act(name) {
    var chart = of(window.deal.visible());
    draw(chart).then(function () { if (chart.live) deeds[name](chart); });
  }

  // The server's links stay under the drawing for keyboards and screen readers; where one has focus is shown here.
  function highlight(chart, anchor) {
    var at = null;
    chart.live.data.forEach(function (trace) {
      var place = trace.mode === "markers" && trace.customdata ? trace.customdata.indexOf(anchor) : -1;
      if (place >= 0) at = [trace.x[place], trace.y[place]];
    });
    var ends = chart.live.layout.xaxis.range.map(time);
    var focus = getComputedStyle(root).getPropertyValue("--focus").trim();
    chart.focus = at && {
      name: "focus", type: "rect", xsizemode: "pixel", ysizemode: "pixel", xanchor: at[0], yanchor: at[1],
      x0: -12, x1: 12, y0: -12, y1: 12, line: { color: focus, width: 3 }
    };
    if (at && (time(at[0]) < ends[0] || time(at[0]) > ends[1])) {
      move(chart, 1, (time(at[0]) - (ends[0] + ends[1]) / 2) / (ends[1] - ends[0]));
    } else {
      show(chart, chart.live.layout.xaxis.range.slice());
    }
  }

  document.addEventListener("deal:marked", function (event) {
    charts.forEach(function (chart) {
      chart.focused = event.detail;
      if (chart.live && chart.host.offsetWidth) highlight(chart, chart.focused);
    });
  });
  document.addEventListener("keydown", function (event) {
    var host = event.target.closest && event.target.closest(".chart");
    if (host && keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act(keys[event.key]);
    }
  });
  // The article was put in anew, as of another day or filtered: a chart that lived goes on, in the window it had.
  document.addEventListener("deal:swapped", function () {
    var before = charts.find(function (chart) { return chart.live; });
    if (before && window.deal.visible()) {
      var chart = of(window.deal.visible());
      chart.kept = before.live.layout.xaxis.range.slice();
      draw(chart).catch(function () {});
    }
  });
  var again = null;
  function redraw() {
    clearTimeout(again);
    again = setTimeout(function () { charts.forEach(function (chart) { if (chart.live && chart.host.offsetWidth) plot(chart); }); }, 120);
  }
  addEventListener("resize", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.explore = { draw: function (host) { return draw(of(host)); }, act: act };
})();
