// Saves as fast as it can and tells the test what was said to be saved, until its browser is killed.
const worker = new Worker("worker.js", { type: "module" });
const tell = (command, given) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ("refused" in data ? reject(new Error(data.refused)) : resolve(data.ok));
    worker.postMessage({ id: 1, command, given });
  });
const report = (what, value) => fetch(`/told/${what}?${encodeURIComponent(value)}`, { method: "POST" });

try {
  await tell("unlock", { passphrase: "correct horse", again: "correct horse" });
  let status = await tell("status", {});
  if (status.person === "") {
    await tell("sign-in", { person: "amy" });
    await tell("begin", { form: "domestic-abuse", reference: "NM-20261122-0107" });
    status = await tell("status", {});
  }
  const incident = status.current;
  const { sections } = await tell("show", { incident });
  let number = 0;
  let typed = 0;
  for (const { id } of sections) {
    const { section } = await tell("show", { incident, section: id });
    const fields = [...section.questions.map((one) => one.field), ...(section.facts ?? [])];
    const said = fields.find((one) => one?.at === "place")?.answers?.[0]?.value;
    number = said === undefined ? number : Number(said.split(" ")[1]);
  }
  const draft = (await tell("words", { incident })).drafts.account;
  typed = draft === undefined ? 0 : draft.split(" ").length;
  await report("found", `${number},${typed}`);
  if (location.search === "?last") {
    await report("synced", (await tell("sync", {})).outcome);
  } else {
    for (;;) {
      typed++;
      await tell("draft", { incident, place: "account", text: Array(typed).fill("word").join(" ") });
      report("typed", typed);
      number++;
      await tell("answer", { incident, at: "place", value: `words ${number}` });
      report("saved", number);
    }
  }
} catch (error) {
  await report("failed", String(error));
}
