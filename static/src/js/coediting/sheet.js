// The sheet's fields, once the document is there: bound to it, and the form's buttons doing what they say at once.

import { makeHistory } from "./history.js";
import { makeIfActions } from "./if_actions.js";
import { areaOf, fields, textOf } from "./parts.js";
import { showLeftBehind } from "./left_behind.js";
import { bindTextarea, bringIn } from "./textarea.js";
import { toast } from "../toast.js";
import { fill } from "./words.js";

const PATIENCE = 4000;

export function bindSheet(doc, { connection, saving, words, isSaved }) {
  const form = document.getElementById("sheet");
  const most = Number(words.mostCharacters);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const origins = { words: { name: "words" }, moves: { name: "moves" }, adds: { name: "adds" } };
  const undoing = document.querySelectorAll("[data-undo-words]");
  const history = makeHistory(doc, {
    origins: [origins.words, origins.moves],
    changed: ({ undo }) => {
      for (const button of undoing) button.disabled = !undo;
    },
  });

  /** What was typed before comes with it, if there is room. */
  function bind(part, area) {
    const text = textOf(doc, part);
    const base = document.getElementById(area.id.replace("t-", "base-"));
    const typed = area.value;
    if (base && base.value !== typed) {
      const room = text.length + typed.length - base.value.length <= most;
      if (room) bringIn(text, { base: base.value, typed, own: origins.words });
      else showLeftBehind([{ name: area.dataset.name, text: typed }], { title: words.noRoom, done: () => {} });
    }
    base?.remove();
    area.value = text.toString();
    return bindTextarea(text, area, { own: origins.words, history, limit: most, onLimit: tellLimit });
  }

  function tellLimit(_area, length) {
    toast(fill(words.tooLong, { most: number.format(most), length: number.format(length) }));
  }

  function goWhenSaved(submitter, until) {
    if (isSaved()) form.requestSubmit(submitter);
    else if (connection.state !== "connected" || Date.now() > until) toast(words.notNow);
    else setTimeout(() => goWhenSaved(submitter, until), 100);
  }

  form.dispatchEvent(new CustomEvent("guard:settle", { bubbles: true }));
  delete form.dataset.guard;
  delete form.dataset.tells;
  for (const field of fields()) bind(field, areaOf(field));
  const hasActions = document.getElementById("if-lines");
  const actions = hasActions ? makeIfActions(doc, { bind, origins, words, most: Number(words.mostIfActions) }) : {};

  form.addEventListener("submit", (event) => {
    const [act, id] = (event.submitter?.value ?? "").split(":");
    if (actions[act]) {
      event.preventDefault();
      actions[act](id);
    } else if (!event.submitter?.value) event.preventDefault();
    else if (!isSaved()) {
      event.preventDefault();
      goWhenSaved(event.submitter, Date.now() + PATIENCE);
    }
  });
  form.addEventListener("formdata", ({ formData }) => {
    // the words are in the document; sent once more they would be in it twice
    for (const name of [...formData.keys()]) if (/^(text|base|again)-/.test(name)) formData.delete(name);
  });
  for (const button of undoing) {
    button.hidden = false;
    button.disabled = true;
    button.addEventListener("click", () => history.undo());
  }
  return {
    lock() {
      for (const area of document.querySelectorAll("[data-live] textarea[data-part]")) area.readOnly = true;
      for (const button of undoing) button.hidden = true;
    },
  };
}
