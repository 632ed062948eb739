// "Undo my last words": over all fields, and only over what was written on this page.

import { UndoManager } from "yjs";
import { allTypes, areaOf, partsOf } from "./parts.js";

const SPELL = 600; // milliseconds without a word end what is undone at once

/** `origins`: of what can be undone. `changed`: called when there is something, or nothing, to undo. */
export function makeHistory(doc, { origins, changed }) {
  const manager = new UndoManager(allTypes(doc), { trackedOrigins: new Set(origins), captureTimeout: SPELL });
  const tell = () => changed({ undo: manager.canUndo(), redo: manager.canRedo() });
  for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"]) manager.on(event, tell);
  document.addEventListener("focusin", () => manager.stopCapturing());
  let touched = null;
  doc.on("afterTransaction", (transaction) => {
    if (transaction.origin === manager) touched = [...partsOf(doc, transaction)][0];
  });
  const act = (work) => () => {
    touched = null;
    work();
    const area = touched && areaOf(touched);
    if (area && document.activeElement !== area) area.focus();
  };
  return { manager, undo: act(() => manager.undo()), redo: act(() => manager.redo()) };
}
