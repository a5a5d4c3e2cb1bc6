package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.feed.ClockError;
import uk.seenheard.sync.feed.ClockReading;

/**
 * Whose a handset was when a change was made, and whether that was before an account was withdrawn.
 *
 * <p>A pass that was left on a shared handset is good for nothing that comes after somebody else's
 * shift there: what is under a later pass, and stands before it in the chain, shows that it came
 * after; so does a device that said meanwhile that nothing was unsent. And what was made before a
 * withdrawal is what the chain, that last word and the monotonic clock show to be so. A wall clock
 * shows nothing: across a restart it is whatever somebody set it to.
 */
public final class WhoseHandset {
  /** Why a change under the pass of somebody who no longer has the handset is quarantined. */
  public static final String HANDED_OVER =
      "This came under the pass of somebody after whose shift another began one on this handset. It"
          + " is kept; a supervisor decides what becomes of it.";

  /** Why a change that was made after a withdrawal is quarantined. */
  public static final String WITHDRAWN =
      "The change was made after this account was withdrawn. It is kept; a supervisor decides what"
          + " becomes of it.";

  /** Why a change is quarantined of which nothing shows that it was made before. */
  public static final String UNSURE =
      "The account was withdrawn, and nothing shows that the change was made before: the handset was"
          + " started anew since. It is kept; a supervisor decides what becomes of it.";

  private WhoseHandset() {}

  /**
   * One change of a run.
   *
   * @param change empty when it cannot be read
   * @param by whose pass it names, where that was shown and is genuine
   */
  public record Claimed(Optional<Change> change, Optional<DeviceKnown.Hand> by) {}

  /**
   * When something was made, by the server's clock, milliseconds since 1970: between both.
   *
   * @param notBefore what is known to lie behind it
   * @param notAfter what is known to lie ahead of it
   */
  record Made(long notBefore, long notAfter) {}

  /**
   * For each change of a run why it goes to quarantine, in words for the officer, or empty.
   *
   * @param run in the order of the chain
   * @param epoch of the chain
   * @param sent the device's clocks when it pushed
   * @param at receipt time by the server's clock, milliseconds since 1970
   * @param withdrawn since when somebody's account is withdrawn, by the server's clock
   */
  public static List<Optional<String>> rulings(
      List<Claimed> run,
      int epoch,
      DeviceKnown known,
      ClockReading sent,
      long at,
      Function<String, OptionalLong> withdrawn) {
    boolean anew = epoch > Math.max(1, known.epoch());
    List<Made> made = made(run, anew ? 0 : known.emptyAt(), sent, at);
    DeviceKnown now = known;
    List<Optional<String>> rulings = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      Optional<DeviceKnown.Hand> by = run.get(i).by();
      Optional<DeviceKnown.Hand> next = by.flatMap(now::takenOverFrom);
      if (next.isPresent() && !(anew && made.get(i).notAfter() < next.get().since())) {
        rulings.add(Optional.of(HANDED_OVER));
      } else {
        rulings.add(withdrawn(run.get(i), made.get(i), withdrawn));
      }
      now = by.isPresent() ? now.with(by.get()) : now;
    }
    return rulings;
  }

  private static Optional<String> withdrawn(
      Claimed claimed, Made made, Function<String, OptionalLong> withdrawn) {
    OptionalLong since =
        claimed
            .change()
            .map(change -> withdrawn.apply(change.author()))
            .orElse(OptionalLong.empty());
    if (!since.isPresent() || made.notAfter() < since.getAsLong()) {
      return Optional.empty();
    }
    return Optional.of(made.notBefore() >= since.getAsLong() ? WITHDRAWN : UNSURE);
  }

  /**
   * What stands behind something in a chain was made no earlier, what stands before it no later.
   */
  static List<Made> made(List<Claimed> run, long emptyAt, ClockReading sent, long at) {
    List<Made> made = new ArrayList<>();
    long notBefore = emptyAt;
    for (Claimed claimed : run) {
      Optional<Long> measured =
          claimed
              .change()
              .flatMap(change -> ClockError.of(change, sent, at).trueTime())
              // What it says it made before it said that it had nothing is not to be believed.
              .filter(moment -> moment >= emptyAt);
      notBefore = Math.min(at, Math.max(notBefore, measured.orElse(notBefore)));
      made.add(new Made(notBefore, measured.orElse(at)));
    }
    long notAfter = at;
    for (int i = made.size() - 1; i >= 0; i--) {
      notAfter = Math.min(notAfter, made.get(i).notAfter());
      made.set(i, new Made(made.get(i).notBefore(), notAfter));
    }
    return made;
  }
}
