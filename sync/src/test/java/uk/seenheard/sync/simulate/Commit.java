package uk.seenheard.sync.simulate;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/**
 * A commit of the simulated log.
 *
 * @param segments the names of the pieces in which its contents lie, where it is without them
 */
record Commit(long n, Hash previous, long at, List<Batch> batches, List<String> segments) {
  Commit(long n, Hash previous, long at, List<Batch> batches) {
    this(n, previous, at, batches, List.of());
  }

  /** What one device added. */
  record Batch(String device, int epoch, long from, Hash head, List<Entry> entries) {
    long to() {
      return from + entries.size() - 1;
    }

    Batch with(List<Entry> others) {
      return new Batch(device, epoch, from, head, List.copyOf(others));
    }
  }

  /**
   * A change and its verdict.
   *
   * @param content an empty text for a duplicate, whose content stands elsewhere, and where it lies
   *     beside the commit
   */
  record Entry(
      Hash hash,
      String incident,
      String person,
      Verdict verdict,
      Optional<String> reason,
      String content) {
    Entry with(String other) {
      return new Entry(hash, incident, person, verdict, reason, other);
    }
  }

  /**
   * Over everything that it says, as in a real log: what a folder that was put back has lost and
   * what is decided anew in its place are two commits, though the same changes stand in both.
   */
  Hash hash() {
    StringBuilder text = new StringBuilder().append(n).append('\n').append(previous);
    text.append('\n').append(at);
    for (Batch batch : batches) {
      text.append('\n').append(batch.head());
      for (Entry entry : batch.entries()) {
        text.append('\n').append(entry.verdict()).append(' ').append(entry.person());
      }
    }
    return Hash.of(text.toString(), World.DIGESTS);
  }
}
