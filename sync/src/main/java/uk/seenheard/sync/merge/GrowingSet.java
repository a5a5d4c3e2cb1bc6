package uk.seenheard.sync.merge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * The hashes of changes, of which there are only ever more: what was there at a moment is told by a
 * count, and its digest is computed when somebody asks.
 */
final class GrowingSet {
  private final Digests digests;
  private final Set<Hash> known = new HashSet<>();
  private Hash[] inOrder = new Hash[16];
  private int count;

  GrowingSet(Digests digests) {
    this.digests = digests;
  }

  /** Whether the hash was new. */
  boolean add(Hash hash) {
    if (!known.add(hash)) {
      return false;
    }
    if (count == inOrder.length) {
      inOrder = Arrays.copyOf(inOrder, count * 2);
    }
    inOrder[count++] = hash;
    return true;
  }

  int size() {
    return count;
  }

  Set<Hash> copy() {
    return Set.copyOf(known);
  }

  /** The frontier of what is here now, whatever comes later. */
  LateFrontier frontier() {
    return new LateFrontier(inOrder, count, digests);
  }

  /** A frontier that is computed when it is asked for, and then known. */
  static final class LateFrontier {
    private final Hash[] inOrder;
    private final int count;
    private final Digests digests;
    private volatile @Nullable Hash digest;

    private LateFrontier(Hash[] inOrder, int count, Digests digests) {
      this.inOrder = inOrder;
      this.count = count;
      this.digests = digests;
    }

    Hash hash() {
      Hash computed = digest;
      if (computed == null) {
        computed = Frontier.of(new TreeSet<>(Arrays.asList(inOrder).subList(0, count)), digests);
        digest = computed;
      }
      return computed;
    }
  }
}
