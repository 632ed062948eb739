// Rows of if-actions on the page: <… data-if="its key">, made from a mould, and moved without taking out the one that has
// the focus: so caret, a half-composed letter, and a comment that is being written stay.

export const rowsIn = (list) => [...list.querySelectorAll("[data-if]")];

/** One more row, its key wherever the mould says NEW. Comments beside it open in place, as everywhere. */
export function makeRow(list, mould, id) {
  const row = mould.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) if (value.includes("NEW")) element.setAttribute(name, value.replace("NEW", id));
  }
  list.append(row);
  window.htmx.process(row);
  return row;
}

/** Into this order, in their list. */
export function arrangeRows(list, rows) {
  const still = rows.find((row) => row.contains(document.activeElement)) ?? rows[0];
  const at = rows.indexOf(still);
  rows.slice(0, at).forEach((row, step) => {
    const there = step === 0 ? list.querySelector("[data-if]") : rows[step - 1].nextElementSibling;
    if (there !== row) list.insertBefore(row, there);
  });
  rows.slice(at + 1).forEach((row, step) => {
    const before = rows[at + step];
    if (before.nextElementSibling !== row) before.after(row);
  });
}
