package uk.seenheard.handset.core.store.log;

/**
 * The port to a file that nobody else has open: five methods, as a browser's own files have them.
 * Every implementation passes {@code LogFileContract}.
 *
 * <p>Each method throws {@code StoreFault} where the platform does not do it.
 */
public interface LogFile {
  /** Bytes of the file. */
  long size();

  /** Exactly that many bytes from a place on, all of them within the file. */
  byte[] read(long at, int count);

  /** Writes bytes at a place; what lies between the end and that place becomes zeros. */
  void write(long at, byte[] bytes);

  /** Returns when everything written and truncated survives a power cut. */
  void flush();

  /** Cuts the file off. */
  void truncate(long size);
}
