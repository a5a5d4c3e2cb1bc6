// The handset's files in the browser's own file system. A method that cannot do its work says so by its answer:
// "full", "broken", or null where bytes were asked for; "" when it did.
const FOLDER = "seenheard";

function outcome(error) {
  return error.name === "QuotaExceededError" ? "full" : "broken";
}

/** Opens a file that nobody else has open, or makes it; rejects when another tab has it. */
export async function openFile(name) {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handle = await folder.getFileHandle(name, { create: true });
  return new OpfsFile(await handle.createSyncAccessHandle());
}

class OpfsFile {
  #handle;

  constructor(handle) {
    this.#handle = handle;
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
    try {
      return this.#handle.write(bytes, { at }) === bytes.length ? "" : "full";
    } catch (error) {
      return outcome(error);
    }
  }

  flush() {
    try {
      this.#handle.flush();
      return "";
    } catch (error) {
      return outcome(error);
    }
  }

  truncate(size) {
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
