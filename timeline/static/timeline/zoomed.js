// The texts of a live chart and the lines that go with them, between two days: none runs over another or over the edge.
(function () {
  "use strict";
  var SPACE = "http://www.w3.org/2000/svg";
  var STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000];
  var MONTH_DAYS = 30.44, DAY = 864e5, TICK_ROOM = 68, DAY_ROOM = 88, EDGE = 3;

  function time(text) { return Date.parse(String(text).replace(/[ _]/, "T") + "Z"); }
  function day(time) { return new Date(time).toISOString().slice(0, 19).replace("T", " "); }

  // Texts of a figure are escaped for Plotly's markup.
  function plain(text) { return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"); }

  function element(name, given, parent) {
    var made = document.createElementNS(SPACE, name);
    Object.keys(given).forEach(function (key) { made.setAttribute(key, given[key]); });
    parent.append(made);
    return made;
  }

  var ruler = document.createElement("canvas").getContext("2d"), widths = new Map();
  var family = getComputedStyle(document.documentElement).getPropertyValue("--figures");
  function wide(text, size, weight) {
    var key = weight + " " + size + " " + text;
    if (!widths.has(key)) {
      ruler.font = weight + " " + size + "px " + family;
      widths.set(key, ruler.measureText(text).width);
    }
    return widths.get(key);
  }

  // Attributes are written only where they change: a frame moves many texts and most of them are not seen.
  function write(made, key, value) { if (made.getAttribute(key) !== value) made.setAttribute(key, value); }

  // --- What stays the same while the window moves: an element a text, with its width --------------------------------
  function written(note, over) {
    var text = plain(note.text), size = note.font.size, weight = note.font.weight || 400, isRight = note.xanchor === "right";
    var made = element("text", { "class": "live-" + note.name, y: note.y, "font-size": size, "font-weight": weight,
      "text-anchor": isRight ? "end" : "start" }, over);
    made.style.fill = note.font.color;
    made.textContent = text;
    return { made: made, name: note.name, at: time(note.x), shift: note.xshift || 0, isRight: isRight,
      width: wide(text, size, weight), isSeen: note.visible !== false };
  }

  function led(shape, under) {
    var found = /^M([^,]+),([-\d.]+)V([-\d.]+)/.exec(shape.path);
    return { made: element("path", { "class": "leader" }, under), at: time(found[1]), from: found[2], to: found[3] };
  }

  function prepared(layout, under, over) {
    var notes = layout.annotations.filter(function (note) { return note.xref === "x" && note.name !== "tick" && note.name !== "foot"; });
    var spans = (layout.meta && layout.meta.bands || []).slice();
    var texts = notes.map(function (note) { return written(note, over); });
    texts.forEach(function (text) { if (text.name === "band") text.span = spans.shift().map(time); });
    return {
      texts: texts,
      labels: texts.filter(function (text) { return text.name === "label"; }),
      leaders: layout.shapes.filter(function (shape) { return shape.name === "leader"; })
        .map(function (shape) { return led(shape, under); }),
      given: layout.annotations.filter(function (note) { return note.name === "tick"; }),
      foot: layout.annotations.find(function (note) { return note.name === "foot"; }),
      line: layout.shapes.find(function (shape) { return shape.name === "tick"; }),
      under: under, over: over, ticks: [], months: new Intl.DateTimeFormat(document.documentElement.lang,
        { month: "short", timeZone: "UTC" })
    };
  }

  // --- A frame ------------------------------------------------------------------------------------------------------
  // `view`: first and last in milliseconds, width in pixels, right: how far texts may reach, isWhole.
  function dress(parts, view) {
    function x(at) { return (at - view.first) / (view.last - view.first) * view.width; }
    parts.texts.forEach(function (text) { if (text.span) placeBand(text, x, view); else place(text, x, view); });
    parts.leaders.forEach(function (line, number) {
      var at = x(line.at), isSeen = parts.labels[number].isShown;
      if (isSeen) write(line.made, "d", "M" + at.toFixed(1) + " " + line.from + "V" + line.to);
      seen(line.made, isSeen);
    });
    ticks(parts, x, view);
  }

  function put(text, left, isShown) {
    text.isShown = isShown;
    if (isShown) write(text.made, "x", left.toFixed(2));
    seen(text.made, isShown);
  }

  function seen(made, isShown) { write(made, "visibility", isShown ? "visible" : "hidden"); }

  function place(text, x, view) {
    var at = x(text.at), left = at + text.shift - (text.isRight ? text.width : 0);
    var fits = at >= 0 && at <= view.width && left >= -5 && left + text.width <= view.right;
    put(text, at + text.shift, view.isWhole ? text.isSeen : fits && text.name !== "silence");
  }

  // A stage's name moves along with what is seen of its band.
  function placeBand(text, x, view) {
    var first = Math.max(x(text.span[0]), 0), room = Math.min(x(text.span[1]), view.width) - first;
    put(text, first + text.shift, view.isWhole ? text.isSeen : room >= text.width + 8);
  }

  // --- The first days of months or years, or days, as close as their labels leave room for ---------------------------
  function ticks(parts, x, view) {
    if (!parts.line || !parts.given.length) return;
    var wanted = view.isWhole ? parts.given.map(function (note) { return { at: time(note.x), text: note.text,
      isYear: note.font.weight === 700 }; }) : zoomedTicks(parts, view);
    var sample = parts.given[0], number = 0;
    wanted.forEach(function (tick) {
      var at = x(tick.at), left = at + sample.xshift;
      if (at < 0 || at > view.width) return;
      var drawn = parts.ticks[number] = parts.ticks[number] || newTick(parts, sample);
      number += 1;
      write(drawn.line, "d", "M" + at.toFixed(1) + " " + parts.line.y0 + "V" + parts.line.y1);
      write(drawn.line, "class", "rule rule-" + (tick.isYear ? "year" : "month"));
      seen(drawn.line, true);
      var isCut = left + wide(tick.text, sample.font.size, tick.isYear ? 700 : 400) > view.right;
      drawn.texts.forEach(function (text) {
        if (text.textContent !== tick.text) text.textContent = tick.text;
        write(text, "class", "tick tick-" + (tick.isYear ? "year" : "month"));
        write(text, "x", left.toFixed(2));
        seen(text, view.isWhole || !isCut);
      });
    });
    parts.ticks.slice(number).forEach(function (tick) {
      [tick.line].concat(tick.texts).forEach(function (part) { seen(part, false); });
    });
  }

  function newTick(parts, sample) {
    var ys = parts.foot ? [sample.y, parts.foot.y] : [sample.y];
    return { line: element("path", {}, parts.under),
      texts: ys.map(function (y) { return element("text", { y: y }, parts.over); }) };
  }

  // The first one seen names its year.
  function zoomedTicks(parts, view) {
    var isFirst = true;
    return tickDates(view.first, view.last, view.width / ((view.last - view.first) / DAY)).map(function (date) {
      var isYear = date.getUTCMonth() === 0 && date.getUTCDate() === 1, year = String(date.getUTCFullYear());
      var month = parts.months.format(date);
      var words = isYear ? year : date.getUTCDate() === 1 ? month : date.getUTCDate() + " " + month;
      if (isFirst && !isYear) words += " " + year;
      isFirst = false;
      return { at: +date, text: words, isYear: isYear };
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

  window.zoomedChart = { prepared: prepared, dress: dress, time: time, day: day, plain: plain, element: element, EDGE: EDGE };
})();
