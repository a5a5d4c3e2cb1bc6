// Runs in the officer's page before anything of it: tells what the page was told is saved, and lists what a thumb can press.
(() => {
  const KEPT = new Set(["begin", "answer", "add", "say", "strike", "submit"]);
  const asked = new Map();
  /** Whether the phone said that something is kept on it: only then does a passphrase open it and not begin it. */
  let kept = false;
  const plain = Worker;
  globalThis.Worker = class extends plain {
    constructor(url, options) {
      super(url, options);
      const post = this.postMessage.bind(this);
      this.postMessage = (message) => {
        asked.set(message.id, { ...message, since: performance.now() });
        post(message);
      };
      this.addEventListener("message", ({ data }) => {
        const one = asked.get(data.id);
        asked.delete(data.id);
        if (one?.command === "lies" && "ok" in data) {
          kept = !data.ok.fresh && !data.ok.taken;
        }
        if ("refused" in data) {
          globalThis.noted(JSON.stringify({ refused: data.refused }));
        } else if (KEPT.has(one?.command)) {
          globalThis.noted(JSON.stringify({ command: one.command, given: one.given, incident: one.given.incident ?? data.ok.incident }));
        }
      });
      this.addEventListener("error", (event) => globalThis.noted(JSON.stringify({ fault: `worker: ${event.message}` })));
    }
  };
  addEventListener("unhandledrejection", (event) => globalThis.noted(JSON.stringify({ fault: `rejected: ${event.reason?.message ?? event.reason}` })));

  const seen = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true });
  };
  const NEVER = /^Wipe and lose|^Wipe without sending/;
  const all = () => [...document.querySelectorAll("button, summary, textarea, input")].filter((one) => seen(one) && !NEVER.test(one.textContent));

  globalThis.thumb = {
    /** How many things there are to press or type in; which of them asks for the passphrase or a name, by its place. */
    look: () => {
      const things = all();
      return {
        count: things.length,
        secret: things.findIndex((one) => one.name === "passphrase"),
        person: things.findIndex((one) => one.name === "person"),
        kept,
        truth: document.getElementById("truth")?.textContent ?? "",
        trouble: document.getElementById("trouble")?.textContent ?? "",
        stuck: [...asked.values()].filter((one) => one.command !== "sync" && performance.now() - one.since > 60_000).map((one) => one.command),
        busy: [...asked.values()].filter((one) => one.command !== "sync").length,
      };
    },
    /** The passphrase in each field that asks for it. */
    secret: (text) => {
      for (const one of document.querySelectorAll("input[type=password]")) {
        one.focus();
        one.value = text;
        one.dispatchEvent(new Event("input", { bubbles: true }));
      }
    },
    /** Presses a thing, or types into it. Gives back what kind of thing it was, and its name. */
    press: (place, text) => {
      const one = all()[place];
      if (!one) {
        return ["nothing", ""];
      }
      const name = (one.getAttribute("aria-label") || one.textContent || one.name || one.closest("[data-key]")?.dataset.key || "").slice(0, 50);
      one.scrollIntoView({ block: "center" });
      one.focus();
      if (one.tagName === "BUTTON" || one.tagName === "SUMMARY") {
        one.click();
        return [one.tagName.toLowerCase(), name];
      }
      if (one.type === "date" || one.type === "datetime-local") {
        one.value = one.type === "date" ? "2026-10-25" : "2026-10-25T01:30";
      } else if (one.classList.contains("count")) {
        one.value = "12";
      } else if (one.name !== "supervisor") {
        one.value = text;
      }
      one.dispatchEvent(new Event("input", { bubbles: true }));
      one.dispatchEvent(new Event("change", { bubbles: true }));
      return ["typed", name];
    },
  };
})();
