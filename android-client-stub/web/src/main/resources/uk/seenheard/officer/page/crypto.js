// The handset's cryptography by noble: bytes in, bytes out, never a promise, never an error thrown.
import { gcm, p256 } from "./noble.js";

// EC keys of P-256 as Java keeps them: PKCS#8 with the bare secret, X.509 SubjectPublicKeyInfo.
const SECRET = Uint8Array.from([
  0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
  0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
]);
const PUBLIC = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
  0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
]);
const ES256 = { format: "der", lowS: false };

// Java's bytes have a sign, a browser's have none: the same bytes, seen otherwise.
const plain = (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const java = (bytes) => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function joined(head, rest) {
  const all = new Uint8Array(head.length + rest.length);
  all.set(head);
  all.set(rest, head.length);
  return all;
}

/** What follows a head, or null where another head or length stands. */
function behind(head, length, bytes) {
  const all = plain(bytes);
  const is = all.length === head.length + length && head.every((one, at) => all[at] === one);
  return is ? all.slice(head.length) : null;
}

export function seal(key, nonce, label, body) {
  return java(gcm(plain(key), plain(nonce), plain(label)).encrypt(plain(body)));
}

/** The body, or null. */
export function open(key, nonce, label, sealed) {
  try {
    return java(gcm(plain(key), plain(nonce), plain(label)).decrypt(plain(sealed)));
  } catch {
    return null;
  }
}

export function freshSecret() {
  return java(joined(SECRET, p256.utils.randomSecretKey()));
}

/** The public key of a secret one, or null where that is none. */
export function publicKey(secret) {
  const bare = behind(SECRET, 32, secret);
  if (bare === null || !p256.utils.isValidSecretKey(bare)) {
    return null;
  }
  return java(joined(PUBLIC, p256.getPublicKey(bare, false)));
}

export function sign(secret, text) {
  return java(p256.sign(plain(text), behind(SECRET, 32, secret), ES256));
}

export function verify(key, text, signature) {
  const point = behind(PUBLIC, 65, key);
  try {
    return point !== null && p256.verify(plain(signature), plain(text), point, ES256);
  } catch {
    return false;
  }
}

/** Draws random bytes, in pieces as large as a browser gives at once. */
export function chance(count) {
  const drawn = new Uint8Array(count);
  for (let at = 0; at < count; at += 65536) {
    crypto.getRandomValues(drawn.subarray(at, Math.min(count, at + 65536)));
  }
  return java(drawn);
}

/** PBKDF2 with HMAC-SHA-256, 32 bytes; a promise, so it is kept before the core opens. */
export async function stretch(passphrase, salt, rounds) {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: plain(salt), iterations: rounds };
  return java(new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256)));
}
