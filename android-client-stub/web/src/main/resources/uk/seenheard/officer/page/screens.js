// From screen to screen, and back. A phone may be slower than its officer: what was pressed or typed on the screen that
// is left is saved first, what comes late is drawn on no other, and a way that is refused leaves the screen as it was.
import { atRest, keepsTexts, quietly, toTop } from "./parts.js";

const NOTHING = { draw: async () => {}, leave: async () => {} };
const typesIn = (node) => node?.matches("input, textarea");

/**
 * @param main where screens are drawn
 */
export function screens(main) {
  /** The screens behind this one and itself, each drawn anew when it is gone back to. */
  let behind = [];
  let screen = NOTHING;
  /** Of the screen that was gone to last: what comes late for another is not drawn. */
  let turn = {};
  /** Whether that stands there: one that never did is none to go back to. */
  let stands = true;
  /** How many ways were asked for: whatever was done before the last one leads on to no other. */
  let asked = 0;
  /** Where the browser is in its history: what was a way forward there is none here. */
  let place = history.state ?? 0;
  let busy = Promise.resolve();

  /** What is being saved: no screen is left before it is. */
  function during(work) {
    const done = work();
    busy = Promise.allSettled([busy, done]);
    return done;
  }

  /** When all is saved, and what followed from it: a text is kept first, and becomes an answer then. */
  async function settled() {
    for (let known; known !== busy; ) {
      known = busy;
      await busy;
      await new Promise((next) => setTimeout(next, 0));
    }
  }

  /** Who goes back by a gesture touches nothing: what they typed is left all the same. */
  async function left() {
    if (typesIn(document.activeElement)) {
      document.activeElement.blur();
    }
    await screen.leave();
    await settled();
  }

  async function put(draw) {
    const before = { screen, turn };
    const mine = (turn = {});
    const known = busy;
    let late = false;
    stands = false;
    screen = { ...NOTHING, draw: async () => (late = true) };
    try {
      const drawn = await draw(() => mine === turn);
      if (mine !== turn) {
        return;
      }
      if (drawn.element) {
        await atRest();
        if (mine !== turn) {
          return;
        }
        // It stood there, and could be typed in, while this one was asked for.
        keepsTexts(main);
        main.replaceChildren(drawn.element);
      }
      screen = { ...screen, ...drawn };
    } catch (refused) {
      if (mine === turn) {
        ({ screen, turn } = before);
        stands = true;
        screen.focus?.();
        screen.draw().catch(() => {});
      }
      throw refused;
    }
    stands = true;
    toTop();
    document.getElementById("part")?.focus({ preventScroll: true });
    screen.focus?.();
    // The screen before stood there, and could be pressed, while this one was asked for.
    if (late || known !== busy) {
      await screen.draw();
    }
  }

  /** Puts a screen on others; where that is refused the others are as they were. */
  async function onto(next, otherwise = () => {}) {
    const before = behind;
    behind = next;
    try {
      await put(next.at(-1));
    } catch (refused) {
      if (behind === next) {
        behind = before;
        otherwise();
      }
      throw refused;
    }
  }

  async function goes(way) {
    const mine = ++asked;
    try {
      await way(mine);
    } catch (refused) {
      asked -= mine === asked ? 1 : 0;
      throw refused;
    }
  }

  /** Gives the browser a way back. */
  const pushed = () => history.pushState(++place, "");

  /**
   * Shows a screen; the browser's own way back leads to the one before. History holds a number and nothing else.
   *
   * @param under the screens behind it, where they are others than led to it
   */
  const go = (draw, under) => goes(async () => {
    await left();
    const next = [...(under ?? (stands ? behind : behind.slice(0, -1))), draw];
    if (stands) {
      pushed();
    }
    await onto(next);
  });

  /**
   * Back from a screen on which everything is done. The browser is not asked for it: it would come back later, when
   * whoever pressed meanwhile is on another screen.
   *
   * @param current whether that screen still is the one
   */
  const back = (current) => goes(async (mine) => {
    await left();
    if (mine === asked && current() && behind.length > 1) {
      await onto(behind.slice(0, -1));
    }
  });

  /** Does what leads on, and goes on; whoever asked for another way meanwhile goes that one. */
  async function leads(deed, on) {
    const mine = ++asked;
    const done = await deed();
    if (mine === asked) {
      await on(done);
    }
  }

  addEventListener("popstate", quietly(async ({ state }) => {
    const isForward = state > place;
    place = state ?? 0;
    if (isForward || behind.length < 2) {
      return;
    }
    await goes(async () => {
      // The browser is back already: who stays gets its way back again.
      await left().catch((refused) => {
        pushed();
        throw refused;
      });
      // Who goes back twice may be there already.
      if (behind.length > 1) {
        await onto(behind.slice(0, -1), pushed);
      }
    });
  }));

  /** Nothing stands there any more, and nothing that comes late does. */
  function over() {
    turn = {};
    asked++;
    behind = [];
    stands = true;
    screen = NOTHING;
  }

  return { during, settled, go, back, leads, over, draw: () => screen.draw(), leave: () => screen.leave() };
}
