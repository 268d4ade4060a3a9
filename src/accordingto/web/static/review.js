// Keys of the review: a accepts, r rejects, e goes to the corrections, n asks for the next record. The page works without.
const acts = {
  a: () => document.querySelector("button[value=accepted]")?.click(),
  r: () => document.querySelector("button[value=rejected]")?.click(),
  e: () => {
    const fields = document.querySelector(".corrections");
    if (!fields) return;
    fields.open = true;
    fields.querySelector("select, input:not([type=hidden])")?.focus();
  },
  n: () => document.querySelector("a[rel=next]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const act = acts[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
