// The frames on the socket: y-websocket's protocol, and one that says how much of what we sent is on disk.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const [SYNC, AWARENESS, DURABLE] = [0, 1, 100];
export const [STEP_1, STEP_2, UPDATE] = [0, 1, 2];

function frame(...parts) {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === "number") encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

export const syncFrame = (step, body) => frame(SYNC, step, body);
export const awarenessFrame = (update) => frame(AWARENESS, update);

/** Hands a frame to the one who knows what to do: {sync(step, body), awareness(update), durable(count)}. */
export function readFrame(data, { sync, awareness, durable }) {
  const decoder = decoding.createDecoder(new Uint8Array(data));
  const kind = decoding.readVarUint(decoder);
  if (kind === SYNC) sync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
  else if (kind === AWARENESS) awareness(decoding.readVarUint8Array(decoder));
  else if (kind === DURABLE) durable(decoding.readVarUint(decoder));
}
