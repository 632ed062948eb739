// Who reads and does not write sees words come as they are written: <… data-reads="part"> with its .prose and its .gap.

import { order } from "./order.js";
import { FIELDS, textOf } from "./parts.js";

function show(place, text) {
  place.querySelector(".prose").textContent = text;
  place.querySelector(".words").hidden = text === "";
  place.querySelector(".gap").hidden = text !== "";
}

export function showWhatIsWritten(doc) {
  const list = document.getElementById("ifs");
  const render = () => {
    for (const field of FIELDS) show(document.querySelector(`[data-reads="${field}"]`), textOf(doc, field).toString());
    const ids = order(doc);
    const rows = ids.map((id, at) => {
      const row = document.getElementById("if-read").content.firstElementChild.cloneNode(true);
      row.querySelector(".no").textContent = at + 1;
      row.querySelector(".prose").textContent = textOf(doc, `if:${id}`).toString();
      return row;
    });
    for (const row of list.querySelectorAll("li:not(.gap)")) row.remove();
    list.querySelector(".gap").hidden = ids.length > 0;
    list.append(...rows);
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
