// One request to the server that the page came from, and its answer as a whole; status 0 where there was none.
const WAIT_MILLIS = 30000;
const SESSION = "v1/session";
const MOST_BYTES = 8 * 1024 * 1024;

/** The text of an answer, read piece by piece so that an endless one is let go of. */
async function bounded(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.length;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      throw new Error("the answer is too long");
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function asked(path, body, login) {
  const headers = {};
  if (body !== "") {
    headers["Content-Type"] = "application/json";
  }
  if (login !== "") {
    headers.Authorization = `Bearer ${login}`;
  }
  const response = await fetch(`/${path}`, {
    method: body === "" ? "GET" : "POST",
    headers,
    body: body === "" ? undefined : body,
    cache: "no-store",
    // The session's cookie goes where a login is had for it, and nowhere else.
    credentials: path === SESSION ? "same-origin" : "omit",
    redirect: "error",
    signal: AbortSignal.timeout(WAIT_MILLIS),
  });
  return [response.status, await bounded(response), response.headers.get("Retry-After") ?? ""];
}

export function ask(path, body, login, told) {
  asked(path, body, login).then(
    ([status, text, retryAfter]) => told(status, text, retryAfter),
    () => told(0, "", ""),
  );
}
