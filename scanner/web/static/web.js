// What the page does beyond plain links and forms: lights ink and value up together, and shows how a file is being sent.
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

const upload = (form) => {
  const files = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-said]");
  const sending = form.querySelector("[data-sending]");
  const bar = sending.querySelector("progress");
  const button = form.querySelector("button");

  const tell = (text) => {
    said.textContent = text;
    said.hidden = !text;
    sending.hidden = true;
    button.disabled = false;
  };

  const send = () => {
    if (!files.files.length) return tell(form.dataset.nothing);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status < 300) location.assign(request.responseURL);
      else tell(request.status === 413 ? form.dataset.tooLarge : form.dataset.broke);
    });
    request.addEventListener("error", () => tell(form.dataset.broke));
    tell("");
    sending.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  ["dragenter", "dragover"].forEach((name) =>
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    }),
  );
  ["dragleave", "drop"].forEach((name) => form.addEventListener(name, () => form.classList.remove("over")));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      send();
    }
  });
};

document.querySelectorAll("form[data-upload]").forEach(upload);

// What is only for a page without this script.
document.querySelectorAll("[data-plain]").forEach((one) => {
  one.hidden = true;
});
