// Who is here and where: rings, a sentence, a tag on the field, and one polite voice for who cannot see them. Names are
// the server's; what a page says of itself is only the part it is in.

import { areaOf } from "./parts.js";
import { fill, list } from "./words.js";

const WRITES = 2500; // after the last letter
const FIRST_WORD = 1500; // several who come together are told together
const BETWEEN_WORDS = 8000;
const MOST_TOLD = 3;

const partOf = (element) => element?.closest?.("[data-part]")?.dataset.part ?? null;

export function makePresence(awareness, { me, words, reads }) {
  let writing = 0;
  let told = new Map();
  let alone = null; // what the page says to who is here alone
  let timer = 0;
  let saidAt = -BETWEEN_WORDS;

  const say = (state) => awareness.setLocalState({ ...awareness.getLocalState(), ...state });

  /** Everybody but me, once, with the part they are in; who writes goes before who reads in another tab. */
  function others() {
    const people = new Map();
    for (const [client, { user, field: said, writing: writes }] of awareness.getStates()) {
      const field = typeof said === "string" ? said : null;
      if (client === awareness.clientID || !user || user.id === me.id) continue;
      const known = people.get(user.id);
      if (!known || (!known.writes && (writes || (field && !known.field)))) people.set(user.id, { ...user, field, writes });
    }
    return nameShort([...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  function show() {
    const people = others();
    showRings(people);
    const said = document.getElementById("here-words");
    alone ??= said.textContent;
    said.replaceChildren(...(reads && people.length > 0 ? [alone, " "] : []), ...(people.length > 0 ? sentence(people) : [alone]));
    const many = document.getElementById("here-many"); // who only reads has none
    if (many) many.textContent = people.length > 0 ? fill(words.manyHere, { count: people.length + 1 }) : "";
    for (const tag of document.querySelectorAll("[data-live] .live > .who")) tag.remove();
    for (const box of document.querySelectorAll("[data-live] .live.busy")) box.classList.remove("busy");
    for (const part of new Set(people.map(({ field }) => field))) showTag(part, people.filter(({ field }) => field === part));
    timer ||= setTimeout(tell, Math.max(FIRST_WORD, saidAt + BETWEEN_WORDS - performance.now()));
  }

  function showRings(people) {
    const rings = [...people, me].map(({ name, initials, writes }) => {
      const ring = document.createElement("span");
      ring.className = `av ${writes ? "writing" : "here"}`;
      ring.title = name;
      ring.textContent = initials;
      return ring;
    });
    document.getElementById("rings").replaceChildren(...rings);
  }

  function sentence(people) {
    const counted = words.counts.split("|");
    const many = document.createElement("b");
    many.textContent = counted[people.length] ?? fill(words.many, { count: people.length + 1 });
    const there = people.filter(({ field }) => field && areaOf(field)).slice(0, MOST_TOLD);
    const places = there.map(({ short, field }) => fill(words.isIn, { name: short, part: areaOf(field).dataset.name }));
    return [many, places.length > 0 ? ` ${places.join(", ")}.` : ""];
  }

  function showTag(part, there) {
    const box = part && areaOf(part)?.closest(".live");
    if (!box) return;
    const writers = there.filter(({ writes }) => writes);
    const sayOf = writers.length > 1 ? words.areWriting : writers.length === 1 ? words.isWriting : there.length > 1 ? words.areHere : words.isHere;
    const tag = document.createElement("span");
    tag.className = "who";
    tag.setAttribute("aria-hidden", "true");
    if (writers.length > 0) tag.append(document.getElementById("icon-pen").content.cloneNode(true));
    tag.append(fill(sayOf, { name: list((writers.length > 0 ? writers : there).map(({ short }) => short)) }));
    box.classList.add("busy");
    box.append(tag);
  }

  /** Says what is different from what was said last. */
  function tell() {
    timer = 0;
    const now = new Map(others().map((one) => [one.id, one]));
    const before = told;
    const news = [];
    for (const [id, { short, field }] of now) {
      const area = field && areaOf(field);
      if (area && field !== before.get(id)?.field) news.push(`${fill(words.isIn, { name: short, part: area.dataset.name })}.`);
      else if (!before.has(id)) news.push(`${fill(words.isHere, { name: short })}.`);
    }
    for (const [id, { short }] of before) if (!now.has(id)) news.push(`${fill(words.hasLeft, { name: short })}.`);
    told = now;
    if (news.length === 0) return;
    document.getElementById("presence-said").textContent = news.join(" ");
    saidAt = performance.now();
    timer = setTimeout(tell, BETWEEN_WORDS);
  }

  function stopWriting() {
    clearTimeout(writing);
    writing = 0;
  }

  document.addEventListener("focusin", ({ target }) => {
    const field = partOf(target);
    if (field === awareness.getLocalState()?.field) return;
    stopWriting();
    say({ field, writing: false });
  });
  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget || !document.hasFocus()) return;
    stopWriting();
    say({ field: null, writing: false });
  });
  document.addEventListener("input", ({ target }) => {
    if (!partOf(target)) return;
    if (!writing) say({ field: partOf(target), writing: true });
    clearTimeout(writing);
    writing = setTimeout(() => {
      writing = 0;
      say({ writing: false });
    }, WRITES);
  });
  awareness.on("change", show);
  say({ field: partOf(document.activeElement), writing: false });
  return { show };
}

/** First names, where they tell people apart. */
function nameShort(people) {
  const first = ({ name }) => name.split(" ")[0];
  const many = new Map();
  for (const one of people) many.set(first(one), (many.get(first(one)) ?? 0) + 1);
  return people.map((one) => ({ ...one, short: many.get(first(one)) === 1 ? first(one) : one.name }));
}
