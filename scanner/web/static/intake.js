// Putting letters in: how far a file is sent, a letter photographed page after page, and a password that nothing interrupts.
"use strict";

const sender = (form) => {
  const said = form.querySelector("[data-said]");
  const sending = form.querySelector("[data-sending]");
  const bar = sending.querySelector("progress");
  const tell = (text) => {
    said.textContent = text;
    said.hidden = !text;
    sending.hidden = true;
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
  };

  const send = (files, body, done) => {
    if (!files.length) return tell(form.dataset.nothing);
    if (files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most)) return tell(form.dataset.tooLarge);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status >= 300) return tell(request.status === 413 ? form.dataset.tooLarge : form.dataset.broke);
      // Who is no longer signed in is led to the sign-in page; what was photographed must not be left for it.
      if (!new URL(request.responseURL).pathname.startsWith("/upload")) return tell(form.dataset.signedOut);
      done();
      location.assign(request.responseURL);
    });
    request.addEventListener("error", () => tell(form.dataset.broke));
    tell("");
    bar.value = 0;
    sending.hidden = false;
    form.querySelectorAll("button").forEach((button) => (button.disabled = true));
    request.send(body);
  };
  return { tell, send };
};

const upload = (form) => {
  const files = form.querySelector("input[type=file]");
  const { send } = sender(form);
  const sendAll = () => send([...files.files], new FormData(form), () => {});

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll();
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
      sendAll();
    }
  });
};

// A small picture of a shot, drawn on a canvas: no address of it is ever made, so the page's policy stays as it is.
const drawSmall = async (page, file) => {
  const canvas = page.querySelector("canvas");
  const blind = page.querySelector(".blind");
  let image = null;
  try {
    image = await createImageBitmap(file);
  } catch {
    image = null; // a kind that this browser cannot decode; the server can
  }
  blind.hidden = image !== null;
  const brush = canvas.getContext("2d");
  brush.clearRect(0, 0, canvas.width, canvas.height);
  if (!image) return;
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  const [across, down] = [image.width * scale, image.height * scale];
  brush.drawImage(image, (canvas.width - across) / 2, (canvas.height - down) / 2, across, down);
  image.close();
};

const camera = (form) => {
  const strip = form.querySelector("[data-shots]");
  const shot = form.querySelector("[data-shot]");
  const reshot = form.querySelector("[data-reshot]");
  const take = form.querySelector("[data-take]");
  const last = form.querySelector("[data-last]");
  const told = form.querySelector("[data-told]");
  const model = form.querySelector("template").content.firstElementChild;
  const shots = new Map();
  const { tell, send } = sender(form);
  let drawing = Promise.resolve(); // one after the other: ten large pictures at once are too much for a phone
  let again = null;

  const pages = () => [...strip.children];
  const numbered = (text, page) => text.replace("{n}", pages().indexOf(page) + 1);
  const announce = (text) => (told.textContent = text);

  const tidy = () => {
    const all = pages();
    all.forEach((page) => {
      const name = page.querySelector(".page");
      name.textContent = numbered(name.dataset.say, page);
      page.querySelectorAll("[data-act]").forEach((button) => {
        button.setAttribute("aria-label", numbered(button.dataset.label, page));
        button.title = button.getAttribute("aria-label");
        const end = { earlier: all[0], later: all.at(-1) }[button.dataset.act];
        button.setAttribute("aria-disabled", String(page === end));
      });
    });
    form.classList.toggle("begun", all.length > 0);
    strip.hidden = last.hidden = !all.length;
    form.querySelector("[data-hint]").hidden = all.length < 2;
  };

  const show = (page, file) => {
    shots.set(page, file);
    drawing = drawing.then(() => drawSmall(page, file));
  };

  const add = (file) => {
    if (strip.children.length >= Number(form.dataset.mostPages)) return tell(form.dataset.tooMany);
    const page = document.importNode(model, true);
    strip.append(page);
    show(page, file);
    tidy();
    announce(numbered(form.dataset.added, page));
  };

  const acts = {
    earlier: (page) => page.previousElementSibling?.before(page),
    later: (page) => page.nextElementSibling?.after(page),
    retake: (page) => {
      again = page;
      reshot.click();
    },
    remove: (page) => {
      const near = page.nextElementSibling ?? page.previousElementSibling;
      announce(numbered(form.dataset.removed, page));
      shots.delete(page);
      page.remove();
      tidy();
      (near?.querySelector("[data-act=remove]") ?? take).focus();
    },
  };

  const act = (name, page) => {
    const before = pages().indexOf(page);
    const at = document.activeElement;
    acts[name](page);
    if (!page.isConnected || pages().indexOf(page) === before) return;
    tidy();
    at.focus(); // moving it took the focus away
    page.scrollIntoView({ block: "nearest" });
    announce(numbered(form.dataset.moved, page));
  };

  take.addEventListener("click", () => shot.click());
  shot.addEventListener("change", () => {
    tell("");
    [...shot.files].forEach(add);
    shot.value = ""; // so that the same file may be chosen again
    take.focus();
  });
  reshot.addEventListener("change", () => {
    if (again?.isConnected && reshot.files.length) show(again, reshot.files[0]);
    reshot.value = "";
  });
  strip.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) act(button.dataset.act, button.closest("li"));
  });
  strip.addEventListener("keydown", (event) => {
    const name = { ArrowLeft: "earlier", ArrowRight: "later", Delete: "remove" }[event.key];
    const page = event.target.closest("li");
    if (!name || !page || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(name, page);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = pages().map((page) => shots.get(page));
    const body = new FormData();
    body.append("together", "true");
    files.forEach((file) => body.append("file", file));
    send(files, body, () => shots.clear());
  });
  window.addEventListener("beforeunload", (event) => {
    if (shots.size) event.preventDefault();
  });

  shot.multiple = !matchMedia("(pointer: coarse)").matches; // where there is no camera, files are chosen, and often several
  form.hidden = false;
};

document.querySelectorAll("form[data-upload]").forEach(upload);
document.querySelectorAll("form[data-camera]").forEach(camera);

// While somebody types a password the list is not drawn anew under their hands.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id !== "arrivals") return;
  const typing = (field) => field.value || field === document.activeElement;
  if ([...event.target.querySelectorAll("input[type=password]")].some(typing)) event.preventDefault();
});
