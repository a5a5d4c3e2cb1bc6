package uk.seenheard.handset.core.outbox;

import java.util.List;
import uk.seenheard.sync.change.Hash;

/**
 * A run of the chain that is ready to be pushed.
 *
 * @param previous chain hash before the first
 * @param changes where they stand, in order
 * @param contents each exactly as it was hashed
 * @param passes the texts of the shift passes they name
 * @param left changes that wait behind this batch
 */
public record Batch(
    int epoch,
    long from,
    Hash previous,
    List<OutboxEntry> changes,
    List<String> contents,
    List<String> passes,
    long left) {
  /** Copies the lists. */
  public Batch {
    changes = List.copyOf(changes);
    contents = List.copyOf(contents);
    passes = List.copyOf(passes);
  }

  /** The last position. */
  public long to() {
    return from + changes.size() - 1;
  }

  /** Chain hash at the last position. */
  public Hash head() {
    return changes.get(changes.size() - 1).link();
  }
}
