// Where an officer signs in: at the force's identity provider, where one is configured, by leaving the page as a whole.
// Nothing of the provider's comes here; the worker fetches a short login with the session's cookie, which no script sees.
import { made, press } from "./parts.js";

/** The provider that is offered, or nothing: in a demonstration, and without signal. */
export async function offered() {
  try {
    const answer = await fetch("/v1/sign-in", { cache: "no-store", credentials: "omit" });
    return (await answer.json()).provider;
  } catch {
    return undefined;
  }
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
  })
    .then((answer) => answer.json())
    .catch(() => ({}));
  if (said.then) {
    location.assign(said.then);
  }
}
