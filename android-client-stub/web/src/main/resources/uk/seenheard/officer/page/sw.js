// Keeps the page's own files, so that it opens without signal: all of one build or none, each byte for byte what the
// server said it is. It answers for nothing else: no record, no token, no answer of the server ever passes through it.
const VERSION = "{{version}}";
const DIGESTS = JSON.parse('{{digests}}');
const NAME = `officer-${VERSION}`;
const PLACE = new URL("./", location.href).href;

/** The name under which a request's file is kept, or nothing where it is none of ours. */
function named(url) {
  const plain = url.split("?")[0];
  if (plain === PLACE) {
    return "";
  }
  const name = plain.slice(PLACE.length);
  return plain.startsWith(`${PLACE}${VERSION}/`) && Object.hasOwn(DIGESTS, name) ? name : undefined;
}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A file as the server said it is; whatever answers in its place (a captive portal's page) is refused. */
async function fetched(name) {
  const response = await fetch(PLACE + name, { cache: "no-store", redirect: "error", credentials: "omit" });
  const bytes = await response.arrayBuffer();
  const digest = hex(await crypto.subtle.digest("SHA-256", bytes));
  if (!response.ok || digest !== DIGESTS[name]) {
    throw new Error(`what came for ${name || "the page"} is not this build's file`);
  }
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return [name, new Response(bytes, { headers })];
}

async function keep() {
  const all = await Promise.all(Object.keys(DIGESTS).map(fetched));
  const cache = await caches.open(NAME);
  await Promise.all(all.map(([name, response]) => cache.put(PLACE + name, response)));
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith("officer-") && name !== NAME) {
      await caches.delete(name);
    }
  }
  await clients.claim();
}

async function kept(name, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(PLACE + name)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const name = event.request.method === "GET" ? named(event.request.url) : undefined;
  if (name !== undefined) {
    event.respondWith(kept(name, event.request));
  }
});
// A new build begins when the page says that nothing is in hand.
addEventListener("message", ({ data }) => {
  if (data === "take") {
    skipWaiting();
  }
});
