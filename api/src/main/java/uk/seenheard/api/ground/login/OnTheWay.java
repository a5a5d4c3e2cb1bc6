package uk.seenheard.api.ground.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * What is remembered of somebody on the way to the provider: sealed, in their own browser, so that
 * any process of a store takes them back, nothing is kept of who never comes back, and nobody comes
 * back with what somebody else began. It opens with the state that it was sealed with only.
 */
final class OnTheWay {
  private static final long MOST_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int MOST_CHARS = 2_000;

  private final IncidentKey key;
  private final Digests digests;
  private final JsonReader reader;

  OnTheWay(Keys keys, Digests digests, JsonReader reader) {
    this.key = IncidentKey.of(keys.sessionKey("on the way"));
    this.digests = digests;
    this.reader = reader;
  }

  /** Somebody who is back, and the page that they began from. */
  record Back(Provider.Way way, String place) {}

  /** What the browser carries. */
  String seal(Provider.Way way, String place, long now) {
    String text =
        Json.object()
            .put("state", way.state())
            .put("nonce", way.nonce())
            .put("verifier", way.verifier())
            .put("back", way.back())
            .put("place", place)
            .put("at", now)
            .build()
            .canonical();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.seal(bound(way.state()), text).bytes());
  }

  /** What the browser carried; empty when it does not belong to this state, or is too old. */
  Optional<Back> open(String carried, String state, long now) {
    if (carried.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      return key.open(bound(state), Sealed.of(Base64.getUrlDecoder().decode(carried)))
          .map(text -> (Json.Obj) reader.read(text))
          .filter(read -> isFresh(read.whole("at").orElse(0L), now))
          .map(OnTheWay::back);
    } catch (UnreadableJson | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static boolean isFresh(long at, long now) {
    return now - at < MOST_MILLIS && at - now < MOST_MILLIS;
  }

  private static Back back(Json.Obj read) {
    return new Back(
        new Provider.Way(
            text(read, "state"), text(read, "nonce"), text(read, "verifier"), text(read, "back")),
        text(read, "place"));
  }

  private static String text(Json.Obj read, String name) {
    return read.text(name).orElse("");
  }

  private Hash bound(String state) {
    return Hash.of("seenheard/on-the-way/1\n" + state, digests);
  }

  /** What the provider holds the verifier against (RFC 7636, S256). */
  static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
