package uk.seenheard.officer.door;

import java.util.Optional;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;

/**
 * Slows down whoever guesses the passphrase: after three wrong ones each takes twice as long as the
 * one before, up to a quarter of an hour. Kept in the store, so that a new tab does not begin anew.
 *
 * @param missed wrong ones in a row
 * @param at the wall clock at the last of them
 */
record Guesses(int missed, long at) {
  /** None yet. */
  static final Guesses NONE = new Guesses(0, 0);

  private static final String NAME = "guesses";
  private static final int FREE = 3;
  private static final long FIRST_MILLIS = 5_000;
  private static final long LONGEST_MILLIS = 15L * 60_000;

  /** What the store knows. */
  static Guesses of(Store store) {
    Optional<String> kept = store.read(rows -> rows.text(Space.META, NAME));
    if (!kept.isPresent()) {
      return NONE;
    }
    int space = kept.get().indexOf(' ');
    return new Guesses(
        Integer.parseInt(kept.get().substring(0, space)),
        Long.parseLong(kept.get().substring(space + 1)));
  }

  /**
   * Keeps this in the store; a phone without room is opened all the same, where nothing changed.
   */
  void keep(Store store) {
    if (of(store).equals(this)) {
      return;
    }
    store.change(
        rows -> {
          if (missed == 0) {
            rows.delete(Space.META, NAME);
          } else {
            rows.put(Space.META, NAME, missed + " " + at);
          }
        });
  }

  /** One more was wrong. */
  Guesses miss(long now) {
    return new Guesses(missed + 1, now);
  }

  /** By a clock that was put back the last one was now: nobody waits for years. */
  Guesses by(long now) {
    return now < at ? new Guesses(missed, now) : this;
  }

  /** How long the next one has to wait, in milliseconds. */
  long waitMillis(long now) {
    if (missed < FREE) {
      return 0;
    }
    long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(missed - FREE, 10));
    return Math.max(0, whole - (now - at));
  }
}
