// Words that cannot go to the server any more, shown so that they can be copied. Nothing is thrown away unseen.

import { applyUpdate, Doc } from "yjs";
import { keyOf, textOf } from "./parts.js";

const nameOf = (part, words) => document.getElementById(`t-${keyOf(part)}`)?.dataset.name ?? words.anIfAction;

/** The texts of some parts of a document, as {name, text}. */
export function textsOf(doc, parts, words) {
  return parts
    .map((part) => ({ name: nameOf(part, words), text: textOf(doc, part)?.toString() ?? "" }))
    .filter(({ text }) => text !== "");
}

export function docOf(updates) {
  const doc = new Doc();
  for (const update of updates) applyUpdate(doc, update);
  return doc;
}

/** Shows them; `done` is called when the person says that they have them. */
export function showLeftBehind(texts, { title, done }) {
  const place = document.getElementById("left-behind");
  if (!place || texts.length === 0) return;
  const one = place.querySelector("template").content;
  place.querySelector("[data-title]").textContent = title;
  const list = place.querySelector("ul");
  for (const { name, text } of texts) {
    const item = one.cloneNode(true);
    item.querySelector("[data-part]").textContent = name;
    item.querySelector("[data-text]").textContent = text;
    item.querySelector("button").addEventListener("click", (event) => copy(text, event.currentTarget));
    list.append(item);
  }
  place.hidden = false;
  place.querySelector("[data-done]").addEventListener(
    "click",
    () => {
      place.hidden = true;
      list.replaceChildren();
      done();
    },
    { once: true },
  );
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector("[data-text]"));
  }
}
