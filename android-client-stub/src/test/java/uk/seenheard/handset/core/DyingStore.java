package uk.seenheard.handset.core;

import java.util.function.Function;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;

/** A store whose process dies at one write, before or after that was kept. */
final class DyingStore implements Store {
  private final Store store;
  private final int at;
  private final boolean kept;
  private int writes;
  boolean died;

  DyingStore(Store store, int at, boolean kept) {
    this.store = store;
    this.at = at;
    this.kept = kept;
  }

  /** Stands for the end of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public <T> T read(Function<Rows, T> reading) {
    return store.read(reading);
  }

  @Override
  public <T> T write(Function<WritableRows, T> writing) {
    if (died) {
      throw new Killed();
    }
    if (++writes == at) {
      died = true;
      store.write(
          rows -> {
            T done = writing.apply(rows);
            if (!kept) {
              throw new Killed();
            }
            return done;
          });
      throw new Killed();
    }
    return store.write(writing);
  }

  @Override
  public void scrub() {
    if (died) {
      throw new Killed();
    }
    store.scrub();
  }

  @Override
  public void close() {
    store.close();
  }
}
