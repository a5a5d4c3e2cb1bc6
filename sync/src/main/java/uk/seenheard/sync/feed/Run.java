package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * A run of positions in one epoch of a device's chain, as somebody claims it.
 *
 * @param previous chain hash at {@code from - 1}
 * @param changes hashes of the changes from {@code from} on
 * @param links chain hashes at the same positions
 */
public record Run(
    String device, int epoch, long from, Hash previous, List<Hash> changes, List<Hash> links) {
  /** Copies the lists. */
  public Run {
    changes = List.copyOf(changes);
    links = List.copyOf(links);
  }

  /** Links the changes one after the other. */
  public static Run of(
      String device, int epoch, long from, Hash previous, List<Hash> changes, Digests digests) {
    List<Hash> links = new ArrayList<>(changes.size());
    Hash last = previous;
    for (int i = 0; i < changes.size(); i++) {
      last = Chain.link(last, from + i, changes.get(i), digests);
      links.add(last);
    }
    return new Run(device, epoch, from, previous, changes, links);
  }

  /** The last position. */
  public long to() {
    return from + changes.size() - 1;
  }

  /** The chain hash at the last position: what the device signs. */
  public Hash head() {
    return links.isEmpty() ? previous : links.get(links.size() - 1);
  }
}
