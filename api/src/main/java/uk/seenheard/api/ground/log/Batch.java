package uk.seenheard.api.ground.log;

import java.util.List;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;

/**
 * Consecutive positions of one device's chain in a commit, and the signature that vouches for them.
 *
 * @param head chain hash at the last position
 * @param signature the device's, over the head text there
 * @param clock the device's clocks when it sent this
 */
public record Batch(
    String device,
    int epoch,
    long from,
    Hash head,
    String signature,
    ClockReading clock,
    List<LogEntry> changes) {
  /** Copies the list and refuses an empty one. */
  public Batch {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one change");
    }
  }

  /** The same with other entries. */
  Batch with(List<LogEntry> others) {
    return new Batch(device, epoch, from, head, signature, clock, others);
  }

  /** The last position. */
  public long to() {
    return from + changes.size() - 1;
  }

  /** The name by which the store refuses a second batch at the same place. */
  String key() {
    return device + '/' + epoch + '/' + from;
  }
}
