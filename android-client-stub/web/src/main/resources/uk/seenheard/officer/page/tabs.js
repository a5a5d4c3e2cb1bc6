// Several tabs of the page: one has the store, and another can take over from it without anything being lost.
import { end } from "./link.js";
import { made, press } from "./parts.js";

const WAIT_MILLIS = 10_000;
const line = new BroadcastChannel("seenheard-tab");

// A page that was left and that the browser keeps aside holds the store of none that stands, and begins anew.
addEventListener("pagehide", ({ persisted }) => persisted && end());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

/**
 * Goes on in this tab: whichever other has the store keeps what is typed there and lets go of it.
 * Begins the page anew.
 */
export async function takeOver() {
  await new Promise((resolve) => {
    line.addEventListener("message", ({ data }) => data === "left" && resolve());
    setTimeout(resolve, WAIT_MILLIS);
    line.postMessage("take");
  });
  location.reload();
}

/**
 * Lets another tab take over.
 *
 * @param keep keeps what is in hand and shows nothing of it any more
 * @param shows draws what stands here then
 */
export function givesWay(keep, shows) {
  line.addEventListener("message", async ({ data }) => {
    if (data === "take") {
      await keep().catch(() => {});
      end();
      shows(
        made("h1", { className: "title" }, "Seen & Heard"),
        made("p", {}, "You went on in another tab. What you typed here is kept."),
        press("Go on here again", takeOver, { className: "deed" }));
      line.postMessage("left");
    }
  });
}
