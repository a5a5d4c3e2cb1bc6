package uk.seenheard.sync.simulate;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/** A commit of the simulated log. */
record Commit(long n, Hash previous, long at, List<Batch> batches) {
  /** What one device added. */
  record Batch(String device, int epoch, long from, Hash head, List<Entry> entries) {
    long to() {
      return from + entries.size() - 1;
    }
  }

  /**
   * A change and its verdict.
   *
   * @param content an empty text for a duplicate, whose content stands elsewhere
   */
  record Entry(
      Hash hash,
      String incident,
      String person,
      Verdict verdict,
      Optional<String> reason,
      String content) {}

  Hash hash() {
    StringBuilder text = new StringBuilder().append(n).append('\n').append(previous);
    for (Batch batch : batches) {
      text.append('\n').append(batch.head());
    }
    return Hash.of(text.toString(), World.DIGESTS);
  }
}
