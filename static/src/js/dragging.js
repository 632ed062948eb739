// A row dragged by its grip. Everything it does is also in a menu or a button, and on the keyboard.

/**
 * Rows are those that match `row`, their keys stand in `data-<key>`, and they are dragged by what matches `grip`.
 * `move(key, to)`: it is dropped before the row that stands at `to` among the others, or behind all.
 */
export function makeDragging(list, { row: rowSelector, key, grip, move }) {
  let dragged = null;
  const rows = () => [...list.querySelectorAll(rowSelector)];
  const clear = () => rows().forEach((row) => row.classList.remove("drop-before", "drop-after"));

  /** The row under the pointer, and whether its lower half. */
  function under(event) {
    const row = event.target.closest?.(rowSelector);
    if (!dragged || !row) return null;
    const { top, height } = row.getBoundingClientRect();
    return { row, after: event.clientY > top + height / 2 };
  }

  list.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.(grip)?.closest(rowSelector);
    if (!row) return;
    dragged = row.dataset[key];
    event.dataTransfer.setData(`application/x-${key}`, dragged);
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
    const others = rows().filter((row) => row.dataset[key] !== dragged);
    const at = others.indexOf(found.row);
    if (at >= 0) move(dragged, at + (found.after ? 1 : 0));
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}
