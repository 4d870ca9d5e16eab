// What every page does beyond plain links and forms: lights ink and value up together.
"use strict";

const lit = (key) => {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  document.querySelectorAll("[data-ink], [data-value]").forEach((one) => {
    if (one.dataset.ink === key || one.dataset.value === key) one.classList.add("lit");
  });
};

const shown = (one) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (one) one.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
};

document.addEventListener("click", (event) => {
  const from = event.target.closest("[data-ink]");
  if (!from) return;
  event.preventDefault();
  const key = from.dataset.ink;
  const onPaper = from.closest("svg") !== null;
  lit(key);
  shown(onPaper ? document.getElementById(key) : document.getElementById(`ink-${key}`));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") lit("");
});

// What is only for a page without this script.
document.querySelectorAll("[data-plain]").forEach((one) => {
  one.hidden = true;
});
