// An answer that is typed stays on this device until it has arrived: <form data-keep="a key of this prompt and person">.

import { ANSWERS } from "./kept.js";
import { tell } from "./tell.js";

/** The device may have no room, or keep nothing for anybody: then the page works as without this. */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

const keyOf = (form) => ANSWERS + form.dataset.keep;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type));
const isChosen = (field) => ["radio", "checkbox"].includes(field.type);
const said = (field) => (isChosen(field) ? [field.name, field.value, field.checked] : [field.name, field.value]);
const forget = (key) => attempt(() => localStorage.removeItem(key));

function keep(form) {
  const kept = attempt(() => {
    localStorage.setItem(keyOf(form), JSON.stringify(fieldsOf(form).map(said)));
    return true;
  });
  form.querySelector("[data-kept]").hidden = !kept;
}

function bringBack(form) {
  const kept = attempt(() => JSON.parse(localStorage.getItem(keyOf(form))));
  if (!kept) return;
  for (const [name, value, checked] of kept) {
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (!isChosen(field)) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
  form.querySelector("[data-kept]").hidden = false;
}

const look = () => document.querySelectorAll("form[data-keep]").forEach(bringBack);

/** News that come while somebody writes wait: a phone's keyboard must not go away under their fingers. */
function waitForWriter(event) {
  const { requestConfig, serverResponse, target } = event.detail;
  const form = target.querySelector?.("form[data-keep]");
  if (requestConfig.verb !== "get" || !form?.contains(document.activeElement)) return;
  if (!serverResponse.includes(`data-keep="${form.dataset.keep}"`)) return;
  event.detail.shouldSwap = false;
  form.addEventListener("focusout", () => tell("step"), { once: true });
}

/** Words for whoever sent this: told to wait, or that their place has ended. What was typed stays kept. */
function showRefusal({ detail }) {
  if (![403, 429].includes(detail.xhr.status) || !detail.serverResponse.includes('id="here"')) return;
  detail.shouldSwap = true;
  detail.isError = false;
}

export function keepAnswers() {
  look();
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-keep]");
    if (form) keep(form);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig.elt;
    if (form.matches?.("form[data-keep]")) {
      if (event.detail.xhr.status === 200) forget(keyOf(form));
      else showRefusal(event);
    }
    waitForWriter(event);
  });
  document.addEventListener("htmx:afterSettle", look);
}
