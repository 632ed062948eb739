// A row dragged by its grip. Everything it does is also in the grip's menu and on the keyboard.

/** `move(id, to)`: the id is dropped before the row that stands at `to`, or behind all. */
export function makeDragging(list, { move }) {
  let dragged = null;
  const rows = () => [...list.querySelectorAll(".if-line")];
  const clear = () => rows().forEach((row) => row.classList.remove("drop-before", "drop-after"));

  /** The row under the pointer, and whether its lower half. */
  function under(event) {
    const row = event.target.closest?.(".if-line");
    if (!dragged || !row) return null;
    const { top, height } = row.getBoundingClientRect();
    return { row, after: event.clientY > top + height / 2 };
  }

  list.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("summary[draggable]")?.closest(".if-line");
    if (!row) return;
    dragged = row.dataset.if;
    event.dataTransfer.setData("application/x-if-action", dragged);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  list.addEventListener("dragover", (event) => {
    const found = under(event);
    if (!found) return;
    event.preventDefault();
    clear();
    found.row.classList.add(found.after ? "drop-after" : "drop-before");
  });
  list.addEventListener("drop", (event) => {
    const found = under(event);
    if (!found) return;
    event.preventDefault();
    const others = rows().filter((row) => row.dataset.if !== dragged);
    const at = others.indexOf(found.row);
    if (at >= 0) move(dragged, at + (found.after ? 1 : 0));
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}
