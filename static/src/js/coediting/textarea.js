// A text area and a Y.Text that say the same. What is typed goes into the text at once, as the smallest change; what
// others write comes into the box without moving the caret; a letter that is being composed is left alone.

import { difference, differences, moved } from "./difference.js";
import { Drift } from "./drift.js";

const OPEN_PAIR = /[\ud800-\udbff]$/;
const LONE_HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Binds them; returns how to let go again. `own`: the origin of one's words. `history`: {manager, undo, redo}. */
export function bindTextarea(text, area, { own, history, limit = Infinity, onLimit = () => {} }) {
  let shown = area.value;
  let drift = null;
  let composing = false;
  let settling = 0;

  const isFocused = () => area.getRootNode().activeElement === area;
  const standing = () => text.toString().replaceAll("\r", "\n"); // a text area knows no other end of a line

  function push() {
    const edit = difference(shown, area.value, area.selectionEnd);
    if (!edit || OPEN_PAIR.test(edit.inserted)) return;
    shown = area.value;
    const inserted = edit.inserted.replace(LONE_HALF, "\ufffd");
    const plain = { doomed: [{ from: edit.at, length: edit.removed }], to: edit.at };
    text.doc.transact(() => write(text, { ...(drift?.take(edit) ?? plain), inserted }), own);
  }

  function show(move) {
    const now = standing();
    if (now === area.value) {
      shown = now;
      return;
    }
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
    const places = move(selectionStart, selectionEnd);
    area.value = shown = now;
    if (isFocused()) area.setSelectionRange(...places, selectionDirection);
    area.scrollTop = scrollTop;
    area.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }

  function settle() {
    settling = 0;
    composing = false;
    push();
    if (!drift) return;
    const there = drift;
    drift = null;
    show((start, end) => [there.placeOf(start), there.placeOf(end)]);
  }

  function onText(event, transaction) {
    if (transaction.origin === own) return;
    const { delta } = event;
    if (text.length !== text.toString().length || text.toString().includes("\r\n")) queueMicrotask(tidy);
    if (composing || difference(shown, area.value)) {
      drift ??= new Drift(shown.length);
      drift.follow(delta);
      if (!composing) settle();
      return;
    }
    const undone = transaction.origin === history?.manager;
    show((start, end) => {
      if (undone) return Array(2).fill(endOf(delta));
      return [moved(start, delta, start === end), moved(end, delta, true)];
    });
    if (undone && !isFocused()) {
      area.focus();
      area.setSelectionRange(...Array(2).fill(endOf(delta)));
    }
  }

  /** What a text area cannot hold: the first half of the ends of lines that other systems write, and what is no text. */
  function tidy() {
    const doomed = [];
    let at = 0;
    for (const { insert } of text.toDelta()) {
      if (typeof insert !== "string") doomed.unshift(at);
      else for (const found of insert.matchAll(/\r\n/g)) doomed.unshift(at + found.index);
      at += insert.length ?? 1;
    }
    text.doc.transact(() => doomed.forEach((place) => text.delete(place, 1)), "tidy");
  }

  const heard = {
    input: push,
    change: () => composing || push(),
    compositionstart() {
      clearTimeout(settling);
      composing = true;
    },
    compositionend() {
      push();
      clearTimeout(settling);
      settling = setTimeout(settle); // a browser may still put the composed letter in
    },
    blur: () => composing && settle(),
    keydown(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || !history) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && !(key === "y" && event.ctrlKey)) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) history.redo();
      else history.undo();
    },
    beforeinput(event) {
      if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
        event.preventDefault();
        if (history) event.inputType === "historyUndo" ? history.undo() : history.redo();
        return;
      }
      const come = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      if (event.isComposing || !event.cancelable || come.length === 0) return;
      const after = area.value.length - (area.selectionEnd - area.selectionStart) + come.length;
      if (after <= limit || after <= area.value.length) return;
      event.preventDefault();
      onLimit(area, after);
    },
  };

  for (const [name, act] of Object.entries(heard)) area.addEventListener(name, act);
  text.observe(onText);
  if (standing() !== area.value) show((start, end) => [start, end]);
  return () => {
    clearTimeout(settling);
    for (const [name, act] of Object.entries(heard)) area.removeEventListener(name, act);
    text.unobserve(onText);
  };
}

/** Words typed before the text was there: they were written upon `base`; what stands now came from others meanwhile. */
export function bringIn(text, { base, typed, own }) {
  const drift = new Drift(base.length);
  for (const { at, removed, inserted } of differences(base, text.toString()).reverse()) {
    drift.follow([{ retain: at }, { delete: removed }, { insert: inserted }]);
  }
  text.doc.transact(() => {
    for (const edit of differences(base, typed).reverse()) {
      write(text, { ...drift.take(edit), inserted: edit.inserted });
    }
  }, own);
}

function write(text, { doomed, to, inserted }) {
  for (const { from, length } of doomed) if (length > 0) text.delete(from, length); // in runs: Yjs breaks a letter that it splits
  if (inserted) text.insert(to, inserted);
}

/** The offset behind the last thing that a delta changed. */
function endOf(delta) {
  let [at, end] = [0, 0];
  for (const { retain = 0, insert } of delta) {
    at += retain + (insert === undefined ? 0 : (insert.length ?? 1));
    if (!retain) end = at;
  }
  return end;
}
