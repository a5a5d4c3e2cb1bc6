// Where an officer signs in: at the force's identity provider, where one is configured, by leaving the page as a whole.
// Nothing of the provider's comes here; the worker fetches a short login with the session's cookie, which no script sees.
import { PRIVATE, asking, made, press } from "./parts.js";

/** Nobody looks at an empty screen for longer. */
const WAIT_MILLIS = 10_000;

/** How people sign in here: {provider}, {} in a demonstration, nothing where the server did not say. */
export async function offered() {
  try {
    const answer = await fetch("/v1/sign-in", { cache: "no-store", credentials: "omit", redirect: "error", signal: AbortSignal.timeout(WAIT_MILLIS) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Where nobody else knows who people are, as in a demonstration: asks who signs in. */
export function asksWho(signIn) {
  const who = made("input", { required: true, name: "person", autocapitalize: "none", ...PRIVATE });
  return [made("h1", { className: "title" }, "Seen & Heard"), asking("Who are you?", who, "Sign in", signIn)];
}

/**
 * What stands there while it is not known how people sign in: it is asked again by a press, and once signal is back.
 *
 * @param again asks
 */
export function unanswered(again) {
  const tries = press("Try again", again, { className: "deed" });
  addEventListener("online", () => tries.isConnected && tries.click(), { once: true });
  return [
    made("h1", { className: "title" }, "Seen & Heard"),
    made("p", {}, "Signing in takes signal, and the force's server did not answer. What is unsent stays on this phone and goes out by itself."),
    made("p", { className: "faint" }, "If this phone has signal, something on this network, such as public WiFi, may answer in the server's place: try another network."),
    tries,
  ];
}

/** What offers to sign in there. */
export const offers = (provider) => [
  made("h1", { className: "title" }, "Seen & Heard"),
  made("p", {}, "You sign in where you always do, and come back here."),
  press(`Sign in with ${provider.name}`, () => location.assign(`${provider.at}?to=officer`), { className: "deed" }),
];

/** Ends the session here and at the provider, where there is one; what is unsent stays and goes out. */
export async function over() {
  const said = await fetch("/v1/session/end", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ to: "officer" }),
    credentials: "same-origin",
    keepalive: true,
    signal: AbortSignal.timeout(WAIT_MILLIS),
  })
    .then((answer) => answer.json())
    .catch(() => ({}));
  if (said.then) {
    location.assign(said.then);
  }
}
