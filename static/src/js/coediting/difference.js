// What changed between two texts: one place, what went there and what came. Never inside of what a reader sees as one
// letter: an emoji of several code points, a letter with its accents, a syllable of Hangul.

const graphemes = Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;

function isBetweenLetters(text, at) {
  if (at <= 0 || at >= text.length) return true;
  if (isLow(text.charCodeAt(at))) return false;
  return !graphemes || graphemes.segment(text).containing(at).index === at;
}

/** `{at, removed, inserted}`, or null when the texts are the same. `caret`: where the writer's caret stands after it. */
export function difference(before, after, caret = after.length) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let tail = 0;
  const growTail = (most) => {
    while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  };
  growTail(Math.min(shorter, after.length - Math.min(caret, after.length))); // what is behind the caret was not typed
  let head = 0;
  while (head < shorter - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  growTail(shorter - head);
  while (!isBetweenLetters(before, head) || !isBetweenLetters(after, head)) head -= 1;
  while (!isBetweenLetters(before, before.length - tail) || !isBetweenLetters(after, after.length - tail)) tail -= 1;
  return { at: head, removed: before.length - head - tail, inserted: after.slice(head, after.length - tail) };
}

/** Where an offset stands after a delta of Yjs. `keepsLeft`: what comes exactly there comes behind it. */
export function moved(offset, delta, keepsLeft) {
  let at = 0;
  let to = offset;
  for (const { retain = 0, insert, delete: gone = 0 } of delta) {
    const come = insert === undefined ? 0 : (insert.length ?? 1);
    if (come > 0 && (at < to || (at === to && !keepsLeft))) to += come;
    if (gone > 0 && at < to) to -= Math.min(gone, to - at);
    at += retain + come;
  }
  return to;
}

const MOST_COMPARED = 4_000_000;

/** Several changes, word by word and in order, where `difference` sees one: for texts that two people changed apart. */
export function differences(before, after) {
  const whole = difference(before, after);
  if (!whole) return [];
  const [from, to] = [before.slice(whole.at, whole.at + whole.removed), whole.inserted].map((text) => text.match(/\p{L}+|\p{N}+|[^]/gu) ?? []);
  const width = to.length + 1;
  if ((from.length + 1) * width > MOST_COMPARED) return [whole];
  const common = new Uint16Array((from.length + 1) * width); // how many words follow in both, from here on
  for (let one = from.length - 1; one >= 0; one -= 1) {
    for (let other = to.length - 1; other >= 0; other -= 1) {
      const here = one * width + other;
      common[here] = from[one] === to[other] ? common[here + width + 1] + 1 : Math.max(common[here + width], common[here + 1]);
    }
  }
  const found = [];
  let [one, other, at, open] = [0, 0, whole.at, null];
  while (one < from.length || other < to.length) {
    const here = one * width + other;
    if (one < from.length && other < to.length && from[one] === to[other]) {
      open = null;
      at += from[one].length;
      one += 1;
      other += 1;
      continue;
    }
    if (!open) found.push((open = { at, removed: 0, inserted: "" }));
    if (other < to.length && (one === from.length || common[here + 1] >= common[here + width])) {
      open.inserted += to[other];
      other += 1;
    } else {
      open.removed += from[one].length;
      at += from[one].length;
      one += 1;
    }
  }
  return found;
}
