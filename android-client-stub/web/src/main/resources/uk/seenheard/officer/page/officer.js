// The officer's page: shows what the worker says and sends it what the officer enters. Holds nothing itself.
import { onRefused, tell } from "./link.js";
import { atRest, isTyped, keepsTexts, onTrouble, once, press, quietly, say, toTop } from "./parts.js";
import { beginning, home, incident, ready, strip, wiping } from "./home.js";
import { Column } from "./column.js";
import { screens } from "./screens.js";
import { voice } from "./voice.js";
import { asks, entering } from "./notes.js";
import { traffic } from "./traffic.js";
import { watch } from "./watch.js";
import { fresh, install, look, renew } from "./install.js";
import { asksWho, offered, offers, over, unanswered } from "./sign-in.js";
import { givesWay } from "./tabs.js";
import { somethingIsKept, unlocking, wiped } from "./unlocking.js";
import { tellsRemoved, warns } from "./warnings.js";

const [truth, main, trouble, tiles, bar] = ["truth", "main", "trouble", "strip", "bar"].map((id) => document.getElementById(id));
const SYNC_MILLIS = 60_000;
/** A lock waits no longer for what is being saved, nor a sign-out for the server. */
const LOCK_MILLIS = 2_000;
/** The part with which every form begins. */
const FIRST = "safety";

onTrouble((text) => (trouble.textContent = text));

let at;
/** What the strip was drawn from. */
let above = "";
let unlocked = false;
/** Whoever signed out is not signed in again by the session that is just ending. */
let signedOut = false;
const { during, settled, go, back: goBack, leads, over: overAll, draw, leave } = screens(main);
const notes = entering(document.getElementById("notes"), settled);

const { stand, sync, back, wrong } = traffic({ standing: (told) => standing(told), drawn: () => draw() });

/** A refusal may mean that the shift ended meanwhile, or that the screen locked. */
onRefused(() => {
  looks();
  unlocked && !bar.hidden && stand();
});

const app = {
  fresh,
  renew,
  open: (id) => go((current) => showIncident(id, current)),
  part: (id) => go(column(id, true)),
  /** The form as one column, from a part on. */
  on: (id) => go(column(id, false)),
  incident: () => at.incident,
  stands: (told) => standing(told),
  /** Asks anew what is where. */
  stand: () => stand(),
  /** Sends what was saved; what the screen was told just now is not asked again. */
  send: (stood) => sync(false, stood),
  gone: () => go(showHome),
  begin: () => go(showForms),
  wiping: () => go(async () => {
    const told = await tell("home");
    for (const one of told.incidents) {
      one.begun = await isBegun(one.incident);
    }
    return { element: wiping(told) };
  }),
  voice(child, name) {
    const { incident } = at;
    return go((current) => showVoice(incident, child, name, current));
  },
  back: goBack,
  leads,
  draft: (incident, place, text) => during(() => tell("draft", { incident, place, text })),
  nameOf: (path) => at.strip.find((child) => child.at === path)?.name ?? "the child",
  about,
  wrong,

  /** Pressed for: says why where it does not work. */
  async fetch() {
    await sync(true);
    if (wrong() !== "") {
      throw new Error(wrong());
    }
  },

  /** Saved on the disk when this is done; what it touches is told when a screen asks. */
  /** Whether what is entered is entered as it happens. */
  happens: () => notes.entered().noted === undefined,
  deed: (incident, command, given) => during(() => tell(command, { incident, brief: true, ...notes.entered(), ...given })),

  begun: once((form, reference) => leads(async () => {
    at = await during(() => tell("begin", { form, brief: true, ...(reference === "" ? {} : { reference }) }));
    sync();
    return at.incident;
  }, (incident) => go(column(FIRST, false), [(current) => showIncident(incident, current)]))),

  paper: () => go(showPaper),
  addChild: () => app.add("child"),

  add: (collection) => leads(async () => {
    const { made: entry } = await app.deed(at.incident, "add", { collection, value: {}, answers: {} });
    sync();
    return entry;
  }, (entry) => app.part(entry)),

  async same(given) {
    await app.deed(at.incident, "same", given);
    sync();
    await draw();
  },

  submit: once(async () => {
    await app.deed(at.incident, "submit", {});
    sync();
    await draw();
  }),

  letGo: once(async () => {
    await tell("let-go", { incident: at.incident });
    await go(showHome, []);
  }),

  /** Without signal by choice, and back: one switch. */
  async signal(offline) {
    standing(await tell("signal", { offline }));
    await draw();
    if (!offline) {
      sync();
    }
  },

  /** Whoever signs out may give the phone away: nobody waits for a server that does not answer. */
  async signOut() {
    await Promise.race([sync(), late()]);
    await keepsTyped();
    await tell("sign-out");
    signedOut = true;
    shut();
    await over();
    await start();
  },
};

const late = () => new Promise((over) => setTimeout(over, LOCK_MILLIS));

/** Whether something was typed there that is no change yet, and lies on this phone alone. */
const isBegun = async (incident) => Object.entries((await tell("words", { incident })).drafts).some(([place, text]) => text.trim() !== "" && !place.endsWith("/voice.at"));

function shows(...parts) {
  keepsTexts(main);
  main.replaceChildren(...parts);
}

function anew(...parts) {
  shows(...parts);
  toTop();
}

/** What stands above every screen of an incident; drawn when it differs. */
function about(shown) {
  at = shown;
  notes.at(shown.incident);
  const now = JSON.stringify([shown.incident, shown.strip, shown.missing]);
  if (now !== above) {
    above = now;
    tiles.replaceChildren(...strip(app, shown));
  }
  tiles.hidden = false;
}

/** No incident stands above the screen any more, hidden or not. */
function aboutNone() {
  at = undefined;
  above = "";
  notes.over();
  tiles.replaceChildren();
  tiles.hidden = true;
}

async function showHome(current) {
  const draw = async () => {
    const told = await tell("home");
    // What came from the force is not drawn under a thumb: its press would be lost.
    await atRest();
    if (current()) {
      // Until then the screen before stands there, and its presses count.
      aboutNone();
      standing(told);
      const open = main.querySelector(".me")?.open ?? false;
      const drawn = home(app, told);
      drawn.querySelector(".me").open = open;
      shows(drawn);
    }
    return told;
  };
  ready(await draw(), current);
  return { draw };
}

async function showForms() {
  return { element: beginning(app, await tell("forms")) };
}

async function showPaper(current) {
  const begins = (given) => {
    notes.from({ incident: at.incident, ...given });
    return app.back(current);
  };
  return { element: asks(begins) };
}

async function showIncident(id, current) {
  let drawn;
  const draw = async () => {
    const shown = await tell("show", { incident: id });
    shown.begun = await isBegun(id);
    await atRest();
    if (!current()) {
      return;
    }
    about(shown);
    // What is typed here is kept nowhere until it is sent.
    if (drawn === undefined || !isTyped(drawn)) {
      const opened = [...(drawn?.querySelectorAll("details[open] > summary") ?? [])].map((one) => one.textContent);
      drawn = incident(app, at);
      drawn.querySelectorAll("details").forEach((one) => (one.open = opened.includes(one.firstChild.textContent)));
      shows(drawn);
    }
  };
  await draw();
  return { draw };
}

/** A screen that is gone back to is where it was left. */
function column(id, alone) {
  const kept = new Column(app, id, alone);
  return async (current) => {
    await kept.open(current);
    return { element: kept.element, draw: () => kept.refresh(), focus: () => kept.shown(), leave: async () => kept.left() };
  };
}

async function showVoice(incident, child, name, current) {
  return voice(app, current, incident, child, name, await tell("words", { incident }));
}

let stood;

/** The line of truth. It may be higher than before: not under a thumb. */
function standing(told) {
  stood = told;
  atRest().then(() => stood === told && says(told));
  if (told.locked && unlocked && !bar.hidden) {
    shiftIsOver();
  }
}

function says(told) {
  const lies = told.queued > 0 ? `Saved on this phone, ${told.queued} not sent.` : !told.synced ? "At the force, not confirmed yet." : told.begun > 0 ? "What was saved is at the force." : "Everything is at the force.";
  truth.textContent = `${unlocked ? "" : "Locked. "}${told.offline ? "Working without signal. " : ""}${lies}${told.begun > 0 ? " Words were begun and are not saved." : ""}`;
  truth.className = told.queued > 0 || told.begun > 0 ? "waits" : "";
  warns(told);
}

/** What was being typed is kept, if it can be. */
async function keepsTyped() {
  await leave().catch(() => {});
  await document.activeElement?.flush?.().catch(() => {});
}

/** Nothing is shown any more. */
function shut() {
  bar.hidden = true;
  overAll();
  aboutNone();
  shows();
}

/** What was being typed is kept, and whoever typed it has it again once they are signed in. */
const shiftIsOver = quietly(async () => {
  bar.hidden = true;
  await keepsTyped();
  shut();
  await start();
  say("Your shift is over here, or the force locked this phone. Sign in to go on: what you typed is kept.");
});

/** Locked: nothing is shown, and what is unsent goes on being sent. */
function locked() {
  unlocked = false;
  overAll();
  aboutNone();
  bar.hidden = true;
  stood = undefined;
  say("");
  trouble.textContent = "";
  truth.textContent = "Locked.";
  truth.className = "";
  anew(...unlocking(truth, async () => {
    unlocked = true;
    await start();
  }));
}

/** After unlocking: who it is, then home. */
async function start() {
  overAll();
  const told = await tell("status");
  bar.hidden = told.person === "" || told.locked;
  standing(told);
  aboutNone();
  if (!bar.hidden) {
    somethingIsKept();
    await go(showHome);
    return;
  }
  if (told.offline) {
    // To sign in takes signal: whoever signed out while they worked without it would have no way back.
    standing(await tell("signal", { offline: false }));
  }
  const way = await offered();
  if (!way || way.provider) {
    await (way ? begin(way.provider) : anew(...unanswered(start)));
    return;
  }
  anew(...asksWho(async (person) => {
    await signedIn(await tell("sign-in", { person }));
  }));
}

/** As somebody, or as nobody yet and told why. */
async function signedIn({ wrong }) {
  await start();
  sync();
  say(wrong ?? "");
}

/** At the provider; whoever comes back from there is signed in by the session that they bring. */
async function begin(provider) {
  if (!signedOut) {
    const answer = await tell("sign-in", { person: "" });
    const told = await tell("status");
    if (told.person !== "" && !told.locked) {
      await signedIn(answer);
      return;
    }
  }
  anew(...offers(provider));
}

/** Whatever cannot be kept, and however long a save hangs: a lock locks. */
async function lock() {
  let hidden = false;
  const kept = leave().catch(() => {}).then(settled).then(() => (hidden && unlocked ? undefined : tell("screen", { deed: "lock" }))).catch(() => {});
  await Promise.race([kept, late()]);
  locked();
  hidden = true;
  await kept;
  await sync();
}

bar.append(
  press("Home", () => go(showHome, [])),
  press("Parts", () => leads(settled, () => at && app.open(at.incident))),
  press("Lock", lock),
);

/** Shows nothing any more, and keeps what was being typed. */
async function keptAndLocked() {
  await keepsTyped();
  await settled();
  locked();
}

const looks = watch(() => unlocked, keptAndLocked);
givesWay(keptAndLocked, anew);
tellsRemoved();
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    document.activeElement?.flush?.().catch(() => {});
  }
});
// What is unsent goes out, and what is new comes, whether somebody looks or not.
setInterval(() => navigator.onLine && tell("status").then(() => sync(), () => {}), SYNC_MILLIS);
addEventListener("online", () => {
  look();
  back();
});

install(() => {
  if (!unlocked && document.querySelector("[name=passphrase]")?.value === "") {
    renew();
  } else {
    say("A new version is here. It waits until you have nothing in hand: see Home.");
  }
});
locked();
