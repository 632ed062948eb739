// A page on which a whole group writes on one sheet: <… data-live data-url data-document data-epoch data-person …>.

import { Doc, applyUpdate, encodeStateAsUpdate } from "yjs";
import { Connection } from "./connection.js";
import { Device, readLeftBehind, storeName } from "./device.js";
import { docOf, showLeftBehind, textsOf } from "./left_behind.js";
import { partsOf } from "./parts.js";
import { makePresence } from "./presence.js";
import { showWhatIsWritten } from "./reading.js";
import { makeSaving } from "./saving.js";
import { bindSheet } from "./sheet.js";
import { keptStores, PREFIX, sweep } from "../kept.js";
import { tell } from "../tell.js";

const LATE = 10_000;
const NO_ACCESS = 4403;

let words = null;

/** Stores of others go; one's own of this placemat that cannot be merged any more is shown once, then goes. */
async function clearDevice({ person, document, name }) {
  await sweep((one) => !one.startsWith(`${PREFIX}${person}:`));
  for (const old of keptStores().filter((one) => one !== name && one.startsWith(`${PREFIX}${person}:${document}:`))) {
    const left = await readLeftBehind(old);
    const texts = left ? textsOf(docOf(left.updates), left.waiting, words) : [];
    const done = () => sweep((one) => one === old);
    if (texts.length > 0) showLeftBehind(texts, { title: words.leftBehind, done });
    else await done();
  }
}

async function start({ url, epoch, document: id, person, name, initials, device: kind, reads }, parts) {
  const doc = new Doc();
  const waits = new Set();
  const isOwn = kind === "own" && !reads;
  const store = storeName({ person, document: id, epoch });
  const saving = makeSaving({ words, isOwnDevice: isOwn, reads: Boolean(reads) });
  const device = isOwn ? new Device(store, { failed: (reason) => saving.forgets(reason) }) : null;
  await clearDevice({ person, document: id, name: isOwn ? store : null }).catch(() => {});
  if (device) {
    const kept = await device.open();
    for (const update of kept.updates) applyUpdate(doc, update, device);
    for (const part of kept.waiting) waits.add(part);
  }

  const address = new URL(url, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = new URLSearchParams({ epoch, news: 1, as: person });
  const connection = new Connection(address.href, doc, {
    reads: Boolean(reads),
    listen: { moved, ended, news: tell, signedOut: () => saving.update({ signedOut: true }) },
  });
  let sheet = null;
  let wasApart = false;

  function moved() {
    if (connection.state === "connected" && !sheet) {
      sheet = {}; // what is typed already comes into the document while the sheet is bound, and tells of it here
      if (!reads) sheet = bindSheet(doc, { connection, saving, words, isSaved: () => waits.size === 0 });
      if (reads) showWhatIsWritten(doc);
    }
    if (connection.durable && waits.size > 0) {
      waits.clear();
      device?.settle();
    }
    if (connection.state === "connected" && wasApart) parts.forEach(tell); // what was told meanwhile
    wasApart = connection.state === "offline";
    const signedOut = connection.state === "connected" ? false : saving.facts.signedOut;
    saving.update({ state: connection.state, bound: sheet !== null, waits: waits.size > 0, signedOut });
  }

  function ended(code) {
    saving.update({ ended: code });
    sheet?.lock?.();
    const texts = textsOf(doc, [...waits], words);
    const done = () => {
      waits.clear();
      device?.destroy();
    };
    if (texts.length > 0) showLeftBehind(texts, { title: words.leftNow, done });
    if (texts.length === 0) done();
    else if (code === NO_ACCESS) device?.destroy();
  }

  doc.on("afterTransaction", (transaction) => {
    if (!transaction.local) return;
    for (const part of partsOf(doc, transaction)) waits.add(part);
  });
  doc.on("update", (update, origin) => {
    if (origin !== device) device?.put(update, [...waits], () => encodeStateAsUpdate(doc));
    moved();
  });
  addEventListener("beforeunload", (event) => {
    if (waits.size > 0) event.preventDefault();
  });
  makePresence(connection.awareness, { me: { id: person, name, initials }, words, reads });
  setTimeout(() => connection.everSynced || saving.update({ late: true }), LATE);
  saving.update({ state: "connecting", bound: false, waits: waits.size > 0 });
  connection.open();
}

/** Begins, where the page shows such a sheet. `parts`: of the page, to look at again after a while without news. */
export function begin(parts) {
  const root = document.querySelector("[data-live]");
  words = document.getElementById("live-words")?.dataset;
  if (root?.dataset.url && words) start(root.dataset, parts);
  return root !== null;
}
