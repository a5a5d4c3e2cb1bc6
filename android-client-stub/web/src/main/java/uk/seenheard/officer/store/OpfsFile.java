package uk.seenheard.officer.store;

import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.store.log.LogFile;

/** A file of the browser's own file system, which no other tab has open. */
public final class OpfsFile implements LogFile {
  private final BrowserFile file;

  /** By these functions. */
  public OpfsFile(BrowserFile file) {
    this.file = file;
  }

  @Override
  public long size() {
    long size = (long) file.size();
    if (size < 0) {
      throw broken();
    }
    return size;
  }

  @Override
  public byte[] read(long at, int count) {
    byte[] bytes = file.read(at, count);
    if (bytes == null) {
      throw broken();
    }
    return bytes;
  }

  @Override
  public void write(long at, byte[] bytes) {
    done(file.write(at, bytes));
  }

  @Override
  public void flush() {
    done(file.flush());
  }

  @Override
  public void truncate(long size) {
    done(file.truncate(size));
  }

  private static void done(String outcome) {
    if (outcome.equals("full")) {
      throw new StoreFault(
          StoreFault.Kind.FULL,
          "This phone has no room left for the page: what you just entered is NOT saved. Free some"
              + " room and enter it again; everything saved before is safe.",
          null);
    }
    if (!outcome.isEmpty()) {
      throw broken();
    }
  }

  private static StoreFault broken() {
    return new StoreFault(
        StoreFault.Kind.BROKEN,
        "This phone's memory did not do its work: what you just entered is NOT saved.",
        null);
  }
}
