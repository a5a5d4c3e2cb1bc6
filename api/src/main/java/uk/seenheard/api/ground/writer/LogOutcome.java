package uk.seenheard.api.ground.writer;

import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.sync.feed.DeviceChain;

/**
 * What came of a submission.
 *
 * @param <T> what its sender is told
 */
public sealed interface LogOutcome<T> {

  /** One of three answers. */
  <R> R fold(Function<T, R> told, Function<DeviceChain, R> stale, Supplier<R> busy);

  /** Decided, and durable where anything was appended. */
  record Told<T>(T answer) implements LogOutcome<T> {
    @Override
    public <R> R fold(Function<T, R> told, Function<DeviceChain, R> stale, Supplier<R> busy) {
      return told.apply(answer);
    }
  }

  /**
   * To be prepared again with what the log holds now.
   *
   * @param chain the device's chain, as it stood then
   */
  record Stale<T>(DeviceChain chain) implements LogOutcome<T> {
    @Override
    public <R> R fold(Function<T, R> told, Function<DeviceChain, R> stale, Supplier<R> busy) {
      return stale.apply(chain);
    }
  }

  /** Too much is waiting: nothing was taken, try later. */
  record Busy<T>() implements LogOutcome<T> {
    @Override
    public <R> R fold(Function<T, R> told, Function<DeviceChain, R> stale, Supplier<R> busy) {
      return busy.get();
    }
  }
}
