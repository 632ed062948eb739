// Who reads and does not write sees words come as they are written: <… data-reads="part"> with its .prose and its .gap.

import { order } from "./order.js";
import { fields, textOf } from "./parts.js";
import { arrangeRows, makeRow, rowsIn } from "./rows.js";

function show(place, text) {
  place.querySelector(".prose").textContent = text;
  place.querySelector(".words").hidden = text === "";
  place.querySelector(".gap").hidden = text !== "";
}

export function showWhatIsWritten(doc) {
  const list = document.getElementById("ifs");
  const mould = document.getElementById("if-read");
  const render = () => {
    for (const field of fields()) show(document.querySelector(`[data-reads="${field}"]`), textOf(doc, field).toString());
    if (list) renderActions(order(doc));
  };
  const renderActions = (ids) => {
    const rows = new Map(rowsIn(list).map((row) => [row.dataset.if, row]));
    for (const [id, row] of rows) if (!ids.includes(id)) row.remove();
    for (const id of ids) if (!rows.has(id)) rows.set(id, makeRow(list, mould, id));
    ids.forEach((id, at) => {
      rows.get(id).querySelector(".no").textContent = at + 1;
      rows.get(id).querySelector(".prose").textContent = textOf(doc, `if:${id}`).toString();
    });
    list.querySelector(".gap").hidden = ids.length > 0;
    arrangeRows(list, ids.map((id) => rows.get(id)));
  };
  let due = 0;
  doc.on("update", () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      render();
    });
  });
  render();
}
