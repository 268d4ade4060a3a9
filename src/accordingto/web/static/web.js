// Keys for who does not reach for the mouse, and the slider of days. Every page works without this file.
const items = [...document.querySelectorAll(".item, article.row")];
let at = -1;

function light(step) {
  if (!items.length) return;
  if (at >= 0) items[at].classList.remove("lit");
  at = Math.min(items.length - 1, Math.max(0, at + step));
  items[at].classList.add("lit");
  (items[at].querySelector("a") ?? items[at]).focus();
  items[at].scrollIntoView({ block: "nearest" });
}

function follow(selector) {
  document.querySelector(selector)?.click();
}

const keys = {
  "/": () => document.querySelector("#q")?.focus(),
  j: () => light(1),
  k: () => light(-1),
  o: () => at >= 0 && items[at].querySelector("a[href]:last-of-type")?.click(),
  "[": () => follow("a[rel=prev]"),
  "]": () => follow("a[rel=next]"),
  "?": () => document.querySelector("#keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("#keys")?.open || event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

const slider = document.querySelector(".slider");
if (slider) {
  const range = slider.querySelector("input");
  const first = Date.parse(range.dataset.first);
  const day = 86400000;
  const field = document.querySelector("input[name=as_of]");
  const iso = (value) => new Date(first + value * day).toISOString().slice(0, 10);
  range.max = String(Math.round((Date.parse(range.dataset.last) - first) / day));
  range.value = field.value ? String(Math.round((Date.parse(field.value) - first) / day)) : range.max;
  const show = () => { slider.querySelector("output").textContent = iso(Number(range.value)); };
  range.addEventListener("input", show);
  range.addEventListener("change", () => { field.value = iso(Number(range.value)); field.form.requestSubmit(); });
  show();
  slider.hidden = false;
}
