// Words that are not saved yet: <form data-guard="a name for what is written">.
// The browser asks before they are left behind, and keeps them in this tab until the server has accepted them.

const PREFIX = "unsaved:";
const WORDS = "textarea, input:is([type=text], [type=url], [type=number], [type=date], [type=time])";
let dirty = new Set();

const key = (form) => `${PREFIX}${location.pathname}#${form.dataset.guard}`;
const fields = (form) => [...form.querySelectorAll(WORDS)].filter((field) => field.name);

function keep(form) {
  const words = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  sessionStorage.setItem(key(form), JSON.stringify(words));
}

function settle(form) {
  dirty.delete(form.dataset.guard);
  sessionStorage.removeItem(key(form));
}

/** Bring back what was typed in this tab, unless the page now holds the same words. */
function bringBack(form) {
  const kept = sessionStorage.getItem(key(form));
  if (!kept) return;
  const words = JSON.parse(kept);
  const changed = fields(form).filter((field) => field.name in words && words[field.name] !== field.value);
  if (changed.length === 0 || form.querySelector("[data-accepted]")) {
    settle(form);
    return;
  }
  for (const field of changed) field.value = words[field.name];
  dirty.add(form.dataset.guard);
  const note = form.querySelector("[data-brought-back]");
  if (note) note.hidden = false;
}

function prepare(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) bringBack(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (!form) return;
  dirty.add(form.dataset.guard);
  keep(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) dirty.delete(form.dataset.guard);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form[data-guard]");
  if (!form || event.detail.requestConfig.verb === "get") return;
  if (event.detail.successful) settle(form);
  else dirty.add(form.dataset.guard);
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-forget]")?.closest("form[data-guard]");
  if (!form) return;
  settle(form);
  location.reload();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.isConnected) prepare(event.detail.elt.parentElement ?? event.detail.elt);
});

window.addEventListener("beforeunload", (event) => {
  if (dirty.size > 0) event.preventDefault();
});

prepare(document);
