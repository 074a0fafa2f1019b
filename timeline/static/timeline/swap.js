// The past and the filters answer in place: the page at the new address is fetched, and its parts are put into this one.
// Without it, links and forms lead there.
(function () {
  "use strict";
  var SLIDER = "input[data-days]", FIELDS = "input, select, button, a";
  var root = document.documentElement, main = document.getElementById("content"), swapping = null, waiting = null;

  // The page at the address, in place of this one: what is under the reader's hand stays there. `how`: "held" while a
  // hand is on the form, "back" where the address is in the history already.
  function swap(address, form, how) {
    var isHeld = how === "held";
    address = address.split("#")[0].replace(/\?$/, "");
    if (swapping) swapping.abort();
    document.dispatchEvent(new CustomEvent("deal:swapping"));
    swapping = new AbortController();
    return text(address, swapping.signal).then(function (html) {
      var made = new DOMParser().parseFromString(html, "text/html"), place = "." + form.className;
      var next = made.querySelector(place), top = form.getBoundingClientRect().top, held = nameOf(form);
      if (!next) throw new Error(address);
      window.deal.ripen(made);
      if (isHeld) form.querySelector(".steps").replaceWith(next.querySelector(".steps"));
      if (isHeld) around(form, next);
      ["title", ".masthead", ".foot"].concat(isHeld ? [] : "#content").forEach(function (part) {
        var now = document.querySelector(part);
        now.replaceChildren.apply(now, made.querySelector(part).childNodes);
      });
      history[how || new URL(address, location).href === location.href ? "replaceState" : "pushState"](null, "", address);
      var now = document.querySelector(place);
      if (held) (Array.from(now.querySelectorAll(FIELDS)).find(function (field) { return name(field) === held; }) ||
        now.querySelector("[type=range], [type=search]")).focus({ preventScroll: true });
      stay(now, top);
      window.deal.announce(Array.from(document.querySelectorAll(".as-known, .number-shown")).map(function (part) { return part.firstChild ? part.firstChild.textContent : ""; }).join(" "));
      document.dispatchEvent(new CustomEvent("deal:swapped"));
    }).catch(function (error) {
      if (error.isUnreached) window.deal.unreached(function () { swap(address, form, how); });
      else if (error.name !== "AbortError") location.href = address;
    });
  }

  function text(address, signal) {
    return fetch(address, { signal: signal }).then(function (answer) { return answer.text(); }).catch(function (error) {
      error.isUnreached = error.name !== "AbortError";
      throw error;
    });
  }

  // In its place on the screen, though there is more or less above it; the page's top may have to make room.
  function stay(form, top) {
    main.style.marginTop = "";
    scrollBy({ top: form.getBoundingClientRect().top - top, behavior: "instant" });
    var lacking = top - form.getBoundingClientRect().top;
    if (lacking > 0 && scrollY === 0) main.style.marginTop = lacking + "px";
  }

  // All but the form itself is replaced: a slider that is taken out of the page lets go of the hand that drags it.
  function around(form, next) {
    for (; form !== main; form = form.parentNode, next = next.parentNode) {
      var parts = Array.from(next.parentNode.childNodes), at = parts.indexOf(next);
      Array.from(form.parentNode.childNodes).forEach(function (part) { if (part !== form) part.remove(); });
      form.before.apply(form, parts.slice(0, at));
      form.after.apply(form, parts.slice(at + 1));
    }
  }

  // Which field or link of the form has the focus, in words that fit the next form too.
  function name(field) { return field.id || field.name || field.rel || field.localName; }
  function nameOf(form) { return form.contains(document.activeElement) && name(document.activeElement); }

  function query(form) {
    var asked = new URLSearchParams(new FormData(form)), now = new URLSearchParams(location.search);
    ["view", "from", "to"].forEach(function (kept) { if (now.has(kept)) asked.set(kept, now.get(kept)); });
    Array.from(asked).forEach(function (pair) { if (!pair[1]) asked.delete(pair[0]); });
    return location.pathname + (String(asked) ? "?" + asked : "");
  }

  function dayOf(slider) { return slider.dataset.days.trim().split(" ")[slider.value] || ""; }

  // A day in words, for who hears the slider: the day asked about, which may lie between two stops.
  function say(slider) {
    var day = slider.form.elements.as_of.value, tag = root.lang === "en" ? "en-GB" : root.lang;
    var words = day ? new Date(day).toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" }) : slider.dataset.today;
    slider.setAttribute("aria-valuetext", words);
  }

  function slide(slider) {
    slider.form.elements.as_of.value = dayOf(slider);
    say(slider);
    clearTimeout(waiting);
    waiting = setTimeout(function () { swap(query(slider.form), slider.form, "held"); }, 150);
  }

  document.addEventListener("input", function (event) { if (event.target.matches(SLIDER)) slide(event.target); });
  window.deal.swap = function (form, address, how) { swap(address || query(form), form, how); };
  // Moved before this was loaded.
  document.querySelectorAll(SLIDER).forEach(function (slider) { if (slider.value !== slider.defaultValue) slide(slider); });
})();
