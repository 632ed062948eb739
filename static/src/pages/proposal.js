// A person is dragged from one collective to another; "Move…" does the same by keyboard. Sliders say what they mean.
let held = null;

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-move]") ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.firstElementChild.firstChild.textContent.trim());
  held.classList.add("held");
});

document.addEventListener("dragover", (event) => {
  const group = groupUnder(event);
  for (const one of document.querySelectorAll(".over")) one.classList.toggle("over", one === group);
  if (!group) return;
  event.preventDefault();
  group.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const group = groupUnder(event);
  if (!group) return;
  event.preventDefault();
  const values = { to: group.dataset.group || "nowhere" };
  window.htmx.ajax("POST", held.dataset.move, { target: "#proposal", swap: "outerHTML", values });
});

document.addEventListener("dragend", () => {
  held?.classList.remove("held");
  document.querySelector(".over")?.classList.remove("over");
  held = null;
});

document.addEventListener("input", (event) => {
  const words = event.target.type === "range" && event.target.closest(".slider")?.querySelector("[data-words]");
  if (words) words.textContent = words.dataset.words.split("|")[event.target.value];
});

/** The collective below the pointer, unless the person sits there already. */
function groupUnder(event) {
  const group = held && event.target.closest("[data-group]");
  return group && !group.contains(held) ? group : null;
}
