package uk.seenheard.sync.feed;

import java.util.List;
import uk.seenheard.sync.change.Hash;

/** What a log that stands at a certain commit makes of a push. */
public sealed interface PushOutcome {

  /**
   * The push continues the chain.
   *
   * @param verdicts one for each change, in order
   * @param append how many of the last changes are new positions; 0 when the log has them all
   * @param head the chain hash after them
   */
  record Continues(List<Judgement> verdicts, int append, Hash head) implements PushOutcome {
    /** Copies the list. */
    public Continues {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** Positions before it are missing: the device pushes again from there. */
  record ResendFrom(int epoch, long seq) implements PushOutcome {}

  /**
   * The log holds other changes at these positions: the device was cloned or restored, takes a
   * later epoch and replays.
   *
   * @param epoch the epoch that the log is at
   */
  record Forked(int epoch) implements PushOutcome {}
}
