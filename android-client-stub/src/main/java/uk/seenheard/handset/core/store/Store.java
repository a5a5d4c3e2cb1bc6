package uk.seenheard.handset.core.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The port to the place where the handset keeps everything: rows by space and key, changed in
 * transactions, by one process at a time.
 *
 * <p>When {@link #write} returns, everything in it survives a power cut. When it throws, nothing of
 * it was kept. Every implementation passes {@code StoreContract}.
 */
public interface Store extends AutoCloseable {
  /**
   * Reads one consistent moment; meanwhile nobody else reads or changes anything, so that what is
   * kept in memory beside the rows may be looked after in here without a lock of its own.
   *
   * @throws StoreFault when the store cannot be read
   */
  <T> T read(Function<Rows, T> reading);

  /**
   * Changes rows, all or nothing.
   *
   * @throws StoreFault when the change was not kept
   */
  <T> T write(Function<WritableRows, T> writing);

  /** Changes rows, all or nothing, without an answer. */
  default void change(Consumer<WritableRows> writing) {
    write(
        rows -> {
          writing.accept(rows);
          return Boolean.TRUE;
        });
  }

  /** Takes deleted bytes out of the journal too: called after an erasure. */
  void scrub();

  @Override
  void close();
}
