// Handing a file over: shows how far the upload is, and keeps the chosen file when something must be mended.
// Without scripts the form is sent as any other.
const form = document.querySelector("form[data-upload]");
const status = document.querySelector("[data-upload-status]");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const bar = status.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
  });
  request.upload.addEventListener("load", () => say("reading"));
  request.addEventListener("load", () => answer(request));
  request.addEventListener("error", () => say("lost"));
  say("sending");
  request.send(new FormData(form));
});

// Shows one of the sentences written in the page; only "lost" lets the form be sent again.
function say(which) {
  status.hidden = !which;
  for (const line of status.querySelectorAll("[data-say]")) line.hidden = line.dataset.say !== which;
  const bar = status.querySelector("progress");
  bar.hidden = which !== "sending" && which !== "reading";
  if (which === "reading") bar.removeAttribute("value");
  form.querySelector("button").disabled = Boolean(which) && which !== "lost";
}

function answer(request) {
  if (request.status === 200 && request.getResponseHeader("Content-Type") === "application/json") {
    location.assign(JSON.parse(request.responseText).next);
    return;
  }
  const fields = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("[data-fields]");
  say(fields ? "" : "lost");
  if (!fields) return;
  const chosen = form.querySelector("input[type=file]");
  chosen.classList.add("kept");
  fields.querySelector("input[type=file]").replaceWith(chosen);
  form.querySelector("[data-fields]").replaceWith(fields);
  (fields.querySelector(".wrong :is(input, select)") ?? fields).focus();
}
