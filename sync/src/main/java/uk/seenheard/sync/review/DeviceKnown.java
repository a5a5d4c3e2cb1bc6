package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a server knows of a device when it pushes, from what came before and not from the device's
 * clocks.
 *
 * @param hands the latest shift pass after which nothing of an earlier one can still be on its way
 *     (a change under it is in the log, or the device said since that nothing was unsent), and
 *     behind it the latest such pass of anybody else
 * @param emptyAt when the device last said that nothing was unsent, by the server's clock,
 *     milliseconds since 1970; 0 when it never did
 * @param epoch of the device's chain in which that was seen, or 0; in a later one it lays anew what
 *     the log may have lost, and order shows nothing until it has nothing unsent again
 */
public record DeviceKnown(List<Hand> hands, long emptyAt, int epoch) {
  /** Nothing. */
  public static final DeviceKnown NOTHING = new DeviceKnown(List.of(), 0, 0);

  private static final Comparator<Hand> LATEST =
      Comparator.comparingLong(Hand::since).thenComparing(Hand::person).reversed();

  /** Keeps of several hands those two that count. */
  public DeviceKnown {
    List<Hand> sorted = new ArrayList<>(hands);
    Collections.sort(sorted, LATEST);
    List<Hand> kept = new ArrayList<>();
    for (Hand one : sorted) {
      boolean isNew = kept.stream().noneMatch(before -> before.person().equals(one.person()));
      if (isNew && kept.size() < 2) {
        kept.add(one);
      }
    }
    hands = List.copyOf(kept);
  }

  /**
   * Whose handset it is.
   *
   * @param person whom the shift pass proves
   * @param since when the pass was issued, by the server's clock, milliseconds since 1970
   */
  public record Hand(String person, long since) {}

  /** When somebody else last took the handset over from whoever had it by that pass, or empty. */
  Optional<Hand> takenOverFrom(Hand earlier) {
    return hands.stream()
        .filter(one -> !one.person().equals(earlier.person()) && one.since() > earlier.since())
        .findFirst();
  }

  /** With one hand more, and nothing else. */
  DeviceKnown with(Hand one) {
    return new DeviceKnown(with(Collections.singletonList(one)), emptyAt, epoch);
  }

  private List<Hand> with(List<Hand> more) {
    List<Hand> all = new ArrayList<>(hands);
    all.addAll(more);
    return all;
  }

  /** After a change under a pass went into the log. */
  public DeviceKnown after(Hand written, int inEpoch) {
    return new DeviceKnown(
        with(Collections.singletonList(written)),
        inEpoch > epoch ? 0 : emptyAt,
        Math.max(epoch, inEpoch));
  }

  /**
   * After the device said that nothing was unsent.
   *
   * @param begun the latest pass that was issued for it by then, or empty
   * @param inEpoch of its chain, or 0 when it did not say
   */
  public DeviceKnown emptied(long at, Optional<Hand> begun, int inEpoch) {
    List<Hand> more = begun.map(Collections::singletonList).orElse(List.of());
    return new DeviceKnown(with(more), Math.max(emptyAt, at), Math.max(epoch, inEpoch));
  }

  /** What two servers know, in any order and any number of times. */
  public DeviceKnown merged(DeviceKnown other) {
    long empty =
        epoch == other.epoch
            ? Math.max(emptyAt, other.emptyAt)
            : epoch > other.epoch ? emptyAt : other.emptyAt;
    return new DeviceKnown(with(other.hands), empty, Math.max(epoch, other.epoch));
  }
}
