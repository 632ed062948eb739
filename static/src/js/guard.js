// Words that are not saved yet: <form data-guard="a name for what is written">.
// The browser asks before they are left behind, and keeps them in this tab until the server has accepted them.

const PREFIX = "unsaved:";
const SENT = "sent:";
const WORDS = "textarea, input:is([type=text], [type=url], [type=number], [type=date], [type=time])";
const TICKS = "input:is([type=checkbox], [type=radio]), select";
const dirty = new Set();
const prepared = new WeakSet();

const key = (form) => `${PREFIX}${location.pathname}#${form.dataset.guard}`;
// a form's fields are those that name it, wherever on the page they stand
const fields = (form) => [...form.elements].filter((field) => field.name && field.matches(WORDS));
// <form data-guard data-guard-ticks>: what is ticked and chosen is kept too
const ticks = (form) => ("guardTicks" in form.dataset ? [...form.elements].filter((field) => field.name && field.matches(TICKS)) : []);
const holds = (field) => (field.matches("select") ? field.value : field.checked ? field.value : "");
const snapshot = (form) => ticks(form).map((field) => `${field.name}=${holds(field)}`).join("&");
const guarded = (element) => (element.form ?? element).closest?.("form[data-guard]") ?? null;

/** What was typed, and with it the hidden fields that say upon what: <input data-keep="name of the field">. */
function keep(form) {
  const typed = fields(form).filter((field) => field.value !== field.defaultValue);
  const names = new Set(typed.map((field) => field.name));
  const beside = [...form.elements].filter((field) => names.has(field.dataset.keep));
  const words = Object.fromEntries([...typed, ...beside].map((field) => [field.name, field.value]));
  if (ticks(form).length > 0) words[" ticks"] = ticks(form).map((field) => [field.name, field.value, holds(field)]);
  sessionStorage.setItem(key(form), JSON.stringify(words));
}

function settle(form) {
  dirty.delete(form.dataset.guard);
  sessionStorage.removeItem(key(form));
}

const isRefused = (form) => form.querySelector("[data-errors], .bad") !== null;

/** After a form was sent as a whole page: the answer tells whether its words were accepted. */
function readAnswer() {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type === "back_forward") return;
  const forms = [...document.querySelectorAll("form[data-guard]")];
  const refused = new Set(forms.filter(isRefused).map(key));
  for (const sent of Object.keys(sessionStorage).filter((name) => name.startsWith(SENT))) {
    sessionStorage.removeItem(sent);
    const words = sent.slice(SENT.length);
    if (!refused.has(words) && !document.body.matches(".error-page, .cover-page")) sessionStorage.removeItem(words);
  }
}

function bringTicksBack(form, kept) {
  for (const field of ticks(form)) {
    const was = kept.find(([name, value]) => name === field.name && (field.matches("select") || value === field.value));
    if (!was) continue;
    if (field.matches("select")) field.value = was[2];
    else field.checked = was[2] !== "";
  }
}

/** Bring back what was typed in this tab, unless it is what the server sent. */
function bringBack(form) {
  const kept = sessionStorage.getItem(key(form));
  if (!kept) return;
  if (isRefused(form)) {
    dirty.add(form.dataset.guard);
    return;
  }
  const words = JSON.parse(kept);
  const changed = fields(form).filter((field) => field.name in words && words[field.name] !== field.defaultValue);
  const before = snapshot(form);
  bringTicksBack(form, words[" ticks"] ?? []);
  if (changed.length === 0 && snapshot(form) === before) {
    settle(form);
    return;
  }
  for (const field of form.elements) if (field.name in words) field.value = words[field.name];
  dirty.add(form.dataset.guard);
  const note = form.querySelector("[data-brought-back]");
  if (note) note.hidden = false;
}

function prepare(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) {
    if (prepared.has(form)) continue; // something beside it was replaced: its words were never away
    prepared.add(form);
    bringBack(form);
  }
}

document.addEventListener("input", (event) => {
  const form = guarded(event.target);
  if (!form) return;
  dirty.add(form.dataset.guard);
  keep(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (!form) return;
  dirty.delete(form.dataset.guard);
  if (!form.hasAttribute("hx-post")) sessionStorage.setItem(SENT + key(form), "");
});

document.addEventListener("htmx:afterRequest", (event) => {
  // not event.detail.elt: a form that was swapped away has its news brought by an ancestor
  const form = guarded(event.detail.requestConfig.elt);
  if (!form || event.detail.requestConfig.verb === "get") return;
  if (event.detail.successful) settle(form);
  else dirty.add(form.dataset.guard);
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-forget]")?.closest("form[data-guard]");
  if (!form) return;
  event.preventDefault();
  settle(form);
  form.reset();
  form.querySelector("[data-brought-back]")?.setAttribute("hidden", "");
});

// a script has taken the words over, and looks after them from now on
document.addEventListener("guard:settle", (event) => {
  settle(event.target);
  event.target.querySelector("[data-brought-back]")?.setAttribute("hidden", "");
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.isConnected) prepare(event.detail.elt.parentElement ?? event.detail.elt);
});

window.addEventListener("beforeunload", (event) => {
  if (dirty.size > 0) event.preventDefault();
});

readAnswer();
prepare(document);
