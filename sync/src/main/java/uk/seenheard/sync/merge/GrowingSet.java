package uk.seenheard.sync.merge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;

/**
 * The hashes of changes, of which there are only ever more: what was there at a moment is told by a
 * count, and its digest is computed when somebody asks.
 *
 * <p>What the digest is computed of is kept in order between two askings, so that one more change
 * costs its place in the order and one digest, not a sorting of everything: with 5,000 changes that
 * is what a card costs. A moment that was asked for after a later one is sorted by itself.
 */
final class GrowingSet {
  /** A hash in hexadecimal digits and a line feed: how {@link Frontier} writes each. */
  private static final int LINE = 65;

  private final Digests digests;
  private final Set<Hash> known = new HashSet<>();
  private final Ordered ordered = new Ordered();
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

  boolean contains(Hash hash) {
    return known.contains(hash);
  }

  Set<Hash> copy() {
    return Set.copyOf(known);
  }

  /** The frontier of what is here now, whatever comes later. */
  LateFrontier frontier() {
    return new LateFrontier(inOrder, count, ordered, digests);
  }

  /** The lines of the first so many hashes, ascending. Records are read by any thread. */
  private static final class Ordered {
    /** Never changed once it is here: whoever comes later puts longer ones in its place. */
    private volatile byte[] lines = new byte[0];

    /** The digest of the first {@code asked} hashes; nothing when more than these are here. */
    @Nullable Hash digest(Hash[] inOrder, int asked, Digests digests) {
      byte[] now = lines;
      int count = now.length / LINE;
      if (asked < count) {
        return null;
      }
      if (asked > count) {
        Hash[] more = Arrays.copyOfRange(inOrder, count, asked);
        Arrays.sort(more);
        now = merged(now, more);
        lines = now;
      }
      return new Hash(Hex.of(digests.sha256(now)));
    }

    private static byte[] merged(byte[] lines, Hash[] more) {
      byte[] merged = new byte[lines.length + more.length * LINE];
      int from = 0;
      int to = 0;
      for (Hash hash : more) {
        byte[] line = line(hash);
        int until = place(lines, from, line);
        System.arraycopy(lines, from, merged, to, until - from);
        to += until - from;
        from = until;
        System.arraycopy(line, 0, merged, to, LINE);
        to += LINE;
      }
      System.arraycopy(lines, from, merged, to, lines.length - from);
      return merged;
    }

    /** Where the first line begins, from there on, that is greater. */
    private static int place(byte[] lines, int from, byte[] line) {
      int low = from / LINE;
      int high = lines.length / LINE;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isLess(lines, middle * LINE, line)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low * LINE;
    }

    private static boolean isLess(byte[] lines, int at, byte[] line) {
      for (int i = 0; i < LINE; i++) {
        if (lines[at + i] != line[i]) {
          return lines[at + i] < line[i];
        }
      }
      return false;
    }

    private static byte[] line(Hash hash) {
      byte[] line = new byte[LINE];
      for (int i = 0; i < LINE - 1; i++) {
        line[i] = (byte) hash.hex().charAt(i);
      }
      line[LINE - 1] = '\n';
      return line;
    }
  }

  /** A frontier that is computed when it is asked for, and then known. */
  static final class LateFrontier {
    private final Hash[] inOrder;
    private final int count;
    private final Ordered ordered;
    private final Digests digests;
    private volatile @Nullable Hash digest;

    private LateFrontier(Hash[] inOrder, int count, Ordered ordered, Digests digests) {
      this.inOrder = inOrder;
      this.count = count;
      this.ordered = ordered;
      this.digests = digests;
    }

    Hash hash() {
      Hash computed = digest;
      if (computed == null) {
        computed = ordered.digest(inOrder, count, digests);
        if (computed == null) {
          computed = Frontier.of(new TreeSet<>(Arrays.asList(inOrder).subList(0, count)), digests);
        }
        digest = computed;
      }
      return computed;
    }
  }
}
