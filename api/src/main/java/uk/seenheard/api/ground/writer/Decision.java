package uk.seenheard.api.ground.writer;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.feed.DeviceChain;

/**
 * What a submission makes of the log's tail.
 *
 * @param <T> what its sender is told
 */
public sealed interface Decision<T> {

  /**
   * Append this; once it is durable, the sender is told what follows from the commit's position.
   *
   * @param rises what those of its changes that take part add to each incident
   */
  record Append<T>(Batch batch, Map<String, List<Rise>> rises, Function<LogPosition, T> answer)
      implements Decision<T> {
    /** Of something whose weight is told when it is folded. */
    public Append(Batch batch, Function<LogPosition, T> answer) {
      this(batch, Map.of(), answer);
    }
  }

  /** Append nothing: the sender is told this. */
  record Answer<T>(T answer) implements Decision<T> {}

  /**
   * What the submission was prepared with is out of date: its sender prepares it again.
   *
   * @param chain its device's chain as it stands
   */
  record Stale<T>(DeviceChain chain) implements Decision<T> {}
}
