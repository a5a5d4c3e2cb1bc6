package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the end of the write-ahead log looks like before SQLite reads it.
 *
 * <p>SQLite takes the log up to the first frame that does not add up and forgets the rest without a
 * word. That is right for a tail that a power cut tore: it was never acknowledged. It is wrong for
 * a frame that was damaged later, because commits that were acknowledged stand behind it. The two
 * can be told apart: each commit is on the disk before the next one is written, so if anything of a
 * later commit is intact, the commit with the bad frame had been acknowledged. (Damage within the
 * very last commit cannot be told from a torn tail; it is reported as one.)
 *
 * <p>Format: https://sqlite.org/fileformat2.html#walformat.
 *
 * @param cutBytes bytes at the end that belong to no finished commit
 * @param damagedAt offset of a bad frame before intact later ones, or -1
 */
record LogTail(long cutBytes, long damagedAt) {
  private static final LogTail CLEAN = new LogTail(0, -1);
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;

  static LogTail of(Path wal) throws IOException {
    if (!Files.exists(wal)) {
      return CLEAN;
    }
    try (FileChannel file = FileChannel.open(wal)) {
      return new Reader(file).read();
    }
  }

  private static final class Reader {
    private final FileChannel file;
    private ByteOrder checksumOrder = ByteOrder.LITTLE_ENDIAN;
    private int salt1;
    private int salt2;
    private int pageSize;

    Reader(FileChannel file) {
      this.file = file;
    }

    LogTail read() throws IOException {
      if (file.size() <= HEADER) {
        return CLEAN;
      }
      ByteBuffer header = at(0, HEADER);
      int magic = header.getInt(0);
      checksumOrder = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      pageSize = header.getInt(8);
      salt1 = header.getInt(16);
      salt2 = header.getInt(20);
      long seed = checksum(header, 0, 24, 0);
      boolean sound =
          (magic & ~1) == 0x377f0682
              && Integer.bitCount(pageSize) == 1
              && pageSize >= 512
              && seed == header.getLong(24);
      if (!sound) {
        boolean blank = Arrays.equals(header.array(), new byte[HEADER]);
        return blank ? new LogTail(file.size(), -1) : new LogTail(0, 0);
      }
      return frames(seed);
    }

    private LogTail frames(long headerSeed) throws IOException {
      long frameSize = (long) FRAME_HEADER + pageSize;
      long count = (file.size() - HEADER) / frameSize;
      long seed = headerSeed;
      long committed = 0;
      long i = 0;
      for (; i < count; i++) {
        ByteBuffer frame = at(HEADER + i * frameSize, (int) frameSize);
        long sum = sum(frame, seed);
        if (!ours(frame) || sum != frame.getLong(16)) {
          break;
        }
        seed = sum;
        if (frame.getInt(4) != 0) {
          committed = i + 1;
        }
      }
      return afterLastGood(i, count, committed, frameSize);
    }

    /** Looks at what follows the first bad frame: leftovers, a torn tail, or more good commits. */
    private LogTail afterLastGood(long bad, long count, long committed, long frameSize)
        throws IOException {
      boolean commitEnded = false;
      long ownEnd = bad;
      long previous = -1;
      for (long j = bad; j < count; j++) {
        ByteBuffer frame = at(HEADER + j * frameSize, (int) frameSize);
        if (!ours(frame)) {
          previous = -1;
          continue;
        }
        ownEnd = j + 1;
        if (commitEnded && previous != -1 && sum(frame, previous) == frame.getLong(16)) {
          return new LogTail(0, HEADER + bad * frameSize);
        }
        commitEnded |= frame.getInt(4) != 0;
        previous = frame.getLong(16);
      }
      return new LogTail((ownEnd - committed) * frameSize, -1);
    }

    /** Frames of an earlier round of the log have other salts and are no part of it any more. */
    private boolean ours(ByteBuffer frame) {
      return frame.getInt(0) != 0 && frame.getInt(8) == salt1 && frame.getInt(12) == salt2;
    }

    private long sum(ByteBuffer frame, long seed) {
      return checksum(frame, FRAME_HEADER, pageSize, checksum(frame, 0, 8, seed));
    }

    private long checksum(ByteBuffer bytes, int from, int length, long seed) {
      bytes.order(checksumOrder);
      int s0 = (int) (seed >>> 32);
      int s1 = (int) seed;
      for (int i = from; i < from + length; i += 8) {
        s0 += bytes.getInt(i) + s1;
        s1 += bytes.getInt(i + 4) + s0;
      }
      bytes.order(ByteOrder.BIG_ENDIAN);
      return (long) s0 << 32 | (s1 & 0xffffffffL);
    }

    private ByteBuffer at(long offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (file.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the log became shorter while it was read");
        }
      }
      return buffer.flip();
    }
  }
}
