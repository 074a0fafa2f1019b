// Keys for deciding, and a passage selected in the article filled into the form. The page works without this.
"use strict";

(() => {
  const cards = [...document.querySelectorAll(".card")];
  const article = document.getElementById("article");
  const form = document.getElementById("passage");
  if (!article) return;

  const current = () =>
    document.activeElement?.closest(".card") ?? document.querySelector(".card:target") ?? null;

  function go(card) {
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    showPassage(card);
  }

  function showPassage(card) {
    const number = card.id.slice(1);
    for (const mark of article.querySelectorAll("mark")) {
      mark.classList.toggle("is-current", mark.dataset.numbers.split(" ").includes(number));
    }
    const place = document.getElementById(card.dataset.passage);
    if (place && article.scrollHeight > article.clientHeight) {
      const top = place.getBoundingClientRect().top - article.getBoundingClientRect().top;
      article.scrollTop += top - article.clientHeight / 3;
    }
  }

  function step(by) {
    const here = cards.indexOf(current());
    const first = cards.findIndex((card) => card.classList.contains("is-waiting"));
    go(here < 0 ? cards[Math.max(first, 0)] : cards[here + by]);
  }

  function press(key) {
    current()?.querySelector(`[data-key="${key}"]:not([disabled])`)?.click();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const keys = { j: () => step(1), k: () => step(-1), a: () => press("a"), e: () => press("e"), x: () => press("x") };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && document.getSelection().isCollapsed) {
      go(document.getElementById(`s${mark.dataset.numbers.split(" ").at(-1)}`));
    }
  });

  const arrived = document.querySelector(".card:target");
  if (arrived) go(arrived);
  if (!form) return; // whoever may not draft reads on, and selects nothing

  // Places count code points, as the server does; a string here counts UTF-16 units, so letters are counted one by one.
  const paragraphs = [...article.querySelectorAll("[data-start]")];
  const letters = [...paragraphs.map((paragraph) => paragraph.textContent).join("\n")];

  function place(container, offset) {
    if (container === article) return Number(paragraphs[offset]?.dataset.start ?? letters.length);
    const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
    const paragraph = element.closest("[data-start]");
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(container, offset);
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  }

  function fill() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) return;
    let start = place(range.startContainer, range.startOffset);
    let end = place(range.endContainer, range.endOffset);
    while (start < end && !letters[start].trim()) start += 1;
    while (start < end && !letters[end - 1].trim()) end -= 1;
    if (start === end) return;
    form.elements.quote.value = letters.slice(start, end).join("");
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.classList.add("is-offered");
  }

  article.addEventListener("mouseup", () => setTimeout(fill));
  article.addEventListener("keyup", fill);
  article.addEventListener("touchend", () => setTimeout(fill, 300));
  form.elements.quote.addEventListener("input", () => {
    form.elements.start.value = "";
    form.elements.end.value = "";
  });
})();
