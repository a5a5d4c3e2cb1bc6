// What the handset's core asks of the worker that it runs in.
import * as noble from "./crypto.js";

const { seal, open, freshSecret, publicKey, sign, verify, chance } = noble;
const two = (number) => String(number).padStart(2, "0");

function day(millis) {
  const at = new Date(millis);
  const year = at.getFullYear();
  return year >= 0 && year <= 9999
    ? `${String(year).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
    : "";
}

export const browser = {
  seal, open, freshSecret, publicKey, sign, verify, chance, day,
  wall: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
};
