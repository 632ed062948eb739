// Several people in one text, in one page: each has a document and a text area, and what one writes reaches the others
// when it is delivered.

import * as Y from "yjs";
import { difference, moved } from "../../static/src/js/coediting/difference.js";
import { Drift } from "../../static/src/js/coediting/drift.js";
import { bindTextarea, bringIn } from "../../static/src/js/coediting/textarea.js";

const own = { name: "words" };

function makeEditor(number, { text = "", limit } = {}) {
  const doc = new Y.Doc();
  doc.clientID = number + 1;
  if (text) Y.applyUpdate(doc, text);
  const words = doc.getText("priority");
  const area = document.createElement("textarea");
  area.id = `e${number}`;
  area.cols = 60;
  area.rows = 6;
  document.body.append(area);
  const manager = new Y.UndoManager(words, { trackedOrigins: new Set([own]), captureTimeout: 0 });
  const history = { manager, undo: () => manager.undo(), redo: () => manager.redo() };
  const refused = [];
  const outbox = [];
  doc.on("update", (update, origin) => origin !== "delivered" && outbox.push(update));
  const release = bindTextarea(words, area, { own, history, limit, onLimit: (_area, length) => refused.push(length) });
  return { doc, words, area, manager, outbox, refused, release };
}

const editors = [];

/** Everything that was written since the last time goes to everybody. */
function deliver() {
  for (const from of editors) {
    for (const update of from.outbox.splice(0)) {
      for (const to of editors) if (to !== from) Y.applyUpdate(to.doc, update, "delivered");
    }
  }
}

function begin(count, text = "", how = {}) {
  for (const { area, release } of editors.splice(0)) {
    release();
    area.remove();
  }
  const first = new Y.Doc();
  first.clientID = 1000;
  first.getText("priority").insert(0, text);
  const update = Y.encodeStateAsUpdate(first);
  for (let number = 0; number < count; number += 1) editors.push(makeEditor(number, { text: update, ...how }));
}

/** One writes without a text area, as another program would. */
function remote(number, at, removed, inserted) {
  const { doc, words } = editors[number];
  doc.transact(() => {
    if (removed) words.delete(at, removed);
    if (inserted) words.insert(at, inserted);
  }, "remote");
}

/** Random numbers that come again for the same seed. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const LETTERS = ["a", "b", " ", "\n", "é", "e\u0301", "👩‍🚀", "👍🏽", "🇨🇦", "🇫🇷", "한", "한", "ễ", "नि", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "word "];
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const letters = (text) => [...graphemes.segment(text)].map(({ segment }) => segment);

/** Random typing, deleting, replacing, composing and undoing by several, delivered at random; the number of faults. */
function scramble({ count = 3, steps, seed }) {
  begin(count, "Students in grades 3 to 5 👩‍🚀 do not grow.");
  const next = random(seed);
  const known = new Set([...LETTERS.flatMap(letters), ...letters("Students in grades 3 to 5 👩‍🚀 do not grow.")]);
  const inputs = (area) => area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const faults = [];
  const composing = new Set();
  for (let step = 0; step < steps; step += 1) {
    const number = next(count);
    const { area, manager } = editors[number];
    const now = letters(area.value);
    const kind = next(100);
    if (kind < 75) {
      const from = next(now.length + 1);
      const removed = kind < 40 ? 0 : next(Math.min(4, now.length - from + 1));
      const come = kind < 60 ? LETTERS[next(LETTERS.length)] : "";
      const head = now.slice(0, from).join("") + come;
      area.value = head + now.slice(from + removed).join("");
      area.setSelectionRange(head.length, head.length);
      inputs(area);
    } else if (kind < 80) manager.undo();
    else if (kind < 83) manager.redo();
    else if (kind < 88) {
      if (!composing.delete(number)) {
        composing.add(number);
        area.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      } else area.dispatchEvent(new FocusEvent("blur"));
    } else deliver();
  }
  for (const { area } of editors) area.dispatchEvent(new FocusEvent("blur"));
  deliver();
  const texts = editors.map(({ words }) => words.toString());
  if (new Set(texts).size > 1) faults.push("they do not agree");
  editors.forEach(({ area }, number) => area.value === texts[number] || faults.push(`the box of ${number} shows something else`));
  for (const one of texts) {
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\ufffd/.test(one)) faults.push("half a letter");
    for (const letter of letters(one)) if (!known.has(letter)) faults.push(`a letter that nobody wrote: ${escape(letter)}`);
  }
  return { faults: [...new Set(faults)], length: texts[0].length };
}

Object.assign(window, { Y, begin, editors, deliver, remote, scramble, difference, moved, Drift, bringIn, own });
