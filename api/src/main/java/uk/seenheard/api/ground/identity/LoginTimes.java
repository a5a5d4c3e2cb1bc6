package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.Claims;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import uk.seenheard.api.ground.refusal.Refused;

/** When a login begins and ends: as it says, but no later than a day after it was issued. */
final class LoginTimes {
  /** No login is good for longer after it was issued, whatever it says. */
  private static final long MOST_MILLIS = Duration.ofHours(24).toMillis();

  /** By how much the clock of who issued a login may be ahead. */
  private static final long CLOCKS_APART_MILLIS = Duration.ofMinutes(5).toMillis();

  /** The last second that a claim may name, of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private LoginTimes() {}

  /**
   * The moment at which a login ends.
   *
   * @param since logins that were issued before are ended
   * @param refusal makes a refusal of its reason and its sentence
   * @throws Refused when that is over, when it has not begun, or when it does not say
   */
  static long end(Said login, long now, long since, BiFunction<String, String, Refused> refusal) {
    Optional<Long> issued = moment(login, Claims.ISSUED_AT);
    Optional<Long> expires = moment(login, Claims.EXPIRATION);
    if (issued.isEmpty() || expires.isEmpty()) {
      throw refusal.apply(
          "malformed",
          "The login does not say when it was issued (iat) and when it ends (exp), each in whole"
              + " seconds since 1970");
    }
    long starts =
        login.has(Claims.NOT_BEFORE)
            ? moment(login, Claims.NOT_BEFORE).orElse(Long.MAX_VALUE)
            : now;
    if (issued.get() > now + CLOCKS_APART_MILLIS || starts > now) {
      throw refusal.apply(
          "expired", "The login is not valid yet: check the clocks, then sign in again");
    }
    // A login says its second only.
    if (issued.get() + 999 < since) {
      throw refusal.apply(
          "expired", "The server's clock was put right since this login: sign in again");
    }
    long end = Math.min(expires.get(), issued.get() + MOST_MILLIS);
    if (end <= now) {
      throw refusal.apply("expired", "The login has expired: sign in again");
    }
    return end;
  }

  /** A claim that is a moment, in milliseconds; empty when it is none, such as a text. */
  private static Optional<Long> moment(Said login, String name) {
    return login.get(name) instanceof Number seconds
            && seconds.doubleValue() >= 0
            && seconds.doubleValue() <= LAST_SECOND
        ? Optional.of(seconds.longValue() * 1_000)
        : Optional.empty();
  }
}
