// While somebody composes a letter, their box must not be touched. What others write meanwhile is in the text and not in
// the box; here is kept where each character of the box stands in the text.

const GONE = -1;

export class Drift {
  constructor(length) {
    this.places = Array.from({ length }, (_, place) => place);
  }

  /** Others changed the text. */
  follow(delta) {
    let at = 0;
    for (const { retain = 0, insert, delete: gone = 0 } of delta) {
      const come = insert === undefined ? 0 : (insert.length ?? 1);
      const [from, by] = [at, come - gone];
      if (come > 0) this.places = this.places.map((place) => (place >= from ? place + by : place));
      if (gone > 0) this.places = this.places.map((place) => (place < from ? place : place < from + gone ? GONE : place + by));
      at += retain + come;
    }
  }

  /** Where in the text an offset of the box is: behind the last character before it that still stands. */
  placeOf(offset) {
    for (let before = offset - 1; before >= 0; before -= 1) if (this.places[before] !== GONE) return this.places[before] + 1;
    return 0;
  }

  /** A change made in the box, as changes of the text: runs to remove, last first, and where to insert. */
  take({ at, removed, inserted }) {
    const doomed = [];
    for (const place of this.places.splice(at, removed).filter((one) => one !== GONE)) {
      const last = doomed[0];
      if (last && last.from + last.length === place) last.length += 1;
      else doomed.unshift({ from: place, length: 1 });
    }
    for (const { from, length } of doomed) this.places = this.places.map((place) => (place > from ? place - length : place));
    const to = this.placeOf(at);
    this.places = this.places.map((place) => (place >= to ? place + inserted.length : place));
    this.places.splice(at, 0, ...Array.from(inserted.split(""), (_, step) => to + step));
    return { doomed, to };
  }
}
