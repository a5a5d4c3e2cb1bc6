// Who is signed in, and how the pages speak to the server. The token lives in this tab only; that of a session at the
// force's identity provider in this page only, and is fetched anew with the session's cookie, which no script sees.
const KEY = 'seenheard/session';

/** Before the ten minutes are over for which such a token is good. */
const RENEW_MILLIS = 8 * 60_000;

class Session extends EventTarget {
  #current = read();

  get person() {
    return this.#current;
  }

  get signedIn() {
    return this.#current !== null;
  }

  /** Who somebody is here; a token that says nothing about it is let try. */
  get role() {
    return this.#current?.role ?? 'inspector';
  }

  /** Whether this person decides about incidents. */
  get decides() {
    return ['supervisor', 'inspector'].includes(this.role);
  }

  /** Whether somebody works on incidents at all: partners and the triage desk have pages of their own. */
  get records() {
    return this.role === 'officer' || this.decides;
  }

  /** Whether notices are this person's work. */
  get triages() {
    return ['triage', 'inspector'].includes(this.role);
  }

  /** Whether this person does what only an inspector does; a token that says nothing is let try. */
  get inspects() {
    return this.role === 'inspector';
  }

  begin(login) {
    this.#current = login;
    sessionStorage.setItem(KEY, JSON.stringify(login));
    this.dispatchEvent(new Event('change'));
  }

  /** Takes up the session that the browser holds, if it does; answers with what was refused. */
  async resume() {
    await this.#leaving;
    try {
      this.#current = await sessionLogin();
    } catch (refused) {
      return refused;
    }
    this.#renewLater();
    this.dispatchEvent(new Event('change'));
    return null;
  }

  /** A new token in the place of one that is over; whether there is one. */
  async renew() {
    const before = this.#current;
    if (!before?.force) {
      return false;
    }
    this.#renewing ??= sessionLogin().finally(() => (this.#renewing = undefined));
    try {
      const login = await this.#renewing;
      if (this.#current !== before || login.person !== before.person) {
        // Another person signed in with this browser meanwhile: nothing of it is shown as theirs.
        return this.#current !== null && this.#current !== before;
      }
      this.#current = login;
      this.#renewLater();
      this.dispatchEvent(new Event('renewed'));
      return true;
    } catch (refused) {
      if (refused.status !== 401) {
        this.#renewLater(RENEW_MILLIS / 16);
      }
      return false;
    }
  }

  #renewing;
  #leaving;
  #timer = 0;

  #renewLater(millis = RENEW_MILLIS) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), millis);
  }

  /** Signs out: the login ends at the server too, and nothing half written stays in the browser. */
  signOut() {
    const token = this.#current?.token;
    const held = this.#current?.force !== undefined;
    sessionStorage.clear();
    clearTimeout(this.#timer);
    this.#current = null;
    this.why = '';
    if (held) {
      this.#leaving = over();
    } else if (token) {
      // keepalive: it goes out even when the page is closed with the same click.
      fetch('/v1/sign-out', {
        method: 'POST',
        headers: {Authorization: `Bearer ${token}`},
        keepalive: true,
      }).catch(() => {
        // Not reached: the login ends by itself, within a day of its beginning.
      });
    }
    this.dispatchEvent(new Event('signed-out'));
    this.dispatchEvent(new Event('change'));
  }

  /** The server ended the login; what was half written stays in this tab for its writer. */
  end(why = '') {
    if (!this.#current) {
      return;
    }
    this.#current = null;
    this.why = why;
    sessionStorage.removeItem(KEY);
    this.dispatchEvent(new Event('change'));
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    sessionStorage.removeItem(KEY);
    return null;
  }
}

/** A token for the session that the browser holds. */
const sessionLogin = () => ask('/v1/session', {method: 'POST', body: {}, anybody: true});

/** Ends the session at both ends: here, and, by going there, at the provider. */
async function over() {
  const said = await fetch('/v1/session/end', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({to: 'desk'}),
    keepalive: true,
  })
    .then((answer) => answer.json())
    .catch(() => ({}));
  if (said.then) {
    location.assign(said.then);
  }
}

export const session = new Session();

/** A refusal of the server, or its silence (status 0). */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? 'The server refused.');
    this.status = status;
    this.problem = problem;
  }

  get name() {
    return (this.problem.type ?? '').replace('/problems/', '');
  }
}

const WAIT_MILLIS = 30_000;

/** Asks the server; answers with the JSON it gave, or throws Refused. */
export async function ask(path, {method = 'GET', body, anybody = false, again = false} = {}) {
  const headers = {};
  const token = session.person?.token;
  if (!anybody && token) {
    headers.Authorization = `Bearer ${token}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(WAIT_MILLIS),
      cache: 'no-cache',
    });
  } catch {
    throw new Refused(0, {
      detail: 'The server could not be reached. Nothing was changed that you can see here; try again.',
    });
  }
  const read = await answer.json().catch(() => ({}));
  if (answer.ok) {
    return read;
  }
  if (answer.status === 401 && !anybody && !again && token === session.person?.token && (await session.renew())) {
    return ask(path, {method, body, again: true});
  }
  if (answer.status === 401 && !anybody) {
    // Only the login that was refused ends, not one that began meanwhile.
    if (token === session.person?.token) {
      session.end('Your login has ended. Sign in again; what you had written is kept.');
    }
  }
  throw new Refused(answer.status, read);
}

/** Fetches something as a file; a link cannot carry the login. */
export async function file(path) {
  const answer = await fetch(path, {
    headers: {Authorization: `Bearer ${session.person?.token ?? ''}`},
    signal: AbortSignal.timeout(WAIT_MILLIS),
  }).catch(() => null);
  if (!answer?.ok) {
    throw new Refused(answer?.status ?? 0, {detail: 'The file could not be fetched. Try again.'});
  }
  return answer.blob();
}

/** A table as a file. */
export const csv = file;
