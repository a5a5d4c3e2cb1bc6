package uk.seenheard.api.partners.webhooks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.seal.Sealed;

/**
 * One address that is told of one feed, and how far it was told.
 *
 * @param owner who subscribed
 * @param feed the feed, by its word
 * @param made when, milliseconds since 1970
 */
record Subscription(
    String id,
    String owner,
    String url,
    String feed,
    long made,
    State state,
    Secrets secrets,
    Progress progress) {

  /** How a subscription stands. */
  enum State {
    /** It is told. */
    ACTIVE,
    /** It took nothing for days: it is told again when somebody resumes it. */
    DEAD,
    /** It said that it is gone, or refused one event after the other. */
    GONE,
    /** Somebody ended it. */
    ENDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * By what it is signed, each sealed with the force's key.
   *
   * @param before the one before, good until {@code beforeUntil}
   */
  record Secrets(Sealed now, Optional<Sealed> before, long beforeUntil) {}

  /**
   * How far it was told.
   *
   * @param place everything up to there was taken
   * @param done keys behind it that were taken too
   * @param refused keys that it refused by themselves, each with the status: kept to be looked at,
   *     and in nobody's way
   * @param failures tries in a row that failed
   * @param nextAt when it is tried again
   * @param failingSince since when it takes nothing; 0 while it does
   * @param status what it answered last; 0 for nothing
   * @param at when it answered last
   */
  record Progress(
      Place place,
      List<String> done,
      List<String> refused,
      int failures,
      long nextAt,
      long failingSince,
      int status,
      long at) {
    /** Copies the lists. */
    Progress {
      done = List.copyOf(done);
      refused = List.copyOf(refused);
    }

    static Progress from(Place place) {
      return new Progress(place, List.of(), List.of(), 0, 0, 0, 0, 0);
    }
  }

  Subscription with(Progress reached) {
    return new Subscription(id, owner, url, feed, made, state, secrets, reached);
  }
}
