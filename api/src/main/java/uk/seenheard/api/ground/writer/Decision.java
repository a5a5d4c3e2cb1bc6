package uk.seenheard.api.ground.writer;

import java.util.function.Function;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.LogPosition;

/**
 * What a submission makes of the log's tail.
 *
 * @param <T> what its sender is told
 */
public sealed interface Decision<T> {

  /**
   * Append this; once it is durable, the sender is told what follows from the commit's position.
   */
  record Append<T>(Batch batch, Function<LogPosition, T> answer) implements Decision<T> {}

  /** Append nothing: the sender is told this. */
  record Answer<T>(T answer) implements Decision<T> {}

  /** What the submission was prepared with is out of date: its sender prepares it again. */
  record Stale<T>() implements Decision<T> {}
}
