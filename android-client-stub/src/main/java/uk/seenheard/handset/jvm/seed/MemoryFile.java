package uk.seenheard.handset.jvm.seed;

import java.util.Arrays;
import uk.seenheard.handset.core.store.log.LogFile;

/** A file that is gone with the process: the handsets of weeks gone by leave nothing behind. */
final class MemoryFile implements LogFile {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long at, int count) {
    return Arrays.copyOfRange(bytes, (int) at, (int) at + count);
  }

  @Override
  public void write(long at, byte[] written) {
    int end = (int) at + written.length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    System.arraycopy(written, 0, bytes, (int) at, written.length);
    size = Math.max(size, end);
  }

  @Override
  public void flush() {
    // Nothing of it is to survive.
  }

  @Override
  public void truncate(long left) {
    Arrays.fill(bytes, (int) left, size, (byte) 0);
    size = (int) left;
  }
}
