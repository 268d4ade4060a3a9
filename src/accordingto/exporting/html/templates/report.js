"use strict";
(() => {
  const marks = [...document.querySelectorAll("mark[data-r]")];
  const light = () => {
    const id = location.hash.startsWith("#w-") ? location.hash.slice(3) : "";
    for (const mark of marks) {
      mark.classList.toggle("lit", id !== "" && mark.dataset.r.split(" ").includes(id));
    }
  };
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const folded = target && target.closest("details");
    if (folded && !folded.open) {
      folded.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", () => { light(); open(); });
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  const tools = document.getElementById("tools");
  for (const kind of ["statement", "event", "position"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind + "s";
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      document.body.classList.toggle("no-" + kind, !shown);
    });
    tools.append(button);
  }
  tools.hidden = false;
  light();
  open();
})();
