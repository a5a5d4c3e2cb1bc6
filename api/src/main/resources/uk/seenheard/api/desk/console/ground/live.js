// Hears that the log moved. EventSource cannot send a login, so the stream is read by hand.
import {session} from './session.js';

const SILENCE_MILLIS = 40_000;
const MOST_WAIT_MILLIS = 15_000;

/** States: 'connecting', 'live', 'lost'. Events: 'state', and 'log' when something was written. */
class Live extends EventTarget {
  state = 'connecting';
  #round = 0;
  #failures = 0;
  #seen = -1;
  #stop = null;
  #wake = null;

  constructor() {
    super();
    session.addEventListener('change', () => this.restart());
    session.addEventListener('renewed', () => this.restart());
    addEventListener('online', () => this.restart());
    addEventListener('offline', () => this.restart());
  }

  restart() {
    this.#round++;
    this.#failures = 0;
    this.#stop?.abort();
    this.#wake?.();
    // Who is sent notices is told nothing of the pace at which the force works.
    if (session.signedIn && session.role !== 'recipient') {
      this.#run(this.#round);
    }
  }

  async #run(round) {
    while (round === this.#round && session.signedIn) {
      try {
        await this.#listen(round);
      } catch {
        // Whatever broke it, the answer is the same: say so, wait, listen again.
      }
      if (round !== this.#round || !session.signedIn) {
        return;
      }
      this.#become('lost');
      const most = Math.min(MOST_WAIT_MILLIS, 500 * 2 ** this.#failures++);
      await this.#pause(most / 2 + (Math.random() * most) / 2);
    }
  }

  #pause(millis) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, millis);
    });
  }

  async #listen(round) {
    const stop = new AbortController();
    this.#stop = stop;
    let alarm = setTimeout(() => stop.abort(), SILENCE_MILLIS);
    try {
      const answer = await fetch('/v1/sync/live', {
        headers: {Authorization: `Bearer ${session.person.token}`},
        signal: stop.signal,
        cache: 'no-store',
      });
      if (answer.status === 401 && (await session.renew())) {
        return;
      }
      if (answer.status === 401) {
        session.end('Your login has ended. Sign in again; what you had written is kept.');
        return;
      }
      if (!answer.ok) {
        throw new Error(`live answered ${answer.status}`);
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const {done, value} = await reader.read();
        if (done || round !== this.#round) {
          return;
        }
        clearTimeout(alarm);
        alarm = setTimeout(() => stop.abort(), SILENCE_MILLIS);
        this.#failures = 0;
        this.#become('live');
        const events = (rest + value).split('\n\n');
        rest = events.pop();
        events.forEach((event) => this.#take(event));
      }
    } finally {
      clearTimeout(alarm);
    }
  }

  #take(event) {
    const data = event.split('\n').find((line) => line.startsWith('data:'));
    if (!data) {
      return;
    }
    const {n} = JSON.parse(data.slice(5));
    if (n !== this.#seen) {
      this.#seen = n;
      this.dispatchEvent(new Event('log'));
    }
  }

  #become(state) {
    if (state !== this.state) {
      this.state = state;
      this.dispatchEvent(new Event('state'));
    }
  }
}

export const live = new Live();

/** Has a page read anew when the connection is back, so that nobody has to load it again. */
export class Comeback {
  #lost = false;

  constructor(host, again) {
    this.heard = () => {
      if (live.state === 'lost') {
        this.#lost = true;
      } else if (live.state === 'live' && this.#lost) {
        this.#lost = false;
        again();
      }
    };
    host.addController(this);
  }

  hostConnected() {
    this.#lost = live.state === 'lost';
    live.addEventListener('state', this.heard);
  }

  hostDisconnected() {
    live.removeEventListener('state', this.heard);
  }
}

/** Runs a task at most once at a time and once more if it was asked for meanwhile. */
export function gathered(task, millis) {
  let timer = 0;
  let running = false;
  let again = false;
  const run = async () => {
    timer = 0;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await task();
    } finally {
      running = false;
      if (again) {
        again = false;
        ask();
      }
    }
  };
  const ask = () => {
    timer ||= setTimeout(run, millis);
  };
  return ask;
}
