// Goes through the page as a thumb does, from inside, so that thousands of presses need no driver.
(() => {
  const main = document.getElementById("main");
  const frame = () => new Promise((resolve) => setTimeout(resolve, 0));
  const until = async (holds, what) => {
    const end = performance.now() + 20_000;
    for (;;) {
      const found = holds();
      if (found) {
        return found;
      }
      if (performance.now() > end) {
        throw new Error(`${what}: ${document.getElementById("trouble").textContent} ${main.textContent.slice(0, 200)}`);
      }
      await frame();
    }
  };
  const button = (text) => [...document.querySelectorAll("button")].find((one) => one.firstChild?.textContent === text || one.getAttribute("aria-label") === text);
  const press = async (text) => {
    // A thumb is at the screen: on a slow machine the walk takes longer than the screen stays open by itself.
    dispatchEvent(new Event("keydown"));
    (await until(() => button(text), text)).click();
  };
  /** Does something and waits until the screen was drawn after it. */
  const drawn = async (deed, what) => {
    let changed = false;
    const watch = new MutationObserver(() => (changed = true));
    watch.observe(main, { childList: true, subtree: true });
    await deed();
    await until(() => changed, what);
    watch.disconnect();
  };
  const kind = (path) => {
    const parts = path.split("/");
    const name = parts.at(-1);
    return parts.length === 1 ? name : `${parts.at(-3)}.${name.includes(".") ? name.split(".")[0] : name}`;
  };

  /** What is typed into the next text fields, and what was typed into which. */
  let texts = [];
  const typed = {};

  /** Types a text into a field and leaves it; it is shown as it was typed. */
  async function type(area, at, text) {
    area.value = text;
    if (area.value !== text) {
      throw new Error(`${at} cannot hold ${JSON.stringify(text.slice(0, 80))}`);
    }
    area.dispatchEvent(new Event("input"));
    await drawn(() => area.dispatchEvent(new Event("blur")), at);
    await until(() => [...main.querySelectorAll("[data-field]")].filter((one) => one.dataset.field === at).some((one) => [...one.querySelectorAll("textarea")].some((again) => again.value === text)), `${at} shows what was typed`);
  }

  async function answer(node) {
    const chips = [...node.querySelectorAll(":scope > .chips > button")];
    if (chips.length > 0) {
      return drawn(() => chips.find((one) => one.getAttribute("aria-pressed") === "false").click(), node.textContent);
    }
    const now = [...node.querySelectorAll(":scope > .when > button")][0];
    if (now) {
      return drawn(() => now.click(), node.textContent);
    }
    const day = node.querySelector(":scope > .when > input");
    if (day) {
      day.value = day.type === "date" ? "2026-11-20" : "2026-11-20T10:00";
      return drawn(() => day.dispatchEvent(new Event("change")), node.textContent);
    }
    const member = node.querySelector(":scope > .register .chips > button, :scope > .register textarea");
    if (member?.tagName === "BUTTON") {
      return drawn(() => member.click(), node.textContent);
    }
    const area = member ?? node.querySelector(":scope > textarea[data-text]");
    const name = kind(node.dataset.field);
    const text = name === "reference" ? "MC-2026-1122-0417" : (texts.shift() ?? "Words of the officer");
    typed[name] = text;
    return type(area, node.dataset.field, text);
  }

  window.walk = {
    press, until, button, drawn,
    /** Types these from now on, one into each text field. */
    types: (given) => (texts = given),
    typed: () => typed,
    async begin(title) {
      await press("Home");
      await press("New incident");
      await press(title);
      await until(() => main.querySelector(".column .question"), title);
      await press("Parts");
      await until(() => main.querySelector(".sections"), title);
    },
    async add(text) {
      await press(text);
      await until(() => main.querySelector(".strike"), text);
    },
    /** The names of the parts of the incident. */
    parts: async () => {
      await press("Parts");
      await until(() => main.querySelector(".sections"), "parts");
      return [...main.querySelectorAll(".sections button")].map((one) => one.firstChild.textContent);
    },
    async part(title) {
      await press("Parts");
      await until(() => main.querySelector(".sections"), "parts");
      await drawn(() => press(title), title);
      await until(() => main.querySelector(".section h1"), title);
    },
    /** The fields that stand on the screen, as COLLECTION.NAME. */
    fields: () => [...main.querySelectorAll("[data-field]")].map((one) => kind(one.dataset.field)),
    /** In a part that lists entries: adds one and goes to its card; says whether there was one to add. */
    async entry() {
      const add = [...main.querySelectorAll(".section > div:last-child > button")].find((one) => one.textContent.startsWith("Add: "));
      if (!add) {
        return false;
      }
      await drawn(() => add.click(), "add");
      (await until(() => [...main.querySelectorAll(".section > div > .row")].at(-1), "row")).click();
      await until(() => main.querySelector(".strike"), "card");
      return true;
    },
    /** Takes down what a child said, with everything that the form takes down with it. */
    async voice(words) {
      for (const holder of main.querySelectorAll("[data-field]")) {
        const area = holder.querySelector("textarea");
        if (area) {
          area.value = texts.shift() ?? "Words of the officer";
          typed[kind(holder.dataset.field)] = area.value;
          area.dispatchEvent(new Event("input"));
        } else {
          await drawn(() => holder.querySelector(".when > button, .chips > button").click(), holder.textContent);
        }
      }
      const area = document.getElementById("words");
      area.value = words;
      area.dispatchEvent(new Event("input"));
      await press("Save as said");
      await until(() => main.querySelector("blockquote"), "words");
    },
    /** Answers those of them that are named; gives back which. */
    async answer(names) {
      const wanted = new Set(names);
      const done = [];
      for (;;) {
        const node = [...main.querySelectorAll("[data-field]")].find((one) => wanted.has(kind(one.dataset.field)));
        if (!node) {
          return done;
        }
        const name = kind(node.dataset.field);
        wanted.delete(name);
        await answer(node);
        done.push(name);
      }
    },
  };
})();
