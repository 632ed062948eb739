// Answers dragged into groups, while others may group as well. A list and a button do the same beside each answer.

import { tell } from "../js/tell.js";

const piece = () => document.getElementById("answers");
const fields = () => [...piece().querySelectorAll("input:is([type=text], :not([type]))")];
const clear = () => document.querySelectorAll(".answer-group.target").forEach((one) => one.classList.remove("target"));

let lifted = null;
let sent = 0; // forms on their way: what they bring is newer than what news would
let late = false;

/** Whoever holds an answer, chooses from a list or types a name does not have the page exchanged under their hands. */
const busy = () => sent > 0 || lifted || piece().contains(document.activeElement?.closest("select, input:is([type=text], :not([type]))"));

function lookAgain() {
  if (!late || busy()) return;
  late = false;
  tell("prompt");
}

const isForm = (event) => event.detail.requestConfig.verb !== "get";

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isForm(event)) {
    sent += 1;
  } else if (event.detail.elt === piece() && busy()) {
    event.preventDefault();
    late = true;
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!isForm(event)) return;
  sent -= 1;
  setTimeout(lookAgain);
});
document.addEventListener("focusout", () => setTimeout(lookAgain));

// What was typed and not sent is there again after the piece was exchanged.
let typed = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== piece()) return;
  const form = event.detail.requestConfig.elt;
  const kept = fields().filter((field) => field.value !== field.defaultValue && field.form !== form);
  typed = kept.map((field) => [field.id, field.value]);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  typed = [];
});

document.addEventListener("dragstart", (event) => {
  const slip = event.target.closest?.("[data-answer]");
  if (!slip) return;
  lifted = slip;
  slip.classList.add("lifted");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", slip.querySelector(".words").textContent);
});
document.addEventListener("dragover", (event) => {
  const over = lifted && event.target.closest?.("[data-group]");
  clear();
  if (!over) return;
  event.preventDefault();
  over.classList.add("target");
});
document.addEventListener("drop", (event) => {
  const over = lifted && event.target.closest?.("[data-group]");
  if (!over) return;
  event.preventDefault();
  if (over.contains(lifted)) return;
  const form = lifted.querySelector("form");
  form.elements.into.value = over.dataset.group;
  form.requestSubmit();
});
document.addEventListener("dragend", () => {
  lifted?.classList.remove("lifted");
  lifted = null;
  clear();
  lookAgain();
});
