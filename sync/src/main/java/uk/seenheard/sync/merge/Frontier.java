package uk.seenheard.sync.merge;

import java.util.SortedSet;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/** Computes the digest that names a set of changes. */
public final class Frontier {
  private Frontier() {}

  /** SHA-256 of the hashes in ascending order, each followed by a line feed. */
  public static Hash of(SortedSet<Hash> changes, Digests digests) {
    StringBuilder text = new StringBuilder(changes.size() * 65);
    for (Hash change : changes) {
      text.append(change.hex()).append('\n');
    }
    return Hash.of(text.toString(), digests);
  }
}
