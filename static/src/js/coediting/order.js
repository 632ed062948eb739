// The order of if-actions: positions are fractional indexes, so that two who move different ones do not disturb each other.

import { generateKeyBetween } from "fractional-indexing";
import { Map as YMap, Text } from "yjs";
import { ifActions } from "./parts.js";

const ID = /^[0-9a-f-]{36}$/;
const position = (doc, id) => ifActions(doc).get(id).get("position");

/** The ids of those that stand, or of those that were taken away, in order. */
export function order(doc, { removed = false } = {}) {
  const rows = [];
  for (const [id, action] of ifActions(doc)) {
    if (ID.test(id) && action instanceof YMap && action.get("text") instanceof Text && Boolean(action.get("removed")) === removed) rows.push([String(action.get("position") ?? ""), id]);
  }
  return rows.sort(([one, a], [other, b]) => (one < other || (one === other && a < b) ? -1 : 1)).map(([, id]) => id);
}

/** A position between two neighbours; null where two who wrote at once share one, or where it is no position at all. */
function between(before, after) {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return null;
  }
}

export function addIfAction(doc, origin) {
  const id = newId();
  const last = order(doc).at(-1);
  doc.transact(() => {
    const place = between(last ? position(doc, last) : null, null) ?? renumber(doc, [...order(doc), null]).at(-1);
    const action = new YMap([["text", new Text()], ["position", place], ["removed", false]]);
    ifActions(doc).set(id, action);
  }, origin);
  return id;
}

/** Puts one at an index among those that stand. */
export function moveIfAction(doc, id, index, origin) {
  const others = order(doc).filter((other) => other !== id);
  const [before, after] = [others[index - 1], others[index]];
  const place = between(before ? position(doc, before) : null, after ? position(doc, after) : null);
  doc.transact(() => {
    if (place) ifActions(doc).get(id).set("position", place);
    else renumber(doc, others.toSpliced(index, 0, id));
  }, origin);
}

export function setRemoved(doc, id, removed, origin) {
  doc.transact(() => ifActions(doc).get(id)?.set("removed", removed), origin);
}

function renumber(doc, ids) {
  const places = [];
  for (let at = 0; at < ids.length; at += 1) places.push(generateKeyBetween(places.at(-1) ?? null, null));
  ids.forEach((id, number) => id && ifActions(doc).get(id).set("position", places[number]));
  return places;
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // a page without https has no randomUUID
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
