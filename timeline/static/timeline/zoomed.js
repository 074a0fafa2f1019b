// What a zoomed chart shows of lines and texts between two days: no text runs over another or over the plot's edge.
(function () {
  "use strict";
  function time(text) { return Date.parse(String(text).replace(" ", "T") + "Z"); }
  function day(time) { return new Date(time).toISOString().slice(0, 19).replace("T", " "); }

  function dressed(base, ends, scale) {
    var width = base.width - base.margin.l - base.margin.r;
    var view = { ends: ends, width: width, right: width + base.margin.r - 3, scale: scale, family: base.font.family,
      at: function (date) { return (time(date) - ends[0]) / (ends[1] - ends[0]) * width; } };
    var bands = base.meta.bands.slice();
    var notes = base.annotations.filter(isNoTick).map(function (note) {
      return note.name === "band" ? bandNote(note, bands.shift(), view) : fittingNote(note, view);
    });
    var led = notes.filter(function (note) { return note.name === "label"; });
    var lines = base.shapes.filter(isNoTick).map(function (line) {
      if (line.name === "leader") return Object.assign({}, line, { visible: led.shift().visible });
      return line.name === "fine" ? Object.assign({}, line, { visible: true }) : line;
    });
    var marks = ticks(base, view);
    return { shapes: marks.lines.concat(lines), annotations: marks.notes.concat(notes) };
  }

  function isNoTick(part) { return part.name !== "tick"; }

  var ruler = document.createElement("canvas").getContext("2d");
  function textWidth(note, view) {
    ruler.font = (note.font.weight || 400) + " " + note.font.size + "px " + view.family;
    return ruler.measureText(note.text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")).width;
  }

  function fittingNote(note, view) {
    if (note.xref !== "x") return note;
    var at = view.at(note.x);
    var width = textWidth(note, view);
    var left = at + (note.xshift || 0) - (note.xanchor === "right" ? width : 0);
    var fits = at >= 0 && at <= view.width && left >= -5 && left + width <= view.right;
    return Object.assign({}, note, { visible: fits });
  }

  // A stage's name moves along with what is seen of its band.
  function bandNote(note, span, view) {
    var first = Math.max(time(span[0]), view.ends[0]);
    var last = Math.min(time(span[1]), view.ends[1]);
    var room = (last - first) / (view.ends[1] - view.ends[0]) * view.width;
    return Object.assign({}, note, { x: day(first), visible: room >= textWidth(note, view) + 8 });
  }

  // The first days of months or years, or days, as close as their labels leave room for; the first one names its year.
  var MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  var STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000];
  var MONTH_DAYS = 30.44, DAY = 864e5, TICK_ROOM = 68, DAY_ROOM = 88;

  function ticks(base, view) {
    var days = (view.ends[1] - view.ends[0]) / DAY;
    var margin = view.ends[1] - view.ends[0];
    var dates = tickDates(view.ends[0] - margin, view.ends[1] + margin, view.width / view.scale / days);
    var isFirst = true;
    var found = { lines: [], notes: [] };
    var sample = base.annotations.find(function (note) { return note.name === "tick"; });
    var line = base.shapes.find(function (shape) { return shape.name === "tick"; });
    if (!sample || !line) return found;
    dates.forEach(function (date) {
      var isYear = date.getUTCMonth() === 0 && date.getUTCDate() === 1;
      var isSeen = +date >= view.ends[0];
      var note = tickNote(sample, date, isYear, isFirst && isSeen);
      var left = view.at(note.x) + sample.xshift;
      note.visible = left <= 0 || left >= view.width || left + textWidth(note, view) <= view.right;
      found.notes.push(note);
      found.lines.push(Object.assign({}, line, { x0: note.x, x1: note.x,
        line: Object.assign({}, line.line, { dash: isYear ? "solid" : "1px,4px" }) }));
      if (isSeen) isFirst = false;
    });
    return found;
  }

  function tickNote(sample, date, isYear, namesYear) {
    var year = String(date.getUTCFullYear());
    var month = MONTHS[date.getUTCMonth()];
    var words = isYear ? year : date.getUTCDate() === 1 ? month : date.getUTCDate() + " " + month;
    var style = getComputedStyle(document.documentElement);
    return Object.assign({}, sample, {
      x: day(+date), text: namesYear && !isYear ? words + " " + year : words,
      font: Object.assign({}, sample.font, { weight: isYear ? 700 : 400,
        color: style.getPropertyValue(isYear ? "--ink" : "--muted").trim() })
    });
  }

  function tickDates(first, last, pixelsADay) {
    var start = new Date(first);
    var months = STEPS.find(function (step) { return step * MONTH_DAYS * pixelsADay >= TICK_ROOM; }) || 24000;
    var every = months > 1 ? 0 : [1, 2, 5, 10, 15].find(function (step) { return step * pixelsADay >= DAY_ROOM; }) || 0;
    var found = [];
    var number = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
    for (var date = utc(number, 1); +date <= last; number += months, date = utc(number, 1)) {
      for (var at = 1; at === 1 || every && at <= 31 - every / 2; at += every) {
        date = utc(number, at);
        if (+date >= first && +date <= last && date.getUTCDate() === at) found.push(date);
        if (!every) break;
      }
    }
    return found;
  }

  function utc(month, date) {
    var made = new Date(0);
    made.setUTCFullYear(Math.floor(month / 12), month % 12, date);
    return made;
  }

  window.zoomedChart = { dressed: dressed, time: time, day: day };
})();
