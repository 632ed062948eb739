// What this device keeps of a placemat, in IndexedDB and only where the person said that it is their own: the document,
// and which parts have words that the server has not acknowledged. One store for each person, document and epoch.

import { sweep, remember, PREFIX } from "../kept.js";

const [UPDATES, WAITING] = ["updates", "waiting"];
const MANY = 300;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openStore(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(UPDATES, { autoIncrement: true });
    request.result.createObjectStore(WAITING);
  };
  return done(request);
}

export const storeName = ({ person, document, epoch }) => `${PREFIX}${person}:${document}:${epoch}`;

/** Opens one and reads it; `failed(reason)` is called when the device keeps nothing, now or at any later moment. */
export class Device {
  constructor(name, { failed }) {
    Object.assign(this, { name, failed, base: null, keys: [], own: new Set(), mine: crypto.getRandomValues(new Uint32Array(1))[0] });
  }

  /** The updates that were kept, and the parts whose words waited for the server. */
  async open() {
    try {
      this.base = await openStore(this.name);
      this.base.onversionchange = () => this.close();
      const { updates, waiting } = await this.read();
      remember(this.name, waiting.length > 0);
      return { updates, waiting };
    } catch (reason) {
      this.fail(reason);
      return { updates: [], waiting: [] };
    }
  }

  async read() {
    const reading = this.base.transaction([UPDATES, WAITING]);
    const [updates, waiting] = [reading.objectStore(UPDATES), reading.objectStore(WAITING)];
    const read = await Promise.all([updates.getAllKeys(), updates.getAll(), waiting.getAllKeys(), waiting.getAll()].map(done));
    [this.keys, , this.earlier] = read;
    return { updates: read[1], waiting: [...new Set(read[3].flat())] };
  }

  /** Keep one update; `waiting`: the parts that wait for the server now. `whole()` gives all of it in one, now and then. */
  put(update, waiting, whole) {
    this.write((updates, parts) => {
      const folds = this.keys.length >= MANY;
      const put = updates.add(folds ? whole() : update);
      const folded = folds ? this.keys.splice(0) : []; // only what is in this page's document: another tab has its own
      for (const key of folded) updates.delete(key);
      put.onsuccess = () => this.keys.push(put.result);
      if (waiting.length > 0) parts.put(waiting, this.mine);
    });
    if (this.base && waiting.length > 0) remember(this.name, true);
  }

  /** The server has everything, also what an earlier page had left here. */
  settle() {
    this.write((_updates, parts) => {
      for (const key of [this.mine, ...(this.earlier ?? [])]) parts.delete(key);
      this.earlier = [];
    });
    if (this.base) remember(this.name, false);
  }

  write(work) {
    if (!this.base) return;
    try {
      const writing = this.base.transaction([UPDATES, WAITING], "readwrite");
      writing.onabort = () => this.fail(writing.error);
      work(writing.objectStore(UPDATES), writing.objectStore(WAITING));
    } catch (reason) {
      this.fail(reason);
    }
  }

  fail(reason) {
    if (this.failing) return;
    this.failing = true;
    this.close();
    this.failed(reason?.name === "QuotaExceededError" ? "full" : "blocked");
  }

  close() {
    this.base?.close();
    this.base = null;
  }

  async destroy() {
    this.close();
    await sweep((name) => name === this.name);
  }
}

/** What a store of another epoch holds, to be shown; null when everything in it had reached the server. */
export async function readLeftBehind(name) {
  const device = new Device(name, { failed: () => {} });
  const { updates, waiting } = await device.open();
  device.close();
  return waiting.length > 0 ? { updates, waiting } : null;
}
