// The handset's files in the browser's own file system. A method that cannot do its work says so by its answer:
// "full", "broken", or null where bytes were asked for; "" when it did.
const FOLDER = "seenheard";

function outcome(error) {
  return error.name === "QuotaExceededError" ? "full" : "broken";
}

async function folder(create) {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create });
}

async function opened(name) {
  const handle = await (await folder(true)).getFileHandle(name, { create: true });
  return handle.createSyncAccessHandle();
}

/** Opens a file that nobody else has open, or makes it; rejects when another tab has it. */
export async function openFile(name) {
  return new OpfsFile(name, await opened(name));
}

/** Whether the browser still has a file: an open one can be written to after its name is gone. */
export async function isThere(name) {
  try {
    await (await folder(false)).getFileHandle(name);
    return true;
  } catch (error) {
    return error.name !== "NotFoundError";
  }
}

class OpfsFile {
  #name;
  #handle;
  #away = false;

  constructor(name, handle) {
    this.#name = name;
    this.#handle = handle;
  }

  /**
   * Goes on in a new file of the same name; what is written meanwhile finds no room, and is not lost unheard. The old
   * one is let go of unclosed: a call to a file that was taken never comes back.
   */
  async again() {
    this.#away = true;
    this.#handle = await opened(this.#name);
    this.#away = false;
  }

  size() {
    try {
      return this.#handle.getSize();
    } catch {
      return -1;
    }
  }

  read(at, count) {
    const bytes = new Int8Array(count);
    try {
      return this.#handle.read(bytes, { at }) === count ? bytes : null;
    } catch {
      return null;
    }
  }

  write(at, bytes) {
    if (this.#away) {
      return "full";
    }
    try {
      return this.#handle.write(bytes, { at }) === bytes.length ? "" : "full";
    } catch (error) {
      return outcome(error);
    }
  }

  flush() {
    if (this.#away) {
      return "";
    }
    try {
      this.#handle.flush();
      return "";
    } catch (error) {
      return outcome(error);
    }
  }

  truncate(size) {
    if (this.#away) {
      return "";
    }
    try {
      this.#handle.truncate(size);
      return "";
    } catch (error) {
      return outcome(error);
    }
  }

  close() {
    this.#handle.close();
  }
}
