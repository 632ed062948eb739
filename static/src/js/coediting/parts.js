// The parts of a sheet in its document: texts by name, a placemat's eight unless the page names others, and a map of
// if-actions by id.

const PLACEMAT = "problem_of_practice system_goal priority then so_that went_well went_less_well will_adjust";

/** Asked when the sheet begins, for a page may get it after itself. */
export const fields = () => (document.querySelector("[data-texts]")?.dataset.texts ?? PLACEMAT).split(" ");
const IF_ACTIONS = "if_actions";

export const ifActions = (doc) => doc.getMap(IF_ACTIONS);
export const allTypes = (doc) => [...fields().map((name) => doc.getText(name)), ifActions(doc)];

/** The Y.Text of a part: `priority`, or `if:` and an id. Undefined when there is none. */
export function textOf(doc, part) {
  if (!part.startsWith("if:")) return fields().includes(part) ? doc.getText(part) : undefined;
  return ifActions(doc).get(part.slice(3))?.get?.("text");
}

/** The part as an id in the page, as the templates write it. */
export const keyOf = (part) => part.replace(":", "-");
export const areaOf = (part) => document.getElementById(`t-${keyOf(part)}`);

/** What a transaction touched. */
export function partsOf(doc, transaction) {
  const parts = new Set();
  for (const [type, keys] of transaction.changed) {
    if (type === ifActions(doc)) for (const id of keys) parts.add(`if:${id}`);
    let item = type._item;
    while (item && item.parent._item) item = item.parent._item;
    if (item && item.parent === ifActions(doc)) parts.add(`if:${item.parentSub}`);
    if (!item) for (const name of fields()) if (doc.share.get(name) === type) parts.add(name);
  }
  return parts;
}
