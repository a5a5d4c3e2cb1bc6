package uk.seenheard.handset.core.store.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.sync.codec.Utf8;

/**
 * One of the two files of a log: a head that says which life of the store it holds, then frames.
 *
 * <p>The head is written last and is not written again: a file without a sound head was never whole
 * and is not read.
 */
final class Half {
  /** Bytes before the first frame. */
  static final int HEAD = 28;

  private static final byte[] MAGIC = Utf8.bytes("SeenLog1");
  private static final int ERASED_AT_ONCE = 1 << 16;

  private final LogFile file;
  private long generation;
  private long end = HEAD;
  private long number;

  Half(LogFile file) {
    this.file = file;
  }

  /** Which life of the store the file holds whole, or empty when it holds none. */
  Optional<Long> generation() {
    if (file.size() < HEAD) {
      return Optional.empty();
    }
    byte[] head = file.read(0, HEAD);
    boolean sound =
        Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC)
            && new Crc().add(head, 0, HEAD - 4).value() == Bytes.int4(head, HEAD - 4);
    return sound ? Optional.of(Bytes.int8(head, 8)) : Optional.empty();
  }

  /** Whether there is more than a head in it. */
  boolean holdsFrames() {
    return file.size() > HEAD;
  }

  long end() {
    return end;
  }

  /**
   * Reads what was committed, in order, and cuts off the frame that a power cut left half written.
   *
   * @param steps takes each transaction's steps
   * @throws StoreFault when a frame is damaged that others were written behind
   */
  void open(long life, Consumer<byte[]> steps) {
    generation = life;
    long whole = Bytes.int8(file.read(0, HEAD), 16);
    long size = file.size();
    byte[] next = next(size);
    while (next != null) {
      steps.accept(next);
      next = next(size);
    }
    if (end < whole || (end < size && isAnyFrameAfter(size))) {
      throw damaged();
    }
    if (end < size) {
      file.truncate(end);
      file.flush();
    }
  }

  /** The steps of the next sound frame, or null. */
  private byte @Nullable [] next(long size) {
    if (size - end < Frame.HEAD) {
      return null;
    }
    byte[] head = file.read(end, Frame.HEAD);
    if (!Frame.isMarked(head)
        || Frame.number(head) != number + 1
        || size - end - Frame.HEAD < Frame.length(head)) {
      return null;
    }
    byte[] steps = file.read(end + Frame.HEAD, Frame.length(head));
    if (!Frame.isSound(head, generation, steps)) {
      return null;
    }
    end += Frame.HEAD + steps.length;
    number++;
    return steps;
  }

  /** A power cut spoils the last frame alone: one that stands behind a spoilt one shows damage. */
  private boolean isAnyFrameAfter(long size) {
    byte[] rest = file.read(end, (int) Math.min(size - end, Integer.MAX_VALUE - 16));
    for (int at = 1; at <= rest.length - Frame.HEAD; at++) {
      byte[] head = Arrays.copyOfRange(rest, at, at + Frame.HEAD);
      if (Frame.isMarked(head)
          && Frame.number(head) > number
          && rest.length - at - Frame.HEAD >= Frame.length(head)) {
        int from = at + Frame.HEAD;
        byte[] steps = Arrays.copyOfRange(rest, from, from + Frame.length(head));
        if (Frame.isSound(head, generation, steps)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Adds a transaction; when this returns it survives a power cut. */
  void append(byte[] steps) {
    long before = end;
    try {
      add(steps);
      file.flush();
    } catch (StoreFault fault) {
      end = before;
      number--;
      takeBack(fault);
      throw fault;
    }
  }

  private void takeBack(StoreFault fault) {
    try {
      file.truncate(end);
      file.flush();
    } catch (StoreFault another) {
      fault.addSuppressed(another);
      end = -1;
    }
  }

  /** Whether half a transaction may stand in the file that could not be taken back. */
  boolean isSpoilt() {
    return end < 0;
  }

  /** Begins a new life of the store in this file, which must be empty. */
  void begin(long life) {
    generation = life;
    end = HEAD;
    number = 0;
  }

  /** Adds a transaction to a life that is not whole yet. */
  void add(byte[] steps) {
    number++;
    byte[] frame = Frame.of(generation, number, steps);
    file.write(end, frame);
    end += frame.length;
  }

  /** Makes a new life whole: from here on this file is the one that is read. */
  void seal() {
    file.flush();
    Bytes head = new Bytes(HEAD).add(MAGIC).int8(generation).int8(end);
    head.int4(new Crc().add(head.toArray(), 0, head.length()).value());
    file.write(0, head.toArray());
    file.flush();
  }

  /** Overwrites everything and leaves the file empty. */
  void erase() {
    long size = file.size();
    if (size == 0) {
      return;
    }
    for (long at = 0; at < size; at += ERASED_AT_ONCE) {
      file.write(at, new byte[(int) Math.min(ERASED_AT_ONCE, size - at)]);
    }
    file.flush();
    file.truncate(0);
    file.flush();
  }

  static StoreFault damaged() {
    return new StoreFault(
        StoreFault.Kind.DAMAGED,
        "The handset's store is damaged. Keep the device as it is and hand it to support: do not"
            + " reset it, unsent work may still be recovered.",
        null);
  }
}
