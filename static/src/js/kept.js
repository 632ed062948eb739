// The names of the stores that pages keep on this device, so that signing out takes them away: no words of one person
// wait on a device for the next.

export const PREFIX = "placemat:";
export const ANSWERS = "answer:"; // what was typed for a prompt of a session, in localStorage
const LIST = "kept-stores";

/** A browser may keep nothing for anybody. */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

const read = () => attempt(() => JSON.parse(localStorage.getItem(LIST))) ?? {};
const write = (stores) => attempt(() => localStorage.setItem(LIST, JSON.stringify(stores)));

export const keptStores = () => Object.keys(read());
export const someWait = () => Object.values(read()).includes(true);

/** There is such a store; `waits`: with words that the server has not acknowledged. */
export function remember(name, waits) {
  const stores = read();
  if (stores[name] !== waits) write({ ...stores, [name]: waits });
}

/** Takes away every store whose name is wanted gone. Comes back when they are, or when another tab still holds one. */
export async function sweep(isWanted) {
  const stores = read();
  const gone = Object.keys(stores).filter(isWanted);
  if (gone.length === 0) return;
  for (const name of gone) delete stores[name];
  write(stores);
  await Promise.all(
    gone.map(
      (name) =>
        new Promise((resolve) => {
          const request = attempt(() => indexedDB.deleteDatabase(name));
          if (!request) resolve();
          else request.onsuccess = request.onerror = request.onblocked = resolve;
        }),
    ),
  );
}

/** Answers that were typed and not sent: words of one person. */
export function forgetAnswers() {
  attempt(() => {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(ANSWERS))) localStorage.removeItem(name);
  });
}
