package uk.seenheard.handset.core.loop;

import java.util.Optional;
import uk.seenheard.handset.core.device.Chance;

/**
 * How long to wait before trying again: what the server asked for, and on top of it any time up to
 * a ceiling that doubles with each try ("full jitter"), so that handsets that were turned away
 * together do not come back together.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long MOST_MILLIS = 60_000;
  private static final long MOST_ASKED_SECONDS = 3_600;

  private final Chance chance;
  private final int tries;
  private final long first;
  private int failed;

  Backoff(Chance chance, int tries) {
    this(chance, tries, FIRST_MILLIS);
  }

  Backoff(Chance chance, int tries, long first) {
    this.chance = chance;
    this.tries = tries;
    this.first = first;
  }

  /** Counts a failure; empty when it was the last that is borne. */
  Optional<Long> afterFailure(Optional<Long> askedSeconds) {
    failed++;
    if (failed >= tries) {
      return Optional.empty();
    }
    long ceiling = Math.min(MOST_MILLIS, first << Math.min(failed, 16));
    long asked = Math.max(0, Math.min(MOST_ASKED_SECONDS, askedSeconds.orElse(0L)));
    return Optional.of(asked * 1_000 + chance.below(ceiling));
  }

  void succeeded() {
    failed = 0;
  }
}
