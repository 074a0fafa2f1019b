// Hands on a live chart: the mouse drags, ctrl + wheel and two fingers zoom, one finger pans it or scrolls the page.
(function () {
  "use strict";
  var STILL = 6, TWICE = 350, NOTCH = 0.0022, LINE = 16, PAGE = 400;

  function follow(chart, hands) {
    var frame = chart.frame, down = new Map(), start = null, hasMoved = false, tapped = 0;
    var box = window.chartPlaces.hover(chart);

    // In the drawing's pixels, from the plot's left and top.
    function at(event) {
      var place = frame.getBoundingClientRect();
      return { x: (event.clientX - place.left) / chart.scale, y: (event.clientY - place.top) / chart.scale };
    }

    // What stood under each finger when the number of fingers changed stays under it.
    function begin() {
      var held = Array.from(down.values()).sort(function (a, b) { return a.x - b.x; });
      start = { view: chart.view.slice(), xs: held.map(function (point) { return point.x; }) };
    }

    function move() {
      var now = Array.from(down.values()).map(function (point) { return point.x; }).sort(function (a, b) { return a - b; });
      var length = start.view[1] - start.view[0], of = function (x) { return start.view[0] + x / chart.width * length; };
      if (now.length > 1) {
        var per = (of(start.xs[1]) - of(start.xs[0])) / Math.max(now[1] - now[0], 8);
        var middle = (of(start.xs[0]) + of(start.xs[1])) / 2, where = (now[0] + now[1]) / 2;
        hands.show(chart, [middle - where * per, middle + (chart.width - where) * per], true);
      } else {
        var shift = (start.xs[0] - now[0]) / chart.width * length;
        hands.show(chart, [start.view[0] + shift, start.view[1] + shift], true);
      }
    }

    frame.addEventListener("pointerdown", function (event) {
      if (event.pointerType === "mouse" && event.button) return;
      if (!down.size) hasMoved = false;
      down.set(event.pointerId, at(event));
      if (down.size > 1) hasMoved = true;
      begin();
      box.hide();
    });
    frame.addEventListener("pointermove", function (event) {
      var held = down.get(event.pointerId), now = at(event);
      if (!held) { if (event.pointerType !== "touch") box.at(now, hands.hit(chart, now.x, now.y)); return; }
      if (!hasMoved && Math.abs(now.x - held.x) < STILL) return;
      if (!hasMoved) { hasMoved = true; down.set(event.pointerId, now); begin(); frame.classList.add("is-held"); }
      if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
      down.set(event.pointerId, now);
      move();
    });
    ["pointerup", "pointercancel"].forEach(function (kind) {
      frame.addEventListener(kind, function (event) {
        if (!down.delete(event.pointerId)) return;
        if (down.size) begin(); else if (hasMoved) hands.rest(chart);
        if (!down.size) frame.classList.remove("is-held");
      });
    });
    frame.addEventListener("pointerleave", function () { if (!down.size) box.hide(); });
    // Two fingers are ours; the browser would scroll or enlarge the page with them.
    frame.addEventListener("touchstart", function (event) { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
    frame.addEventListener("touchmove", function (event) { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });

    frame.addEventListener("click", function (event) {
      var point = at(event), place = hasMoved ? null : hands.hit(chart, point.x, point.y);
      if (hasMoved) return;
      if (place) { box.hide(); hands.open(place); return; }
      if (event.timeStamp - tapped < TWICE) { tapped = 0; hands.whole(chart); } else tapped = event.timeStamp;
    });

    frame.addEventListener("wheel", function (event) {
      var unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? PAGE : 1;
      var across = event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        var by = Math.max(-240, Math.min(240, event.deltaY * unit * (Math.abs(event.deltaY * unit) < 12 ? 4 : 1)));
        hands.zoom(chart, Math.exp(by * NOTCH), Math.min(Math.max(at(event).x / chart.width, 0), 1));
      } else if (across && (event.shiftKey || Math.abs(across) > Math.abs(event.deltaY)) && !hands.isWhole(chart)) {
        event.preventDefault();
        hands.pan(chart, across * unit / chart.scale / chart.width);
      } else return;
      box.hide();
    }, { passive: false });
  }

  window.chartGestures = { follow: follow };
})();
