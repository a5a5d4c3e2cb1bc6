// The officer's page: shows what the worker says and sends it what the officer enters. Holds nothing itself.
const WORKER = new URL("worker.js", import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("officer", {
  createScriptURL: (url) => {
    if (url !== WORKER) {
      throw new TypeError("no such script");
    }
    return url;
  },
});
const worker = new Worker(policy?.createScriptURL(WORKER) ?? WORKER, { type: "module" });
const waiting = new Map();
let asked = 0;
worker.onmessage = ({ data }) => {
  waiting.get(data.id)(data);
  waiting.delete(data.id);
};

/** What the worker answers; a refusal is shown and thrown. */
async function tell(command, given = {}) {
  const id = ++asked;
  const answer = await new Promise((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, command, given });
  });
  trouble.textContent = answer.refused ?? "";
  if ("refused" in answer) {
    throw new Error(answer.refused);
  }
  return answer.ok;
}

const [truth, main, trouble] = ["truth", "main", "trouble"].map((id) => document.getElementById(id));

function made(tag, members = {}, ...inside) {
  const one = Object.assign(document.createElement(tag), members);
  one.append(...inside);
  return one;
}

const quietly = (deed) => (event) => {
  event?.preventDefault();
  deed(event).catch((error) => console.debug(error.message));
};

/** A form of one field and one button. */
function asking(label, field, button, deed) {
  const form = made("form", { autocomplete: "off" }, made("label", {}, label, field), made("button", {}, button));
  form.addEventListener("submit", quietly(() => deed(field.value)));
  return form;
}

async function standing() {
  const status = await tell("status");
  const waits = `${status.queued} waiting on this phone`;
  truth.textContent = status.synced ? "Everything is at the force." : `Saved on this phone. ${waits}.`;
  return status;
}

let under = Promise.resolve();
async function sync() {
  under = under.then(() => tell("sync")).then(standing).catch((error) => console.debug(error.message));
  await under;
}

function locked() {
  truth.textContent = "Locked.";
  const secret = made("input", { type: "password", required: true, minLength: 8, autocomplete: "off", name: "passphrase" });
  main.replaceChildren(
    asking("Passphrase of this phone", secret, "Unlock", async (passphrase) => {
      truth.textContent = "Unlocking …";
      try {
        const { persisted } = await tell("unlock", { passphrase });
        await home();
        if (!persisted) {
          trouble.textContent = "This browser has not promised to keep what is saved here. Install the page.";
        }
      } catch (refused) {
        truth.textContent = "Locked.";
        throw refused;
      }
    }),
  );
}

async function home() {
  const status = await standing();
  if (status.person === "") {
    const who = made("input", { required: true, name: "person", autocapitalize: "none" });
    main.replaceChildren(
      asking("Who are you?", who, "Sign in", async (person) => {
        const { wrong } = await tell("sign-in", { person });
        await home();
        trouble.textContent = wrong ?? "";
      }),
    );
    return;
  }
  const reference = made("input", { required: true, name: "reference" });
  const begin = asking("Control's reference", reference, "Begin", async (text) =>
    show(await tell("begin", { form: "domestic-abuse", reference: text })),
  );
  const mine = status.incidents.map((incident) => {
    const open = made("button", {}, incident === status.current ? "Go on with the last one" : incident);
    open.addEventListener("click", quietly(async () => show(await tell("show", { incident }))));
    return open;
  });
  main.replaceChildren(begin, ...mine);
}

function said(value) {
  return Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value);
}

function show(incident) {
  standing().catch((error) => console.debug(error.message));
  const children = made("p", {}, `Children: ${incident.children.map((child) => child.name || "not named").join(", ") || "none entered"}`);
  const submit = made("button", {}, `Submit (${incident.open.length} open)`);
  submit.addEventListener("click", quietly(async () => {
    show(await tell("submit", { incident: incident.incident }));
    await sync();
  }));
  const answered = made("details", {}, made("summary", {}, `${incident.answered.length} answered`));
  answered.append(...incident.answered.map((one) => made("p", {}, `${one.at}: ${said(one.value)}`)));
  main.replaceChildren(children, ...incident.open.slice(0, 5).map((prompt) => question(incident, prompt)), answered, submit);
}

/** A question and what answers it: a press for each code, a field for what is typed. */
function question(incident, prompt) {
  const section = made("section", {}, made("h2", {}, prompt.question), made("details", {}, made("summary", {}, "Why"), prompt.why));
  const answer = async (value) => {
    const command = prompt.addsTo === undefined ? "answer" : "add";
    const given =
      command === "answer"
        ? { at: prompt.at, value }
        : { collection: prompt.addsTo, answers: { ...prompt.with, ...(prompt.typed === undefined ? {} : { [prompt.typed]: value }) } };
    show(await tell(command, { incident: incident.incident, ...given }));
    sync();
  };
  if (prompt.type === "CODE") {
    for (const { code, label } of prompt.codes ?? []) {
      const press = made("button", { type: "button" }, label);
      press.addEventListener("click", quietly(() => answer(code)));
      section.append(press);
    }
    return section;
  }
  const many = prompt.type === "CODES";
  const count = prompt.type === "COUNT";
  const field = many
    ? made("select", { multiple: true }, ...(prompt.codes ?? []).map(({ code, label }) => made("option", { value: code }, label)))
    : made("input", { required: true, inputMode: count ? "numeric" : "text" });
  section.append(
    asking("", field, "Save", () =>
      answer(many ? Array.from(field.selectedOptions, (one) => one.value) : count ? Number(field.value) : field.value),
    ),
  );
  return section;
}

addEventListener("online", () => sync());
locked();
