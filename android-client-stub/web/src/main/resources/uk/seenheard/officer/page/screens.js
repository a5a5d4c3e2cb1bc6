// From screen to screen, and back. A phone may be slower than its officer: what was pressed or typed on the screen that
// is left is saved first, what comes late is drawn on no other, and a way that is refused leaves the screen as it was.
import { quietly, toTop } from "./parts.js";

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

  /**
   * Shows a screen; the browser's own way back leads to the one before. History holds a number and nothing else.
   *
   * @param under the screens behind it, where they are others than led to it
   */
  async function go(draw, under) {
    await left();
    const next = [...(under ?? (stands ? behind : behind.slice(0, -1))), draw];
    if (stands) {
      history.pushState(next.length, "");
    }
    await onto(next);
  }

  /** The browser is back already: who stays gets its way back again. */
  const stays = () => history.pushState(behind.length, "");

  addEventListener("popstate", quietly(async () => {
    if (behind.length < 2) {
      return;
    }
    await left().catch((refused) => {
      stays();
      throw refused;
    });
    // Who goes back twice may be there already.
    if (behind.length > 1) {
      await onto(behind.slice(0, -1), stays);
    }
  }));

  /** Nothing stands there any more, and nothing that comes late does. */
  function over() {
    turn = {};
    behind = [];
    stands = true;
    screen = NOTHING;
  }

  return { during, settled, go, over, draw: () => screen.draw(), leave: () => screen.leave() };
}
