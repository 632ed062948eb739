// The way to the server: opens a socket, brings both documents together, counts what is on disk there, and comes back
// when the way breaks. A laptop that slept, a school's proxy, a server that was killed: all look the same from here.

import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { applyUpdate, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { awarenessFrame, readFrame, STEP_1, STEP_2, syncFrame, UPDATE } from "./wire.js";

const BEAT = 15_000; // a renewal goes out; nothing heard for two beats: the way is dead
const ANSWER = 4_000; // how long an answer may take
const OPENING = 8_000;
const FIRST_RETRY = [40, 200];
const LONGEST_WAIT = 8_000;

export const SIGNED_OUT = 4401;
export const SLOW_DOWN = 4429;
const SLOW_READER = 4408;
const MALFORMED = 4400;
const ENDS = new Set([4403, 4409, 4413, 1009]);
const MALFORMED_TRIES = 3;

/** `listen`: {moved(): state or counts changed; ended(code): no further try; signedOut(): asks again when told; news(word)} */
export class Connection {
  constructor(url, doc, { reads, listen }) {
    Object.assign(this, { url, doc, reads, listen });
    this.awareness = new Awareness(doc);
    this.socket = null;
    this.state = "connecting"; // connected: both documents hold the same; offline: trying; ended
    this.everSynced = false;
    this.failures = 0;
    this.malformed = 0;
    this.forget();
    doc.on("update", (update, origin) => this.answered && origin !== this && this.sendSync(UPDATE, update));
    this.awareness.on("update", (_changes, origin) => origin === "local" && this.sendState());
    this.beat = setInterval(() => this.check(), BEAT);
    addEventListener("online", () => this.retryNow());
    addEventListener("offline", () => this.state === "connected" && this.lost(0));
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden || this.probe());
  }

  /** Everything that was written here is on the server's disk. */
  get durable() {
    return this.state === "connected" && (this.reads || (this.answered && this.acknowledged === this.sent));
  }

  forget() {
    clearTimeout(this.doubt);
    Object.assign(this, { sent: 0, acknowledged: 0, answered: false, received: false, told: 0, missed: 0, doubt: 0 });
  }

  open() {
    clearTimeout(this.timer);
    this.close();
    if (this.state === "ended") return;
    this.forget();
    let socket;
    try {
      socket = new WebSocket(this.url);
    } catch {
      this.lost(0);
      return;
    }
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    const given = setTimeout(() => socket === this.socket && this.lost(0), OPENING);
    socket.onopen = () => {
      this.send(syncFrame(STEP_1, encodeStateVector(this.doc)));
      this.sendState();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      clearTimeout(given);
      this.missed = 0;
      this.receive(data);
    };
    socket.onclose = ({ code }) => {
      clearTimeout(given);
      if (socket === this.socket) this.lost(code);
    };
  }

  close() {
    const { socket } = this;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** For good. What was not acknowledged stays where it is. */
  end() {
    this.state = "ended";
    clearTimeout(this.timer);
    clearInterval(this.beat);
    this.close();
    this.dropOthers();
    this.listen.moved();
  }

  receive(data) {
    if (typeof data === "string") {
      const word = JSON.parse(data).news;
      if (word) this.listen.news(word);
      return;
    }
    readFrame(data, {
      sync: (step, body) => this.receiveSync(step, body),
      awareness: (update) => applyAwarenessUpdate(this.awareness, update, "server"),
      durable: (count) => {
        this.acknowledged = count;
      },
    });
    this.listen.moved();
  }

  receiveSync(step, body) {
    if (step === STEP_1) {
      if (this.reads) return;
      this.answered = true;
      this.sendSync(STEP_2, encodeStateAsUpdate(this.doc, body));
    } else {
      applyUpdate(this.doc, body, this);
      if (step === STEP_2) {
        this.received = true;
        this.told += 1;
      }
    }
    if (!this.received || !(this.answered || this.reads) || this.state === "connected") return;
    this.state = "connected";
    this.everSynced = true;
    this.failures = this.malformed = 0;
  }

  lost(code) {
    this.close();
    this.dropOthers();
    if (this.state === "ended") return;
    this.state = this.everSynced || this.failures > 0 ? "offline" : "connecting";
    this.failures += 1;
    if (code === MALFORMED) this.malformed += 1;
    if (ENDS.has(code) || this.malformed >= MALFORMED_TRIES) {
      this.end();
      this.listen.ended(code);
      return;
    }
    if (code === SIGNED_OUT) this.listen.signedOut();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.wait(code));
    this.listen.moved();
  }

  wait(code) {
    const [least, most] = FIRST_RETRY;
    const short = least + Math.random() * (most - least);
    if (code === SIGNED_OUT) return 15_000;
    if (code === SLOW_DOWN) return 4_000 + Math.random() * 8_000;
    if (code === SLOW_READER || this.failures === 1) return short;
    return Math.min(LONGEST_WAIT, 250 * 2 ** this.failures) * (0.5 + Math.random() / 2);
  }

  retryNow() {
    if (this.state === "connected") this.probe();
    else if (this.state !== "ended") this.open();
  }

  /** Is anybody there? Asked after sleep, and when the device says that its network changed. */
  probe() {
    if (this.state === "offline" || this.state === "connecting") {
      if (this.socket === null && navigator.onLine) this.open();
      return;
    }
    if (this.state !== "connected") return;
    const { told, socket } = this;
    this.send(syncFrame(STEP_1, encodeStateVector(this.doc)));
    setTimeout(() => socket === this.socket && this.told === told && this.lost(0), ANSWER);
  }

  check() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    if (this.missed >= 2) {
      this.lost(0);
      return;
    }
    if (this.missed > 0) this.send(syncFrame(STEP_1, encodeStateVector(this.doc)));
    this.missed += 1;
  }

  leave() {
    this.present = this.awareness.getLocalState() ?? this.present;
    this.awareness.setLocalState(null);
  }

  comeBack() {
    this.awareness.setLocalState(this.present);
    this.probe();
  }

  dropOthers() {
    const others = [...this.awareness.states.keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, "lost");
    for (const id of others) this.awareness.meta.delete(id); // whoever comes back with the same clock is heard again
  }

  sendState() {
    this.send(awarenessFrame(encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
  }

  /** Words wait for the disk, and it has said nothing for long. What others say proves only half of the way. */
  wonder(acknowledged) {
    this.doubt = 0;
    if (this.acknowledged === this.sent) return;
    if (this.acknowledged === acknowledged) this.probe();
    this.doubt = setTimeout(() => this.wonder(this.acknowledged), 2 * ANSWER);
  }

  sendSync(step, body) {
    this.sent += 1;
    this.doubt ||= setTimeout(() => this.wonder(this.acknowledged), ANSWER);
    this.send(syncFrame(step, body));
  }

  send(data) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(data);
  }
}
