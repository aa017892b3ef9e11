"""What the page does by itself: filters, counts that follow them, pages of long lists.

It reads the attributes and the text of what stands in the page and writes plain text only.
Without it everything is shown.
"""

SCRIPT = r"""
"use strict";
(() => {
  const form = document.getElementById("filters");
  const fields = ["o", "u", "c", "m"];
  const rupiah = (sum) => {
    const digits = String(sum < 0n ? -sum : sum).replace(/\B(?=(\d{3})+$)/g, ".");
    return (sum < 0n ? "-Rp" : "Rp") + digits;
  };
  const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  const fill = (words, values) =>
    words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const sum = (items, name) =>
    items.reduce((total, item) => total + BigInt(item.dataset[name] || 0), 0n);
  const texts = new WeakMap();
  const text = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const marks = (item, name) => (item.dataset[name] || "").split(" ");

  const list = ([name, which]) => {
    const status = document.getElementById(name + "-status");
    const pager = document.getElementById(name + "-pager");
    if (!status || !pager) return null; // there is no such list in this page
    const items = [...document.querySelectorAll(which)];
    const size = Number(pager.dataset.size);
    const [back, on] = pager.querySelectorAll("button");
    const where = pager.querySelector("span");
    let shown = items;
    let page = 0;
    const show = (all) => {
      const first = page * size;
      const visible = new Set(all ? shown : shown.slice(first, first + size));
      for (const item of items) item.hidden = !visible.has(item);
      const pages = Math.max(1, Math.ceil(shown.length / size));
      pager.hidden = pages < 2;
      back.disabled = page === 0;
      on.disabled = page >= pages - 1;
      where.textContent = fill(pager.dataset.words, { page: count(page + 1), pages: count(pages) });
    };
    const turn = (step) => {
      page += step;
      show(false);
      status.scrollIntoView({ block: "start" });
    };
    back.addEventListener("click", () => turn(-1));
    on.addEventListener("click", () => turn(1));
    return {
      show,
      filter(matches) {
        shown = items.filter(matches);
        page = 0;
        status.textContent = fill(status.dataset.words, {
          n: count(shown.length),
          all: count(items.length),
          amount: rupiah(sum(shown, "n")),
          questioned: rupiah(sum(shown, "q")),
          unsupported: rupiah(sum(shown, "s")),
        });
        for (const part of document.querySelectorAll("[data-of=" + name + "]")) {
          const own = shown.filter((item) => item.dataset.o === part.dataset.outcome);
          part.textContent = fill(part.dataset.words, {
            n: count(own.length),
            amount: rupiah(sum(own, "n")),
          });
        }
        show(false);
      },
      reveal(item) {
        const place = shown.indexOf(item);
        if (place < 0) return false;
        page = Math.floor(place / size);
        show(false);
        return true;
      },
      has: (item) => items.includes(item),
    };
  };
  const places = [["findings", ".finding"], ["rows", ".rows tbody tr"]];
  const lists = places.map(list).filter((each) => each !== null);

  const apply = () => {
    const wanted = fields
      .map((name) => [name, form.elements[name] ? form.elements[name].value : ""])
      .filter(([, value]) => value !== "");
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter((each) => each);
    const matches = (item) =>
      wanted.every(([name, value]) => marks(item, name).includes(value)) &&
      words.every((word) => text(item).includes(word));
    for (const each of lists) each.filter(matches);
  };

  const reveal = () => {
    const item = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    const own = item && lists.find((each) => each.has(item));
    if (!own) return;
    if (!own.reveal(item)) {
      form.reset();
      apply();
      own.reveal(item);
    }
    item.scrollIntoView({ block: "center" });
  };

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  };
  form.elements.text.addEventListener("input", later);
  for (const name of fields)
    if (form.elements[name]) form.elements[name].addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", () => lists.forEach((each) => each.show(true)));
  window.addEventListener("afterprint", () => lists.forEach((each) => each.show(false)));
  form.hidden = false;
  apply();
  reveal();
})();
"""
