// What is where in a live chart, and what a mark says when it is pointed at: the day, the entry's sentence, how sure it
// is and who says so.
(function () {
  "use strict";
  var time = window.zoomedChart.time, NEAR = 13, GAP = 16, hideShown = function () {};
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hideShown(); });

  function of(figure) {
    var found = { marks: [], areas: [] };
    figure.data.forEach(function (trace) {
      (trace.customdata || []).forEach(function (anchor, n) {
        var title = window.zoomedChart.plain(trace.hovertext[n]);
        if (trace.type !== "bar") return found.marks.push({ anchor: anchor, at: time(trace.x[n]), y: trace.y[n], title: title });
        var first = time(trace.base[n]), half = trace.width[n] / 2;
        found.areas.push({ anchor: anchor, days: [first, first + trace.x[n]], y: [trace.y[n] - half, trace.y[n] + half], title: title });
      });
    });
    (figure.layout.meta && figure.layout.meta.columns || []).forEach(function (column) {
      found.areas.push({ anchor: column.anchor, address: column.address, days: column.days.map(time), y: column.y, title: column.title });
    });
    return found;
  }

  function x(chart, at) { return (at - chart.view[0]) / (chart.view[1] - chart.view[0]) * chart.width; }

  // The nearest mark under the hand, else the stage or the column. `left`, `top`: pixels of the drawing's plot.
  function hit(chart, left, top) {
    var best = null, nearest = NEAR;
    chart.places.marks.forEach(function (mark) {
      var far = Math.hypot(x(chart, mark.at) - left, mark.y - top);
      if (far < nearest) { nearest = far; best = mark; }
    });
    return best || chart.places.areas.find(function (area) {
      return left >= x(chart, area.days[0]) - 2 && left <= x(chart, area.days[1]) + 2 && top >= area.y[0] - 2 && top <= area.y[1] + 2;
    }) || null;
  }

  function part(name, text) {
    var made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    made.dir = "auto";
    return made;
  }

  function text(fact, selector) {
    var found = fact && fact.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  // A mark's entry is on the page; where it is not, and for stages and columns, the mark's title says it.
  function content(chart, place) {
    var fact = chart.places.marks.indexOf(place) >= 0 && document.getElementById(place.anchor);
    if (!fact || !fact.querySelector(".sentence")) return [part("hover-said", place.title)];
    return [part("hover-day", text(fact, ".date")), part("hover-said", text(fact, ".sentence")),
      part("hover-who", [text(fact, ".aside dt"), text(fact, ".aside dd"), said(fact)].filter(Boolean).join(" · "))];
  }

  function said(fact) {
    var words = [text(fact, ".aside .said-by dt"), text(fact, ".aside .said-by bdi")];
    return words[1] && words.join(": ");
  }

  function hover(chart) {
    var box = document.createElement("div"), shown = null;
    box.className = "hover-box";
    box.hidden = true;
    box.setAttribute("aria-hidden", "true");
    chart.host.append(box);

    function hide() {
      if (!shown) return;
      shown = null;
      box.hidden = true;
      chart.frame.classList.remove("is-on-mark");
    }

    function at(point, place) {
      if (!place) return hide();
      if (place !== shown) {
        shown = place;
        hideShown = hide;
        box.replaceChildren.apply(box, content(chart, place));
        box.hidden = false;
        chart.frame.classList.add("is-on-mark");
        if (window.deal && window.deal.mark && !document.querySelector(".panel[open]")) window.deal.mark(place.anchor);
      }
      var left = chart.frame.offsetLeft + point.x * chart.scale, room = chart.host.offsetWidth - box.offsetWidth;
      var isRight = left + GAP <= room;
      box.style.left = Math.max(0, isRight ? left + GAP : left - GAP - box.offsetWidth) + "px";
      var top = point.y * chart.scale, foot = chart.host.getBoundingClientRect().top + top + GAP + box.offsetHeight;
      box.style.top = (foot < innerHeight ? top + GAP : top - GAP - box.offsetHeight) + "px";
    }

    return { at: at, hide: hide };
  }

  window.chartPlaces = { of: of, x: x, hit: hit, hover: hover };
})();
