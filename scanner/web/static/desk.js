// Work at the desk: where a letter was put right the reader's place is kept, and keys move, confirm, correct and lead on.
"use strict";

let place = "";

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.tagName === "FORM") place = event.target.closest("[data-value]")?.id ?? "";
});

// What was refused is drawn with its reason; any other fault takes the place of the whole page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status < 400 || requestConfig.verb !== "post") return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  if (xhr.responseText.includes('id="said"')) return;
  event.detail.target = document.getElementById("main");
  event.detail.selectOverride = "#main";
});

document.addEventListener("htmx:afterSettle", () => {
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (lost && place) stand(document.getElementById(place));
});

const stand = (row) => {
  if (!row) return;
  (row.querySelector("a") ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};

const step = (by) => {
  const rows = [...document.querySelectorAll("[data-step]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (rows.length) stand(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)]);
};

// A field of several values has its buttons at the last of them.
const field = () => document.activeElement.closest("[data-field]")?.dataset.field;

const confirm = () => {
  const chosen = field();
  if (chosen) return document.querySelector(`[data-confirm="${chosen}"]`)?.click();
  const whole = document.querySelector('[data-confirm="all"]');
  // In doubt, once leads to the button and once more presses it: such a letter is not confirmed by a slip of the hand.
  if (whole && (whole.dataset.sure !== undefined || document.activeElement === whole)) whole.click();
  else whole?.focus();
};

// Where no value is chosen, one that nobody found is meant.
const correct = () => {
  const chosen = field();
  const summary = document.querySelector(chosen ? `[data-fix="${chosen}"]` : "[data-fix-other]");
  if (!summary) return;
  summary.parentElement.open = true;
  summary.parentElement.querySelector("select, input:not([type=hidden])").focus();
};

// On to the next letter, but not before what was just said of this one is kept: what is refused must be seen.
let onward = false;

const next = () => {
  if (document.querySelector("form.htmx-request")) onward = true;
  else document.querySelector("[data-next]")?.click();
};

document.addEventListener("htmx:afterSettle", () => {
  if (onward && !document.getElementById("wrong")) document.querySelector("[data-next]")?.click();
  onward = false;
});

document.addEventListener("htmx:sendError", () => {
  onward = false;
});

const pages = () => {
  const heading = document.getElementById("cuts-name");
  heading?.focus();
  heading?.scrollIntoView({ block: "start" });
};

const keys = { j: () => step(1), k: () => step(-1), c: confirm, e: correct, n: next, p: pages };
const told = document.querySelector("[data-keys]");

if (told) {
  const used = told.querySelector("input");
  told.hidden = false;
  used.checked = localStorage.getItem("keys") !== "off";
  used.addEventListener("change", () => localStorage.setItem("keys", used.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (!used.checked || typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat && event.key === "c") return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
