package uk.seenheard.handset.core.store.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import uk.seenheard.handset.core.store.StoreFault;

/**
 * A file in memory that knows what a disk has for certain and what only its cache has: of what was
 * not flushed, a power cut keeps any sectors of any writes, and cuts off or not.
 */
final class LosingFile implements LogFile {
  private static final int SECTOR = 512;

  /** What is asked of any file before it is done; it may throw. */
  interface Watch {
    void before(String deed);
  }

  /** A write or a cut that is not flushed yet. */
  private record Pending(long at, byte[] bytes, boolean cut) {}

  private byte[] now = new byte[0];
  private byte[] certain = new byte[0];
  private final List<Pending> pending = new ArrayList<>();
  private final Watch watch;
  long room = Long.MAX_VALUE;

  LosingFile(Watch watch) {
    this.watch = watch;
  }

  LosingFile(byte[] content, Watch watch) {
    this(watch);
    now = content.clone();
    certain = content.clone();
  }

  @Override
  public long size() {
    return now.length;
  }

  @Override
  public byte[] read(long at, int count) {
    if (at + count > now.length) {
      throw new StoreFault(StoreFault.Kind.BROKEN, "The file ends before that.", null);
    }
    return Arrays.copyOfRange(now, (int) at, (int) at + count);
  }

  @Override
  public void write(long at, byte[] bytes) {
    // Asked once pending: a write that the power cut interrupts may have reached the disk in part.
    pending.add(new Pending(at, bytes.clone(), false));
    watch.before("write");
    if (at + bytes.length > room) {
      int fits = (int) Math.max(0, room - at);
      now = written(now, at, Arrays.copyOf(bytes, fits));
      throw new StoreFault(StoreFault.Kind.FULL, "The disk is full.", null);
    }
    now = written(now, at, bytes);
  }

  @Override
  public void flush() {
    watch.before("flush");
    certain = now.clone();
    pending.clear();
  }

  @Override
  public void truncate(long size) {
    pending.add(new Pending(size, new byte[0], true));
    watch.before("truncate");
    now = Arrays.copyOf(now, (int) Math.min(size, now.length));
  }

  private static byte[] written(byte[] content, long at, byte[] bytes) {
    byte[] larger =
        bytes.length == 0
            ? content.clone()
            : Arrays.copyOf(content, (int) Math.max(content.length, at + bytes.length));
    System.arraycopy(bytes, 0, larger, (int) Math.min(at, larger.length), bytes.length);
    return larger;
  }

  /** All that the file shows now. */
  byte[] content() {
    return now.clone();
  }

  /** What a disk may hold after a power cut at this moment. */
  byte[] image(Random random) {
    byte[] image = certain.clone();
    int mood = random.nextInt(4);
    for (Pending one : pending) {
      if (one.cut) {
        if (random.nextBoolean()) {
          image = Arrays.copyOf(image, (int) Math.min(one.at, image.length));
        }
      } else {
        image = keptInPart(image, one, mood, random);
      }
    }
    return image;
  }

  private static byte[] keptInPart(byte[] before, Pending one, int mood, Random random) {
    byte[] image = before;
    int from = 0;
    while (from < one.bytes.length) {
      long place = one.at + from;
      int to = (int) Math.min(one.bytes.length, from + SECTOR - place % SECTOR);
      boolean kept = mood == 0 ? false : mood == 1 ? true : random.nextBoolean();
      if (kept) {
        // Now and then a sector itself is torn.
        int torn = random.nextInt(10) == 0 ? from + random.nextInt(to - from + 1) : to;
        image = written(image, place, Arrays.copyOfRange(one.bytes, from, torn));
      } else if (mood == 3) {
        // The file has grown, and what stands there are zeros.
        image = written(image, place + to - from, new byte[0]);
        image = Arrays.copyOf(image, (int) Math.max(image.length, place + to - from));
      }
      from = to;
    }
    return image;
  }
}
