// What the handset's core asks of the worker that it runs in.
import * as noble from "./crypto.js";
import { local } from "./moments.js";

const { seal, open, freshSecret, publicKey, sign, verify, chance } = noble;
/** The day in the United Kingdom, or empty. */
const day = (millis) => local(millis).slice(0, 10);

export const browser = {
  seal, open, freshSecret, publicKey, sign, verify, chance, day,
  wall: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
};
