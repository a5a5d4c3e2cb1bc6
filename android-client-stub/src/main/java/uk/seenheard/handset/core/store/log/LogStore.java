package uk.seenheard.handset.core.store.log;

import java.util.Optional;
import java.util.function.Function;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * The store as an ordered map in memory over an append log in two files.
 *
 * <p>A transaction is one frame, flushed before the call returns. A scrub writes what stands to the
 * other file, makes that one whole by its head, overwrites the old one and empties it; so does each
 * opening that finds what was put over or deleted, so that an erasure which a power cut interrupted
 * is finished. One process at a time has the files: whoever opens them sees to that.
 */
public final class LogStore implements Store {
  private static final int FRAME_BYTES = 1 << 18;

  /** A log is written anew while in use when it is this long and three times what stands. */
  private static final long LONG = 1 << 24;

  private final LogRows rows = new LogRows();
  private final Letting whenClosed;
  private final Turn turn;
  private Half half;
  private Half other;
  private long generation;
  private long rewriteAt = LONG;
  private boolean spoilt;
  private boolean closed;

  private LogStore(Half half, Half other, Turn turn, Letting whenClosed) {
    this.turn = turn;
    this.half = half;
    this.other = other;
    this.whenClosed = whenClosed;
  }

  /**
   * Opens a store in two files, and makes it when both are empty.
   *
   * @param whenClosed lets go of the files
   * @throws StoreFault when the files are damaged, or the disk does not allow it; the files are
   *     then as they were, and let go
   */
  public static LogStore open(LogFile one, LogFile two, Letting whenClosed) {
    return open(one, two, Turn.amongThreads(), whenClosed);
  }

  /** The same for who says how its callers take turns. */
  public static LogStore open(LogFile one, LogFile two, Turn turn, Letting whenClosed) {
    try {
      return opened(new Half(one), new Half(two), turn, whenClosed);
    } catch (StoreFault fault) {
      whenClosed.go();
      throw fault;
    }
  }

  private static LogStore opened(Half one, Half two, Turn turn, Letting whenClosed) {
    Optional<Long> first = one.generation();
    Optional<Long> second = two.generation();
    if (!first.isPresent() && !second.isPresent()) {
      return made(one, two, turn, whenClosed);
    }
    boolean isFirst = first.orElse(-1L) > second.orElse(-1L);
    LogStore store = new LogStore(isFirst ? one : two, isFirst ? two : one, turn, whenClosed);
    store.generation = Math.max(first.orElse(-1L), second.orElse(-1L));
    store.half.open(store.generation, store.rows::replay);
    store.other.erase();
    if (store.rows.isAnythingStale()) {
      store.rewriteWhileInUse();
    }
    return store;
  }

  private static LogStore made(Half one, Half two, Turn turn, Letting whenClosed) {
    if (one.holdsFrames() || two.holdsFrames()) {
      throw Half.damaged();
    }
    one.erase();
    two.erase();
    LogStore store = new LogStore(one, two, turn, whenClosed);
    store.generation = 1;
    one.begin(1);
    one.seal();
    return store;
  }

  static StoreFault newer() {
    return new StoreFault(
        StoreFault.Kind.DAMAGED,
        "This store was written by a newer version of the handset. Use that version.",
        null);
  }

  @Override
  public <T> T read(Function<Rows, T> reading) {
    return turn.take(
        () -> {
          check();
          return reading.apply(rows);
        });
  }

  @Override
  public <T> T write(Function<WritableRows, T> writing) {
    return turn.take(() -> written(writing));
  }

  private <T> T written(Function<WritableRows, T> writing) {
    check();
    boolean kept = false;
    try {
      T result = writing.apply(rows);
      if (rows.isChanged()) {
        half.append(rows.steps());
      }
      rows.keep();
      kept = true;
      return result;
    } finally {
      if (!kept) {
        rows.undo();
      } else if (half.end() > rewriteAt) {
        rewriteWhileInUse();
      }
    }
  }

  private void check() {
    if (closed) {
      throw new StoreFault(StoreFault.Kind.BROKEN, "The store is closed.", null);
    }
    if (spoilt || half.isSpoilt()) {
      throw new StoreFault(
          StoreFault.Kind.BROKEN,
          "The handset's disk failed in the middle of a save, which is NOT saved. Close this and"
              + " open it again: everything saved before is safe.",
          null);
    }
  }

  /** Saves room, and never the reason that a transaction which was kept seems to have failed. */
  private void rewriteWhileInUse() {
    try {
      rewrite();
    } catch (StoreFault full) {
      rewriteAt = half.end() * 2;
    }
  }

  @Override
  public void scrub() {
    turn.take(
        () -> {
          check();
          rewrite();
          return true;
        });
  }

  /** Writes what stands into the other file, goes over to it, and erases the old one. */
  private void rewrite() {
    other.erase();
    other.begin(generation + 1);
    try {
      rows.frames(FRAME_BYTES, other::add);
      other.seal();
    } catch (StoreFault fault) {
      abandon(fault);
      throw fault;
    }
    Half old = half;
    half = other;
    other = old;
    generation++;
    rewriteAt = Math.max(LONG, half.end() * 3);
    old.erase();
  }

  /**
   * Empties the file that was to be gone over to. Where even that fails its head may come to stand
   * after all, and what would be saved to the old file from now on would not be read again.
   */
  private void abandon(StoreFault fault) {
    try {
      other.erase();
    } catch (StoreFault another) {
      fault.addSuppressed(another);
      spoilt = true;
    }
  }

  @Override
  public void close() {
    turn.take(
        () -> {
          if (!closed) {
            closed = true;
            whenClosed.go();
          }
          return true;
        });
  }
}
