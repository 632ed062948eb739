// The list of if-actions: rows of the page that follow the document. The row in which somebody writes is never taken out
// of the page to be moved: the others move around it, so that focus, caret and a half-composed letter stay.

import { makeDragging } from "../dragging.js";
import { addIfAction, moveIfAction, order, setRemoved } from "./order.js";
import { ifActions } from "./parts.js";
import { arrangeRows, makeRow, rowsIn } from "./rows.js";
import { toast } from "../toast.js";
import { fill } from "./words.js";

/** `bind(part, area)` binds a row's text and gives back how to let go; `origins`: {moves, adds}; `most`: how many fit. */
export function makeIfActions(doc, { bind, origins, most, words }) {
  const list = document.getElementById("if-lines");
  const adding = document.getElementById("if-add");
  const bound = new Map();

  const rowOf = (id) => document.getElementById(`box-if-${id}`)?.closest(".if-line");
  const areaIn = (id) => document.getElementById(`t-if-${id}`);
  const say = (text) => {
    document.getElementById("announcer").textContent = text;
  };

  function hold(id) {
    const text = ifActions(doc).get(id).get("text");
    if (bound.get(id)?.text === text) return;
    bound.get(id)?.release();
    bound.set(id, { text, release: bind(`if:${id}`, areaIn(id)) });
  }

  function letGo(id, row) {
    const held = row.contains(document.activeElement);
    if (!bound.has(id) && ifActions(doc).has(id)) hold(id); // words that were typed before the document came are in it now
    bound.get(id)?.release();
    bound.delete(id);
    row.remove();
    if (held) offerBack(id, words.takenByOther).focus();
  }

  function number(ids) {
    ids.forEach((id, at) => {
      const [row, area] = [rowOf(id), areaIn(id)];
      const name = fill(words.ifAction, { number: at + 1 });
      row.querySelector(".no").textContent = at + 1;
      area.setAttribute("aria-label", name);
      area.dataset.name = name;
      row.querySelector(".menu > summary").draggable = true;
      row.querySelector(".menu > summary .visually-hidden").textContent = fill(words.moveIfAction, { number: at + 1 });
      row.querySelector('[value^="up:"]').hidden = at === 0;
      row.querySelector('[value^="down:"]').hidden = at === ids.length - 1;
    });
  }

  function render() {
    const ids = order(doc);
    const standing = new Set(ids);
    for (const row of rowsIn(list)) if (!standing.has(row.dataset.if)) letGo(row.dataset.if, row);
    for (const id of ids) if (!rowOf(id)) makeRow(list, document.getElementById("if-line"), id);
    arrangeRows(list, ids.map(rowOf));
    number(ids);
    for (const id of ids) hold(id);
    list.querySelector(".gap").hidden = ids.length > 0;
    adding.hidden = ids.length >= most;
    showRemoved();
    askFirst();
  }

  /** Whoever takes away what indicators hang on is asked first, by the page's own dialog. */
  function askFirst() {
    for (const button of list.querySelectorAll('[value^="remove:"]')) {
      const hangs = document.querySelector(`#part3 [data-shows-if="${button.value.slice(7)}"]`);
      if (hangs) button.dataset.confirm = words.hangs;
      else delete button.dataset.confirm;
    }
  }

  function showRemoved() {
    const place = document.getElementById("removed-if-actions");
    const ids = order(doc, { removed: true });
    const isOpen = place.querySelector("details")?.open ?? false;
    place.replaceChildren();
    if (ids.length === 0) return;
    const shown = document.getElementById("if-removed").content.cloneNode(true);
    const [details, item] = [shown.querySelector("details"), shown.querySelector("li")];
    details.open = isOpen;
    details.querySelector("summary").textContent = ids.length === 1 ? words.oneAway : fill(words.manyAway, { count: ids.length });
    item.remove();
    for (const id of ids) {
      const one = item.cloneNode(true);
      one.querySelector("p").textContent = ifActions(doc).get(id).get("text").toString().slice(0, 160) || "…";
      one.querySelector("button").addEventListener("click", () => putBack(id));
      details.querySelector("ul").append(one);
    }
    place.append(details);
  }

  function offerBack(id, text) {
    return toast(text, { label: words.putBack, act: () => putBack(id) });
  }

  function putBack(id) {
    if (order(doc).length >= most) {
      toast(fill(words.allTaken, { most }));
      return;
    }
    setRemoved(doc, id, false, origins.moves);
    areaIn(id).focus();
  }

  function add() {
    if (order(doc).length >= most) return;
    areaIn(addIfAction(doc, origins.adds)).focus();
  }

  function move(id, by) {
    const ids = order(doc);
    const to = ids.indexOf(id) + by;
    if (to < 0 || to >= ids.length) return;
    moveIfAction(doc, id, to, origins.moves);
    rowOf(id).querySelector(".menu").open = false;
    say(fill(words.moved, { number: to + 1 }));
  }

  function remove(id) {
    const ids = order(doc);
    const at = ids.indexOf(id);
    const beside = ids[at + 1] ?? ids[at - 1];
    (beside ? areaIn(beside) : adding).focus();
    setRemoved(doc, id, true, origins.moves);
    offerBack(id, fill(words.taken, { number: at + 1 }));
  }

  list.addEventListener("keydown", (event) => {
    const id = event.target.matches("textarea") ? event.target.closest(".if-line").dataset.if : null;
    if (!id || event.isComposing) return;
    const { selectionStart, value } = event.target;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(id, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter" && !event.shiftKey && id === order(doc).at(-1) && value.trim() && selectionStart === value.length) {
      event.preventDefault();
      add();
    }
  });
  makeDragging(list, { row: ".if-line", key: "if", grip: "summary[draggable]", move: (id, to) => moveIfAction(doc, id, to, origins.moves) });
  ifActions(doc).observeDeep((events) => {
    if (events.some((event) => event.path.length < 2)) render();
  });
  document.addEventListener("htmx:afterSettle", askFirst);
  render();
  return { add, up: (id) => move(id, -1), down: (id) => move(id, 1), remove };
}
