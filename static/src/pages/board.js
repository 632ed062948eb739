// The board: how many are chosen, slips that can be dragged, choices that outlive a fresh board. All of it also works by
// boxes and buttons alone.

const studio = () => document.getElementById("studio");
const boxes = () => [...document.querySelectorAll("input[name=texts][type=checkbox]")];
const chosen = () => boxes().filter((box) => box.checked);

function tell() {
  const words = document.querySelector("[data-chosen-words]");
  if (!words) return;
  words.dataset.hint ??= words.innerHTML;
  const many = chosen();
  if (many.length === 0) {
    words.innerHTML = words.dataset.hint;
    return;
  }
  const strong = document.createElement("b");
  strong.textContent = `${many.length} ${many.length === 1 ? words.dataset.one : words.dataset.many}`;
  words.replaceChildren(strong);
  const columns = new Set(many.map((box) => box.closest("[data-column]")));
  const [only] = columns;
  if (columns.size !== 1 || !only) return;
  const where = document.createElement("span");
  where.className = "soft small-t";
  where.textContent = ` ${words.dataset.in} ${only.querySelector("h2").textContent.trim()}`;
  words.append(where);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=texts]")) tell();
  if (event.target.matches("[data-go]")) event.target.form.requestSubmit();
});
document.addEventListener("reset", () => setTimeout(tell));

// While somebody is in the middle of something, the board is not exchanged under their hands.
let lifted = null;
const busy = () => lifted || document.querySelector("#studio details[open], #studio input:is([type=text], :not([type])):focus");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === studio() && busy()) event.preventDefault();
});

// What was chosen and how far one had scrolled is there again after the board was exchanged.
let kept = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== studio()) return;
  const moved = event.detail.requestConfig.verb !== "get";
  const left = document.querySelector(".board")?.scrollLeft ?? 0;
  kept = { left, chosen: moved ? [] : chosen().map((box) => box.value) };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  const board = document.querySelector(".board");
  if (board) board.scrollLeft = kept.left;
  for (const box of boxes()) if (kept.chosen.includes(box.value)) box.checked = true;
  kept = null;
  tell();
});

// Dragging: what is dropped on a column goes there, with everything that is chosen when the slip is one of them.
const column = (event) => event.target.closest?.("[data-column]");

document.addEventListener("dragstart", (event) => {
  const slip = event.target.closest?.("[data-slip]");
  if (!slip) return;
  lifted = slip;
  slip.classList.add("lifted");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", slip.querySelector("label").textContent);
});

document.addEventListener("dragover", (event) => {
  const over = lifted && column(event);
  document.querySelectorAll("[data-column].target").forEach((one) => one !== over && one.classList.remove("target"));
  if (!over) return;
  event.preventDefault();
  over.classList.add("target");
});

document.addEventListener("dragend", () => {
  lifted?.classList.remove("lifted");
  lifted = null;
  document.querySelectorAll("[data-column].target").forEach((one) => one.classList.remove("target"));
});

document.addEventListener("drop", (event) => {
  const over = lifted && column(event);
  const button = over && document.querySelector(`#choose [data-drop="${over.dataset.column}"]`);
  if (!button || over.contains(lifted)) return;
  event.preventDefault();
  const own = lifted.querySelector("input[name=texts]");
  if (!own.checked) {
    for (const box of boxes()) box.checked = false;
    own.checked = true;
  }
  button.click(); // not requestSubmit: htmx reads which button it was from the click
});

tell();
