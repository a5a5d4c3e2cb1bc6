package uk.seenheard.api.ground.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecurityException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * Tokens of one kind whose signature fits, remembered by the hash of their text.
 *
 * <p>What is remembered is only that the signature fits and what it says. Whether it has expired,
 * or whom the roster still knows, is asked each time. Only ES256 is taken: {@code none}, and an
 * HMAC keyed with the public key, are other algorithms; and the kind stands in the signed header
 * (RFC 8725, 3.11), so that a shift pass is never a login.
 */
final class SignedTokens {
  /** Characters of a token. */
  static final int MAX_CHARS = 4_096;

  private static final int REMEMBERED = 20_000;
  private static final int REMEMBERED_REFUSALS = 2_000;
  // Expiry is asked by the caller, at the moment it passes in: JJWT's own look at the clock is put
  // out of reach.
  private static final long NEVER_SECONDS = 100L * 366 * 24 * 3600;

  private static final JsonReader READER = new JacksonJsonReader();
  private static final List<String> TIMES = List.of("iat", "nbf", "exp");

  private final String kind;
  private final Map<String, PublicKey> keys;
  private final Digests digests;
  private final JwtParser parser;
  private final Cache<Hash, Claims> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Apart from the good ones, so that a flood of forged tokens drives none of those out. */
  private final Cache<Hash, Refused> refused =
      Caffeine.newBuilder().maximumSize(REMEMBERED_REFUSALS).build();

  /** With the kind that the header's {@code typ} names, and the keys by {@code kid}. */
  SignedTokens(String kind, Map<String, PublicKey> keys, Digests digests) {
    this.kind = kind;
    this.keys = Map.copyOf(keys);
    this.digests = digests;
    this.parser =
        Jwts.parser()
            .sig()
            .clear()
            .add(Jwts.SIG.ES256)
            .and()
            .zip()
            .clear()
            .and()
            .keyLocator(header -> key(header.get("kid")))
            .clockSkewSeconds(NEVER_SECONDS)
            .build();
  }

  /** What a token says, when it is what it should be. */
  record Read(Hash hash, Claims claims) {}

  /**
   * Reads a token.
   *
   * @throws Refused when it is not one of this kind that one of the keys signed
   */
  Read read(String token) {
    if (token.length() > MAX_CHARS) {
      throw new Refused("malformed", "is longer than " + MAX_CHARS + " characters");
    }
    Hash hash = Hash.of(token, digests);
    Claims remembered = known.getIfPresent(hash);
    if (remembered != null) {
      return new Read(hash, remembered);
    }
    Refused before = refused.getIfPresent(hash);
    if (before != null) {
      throw before;
    }
    try {
      Claims claims = verify(token);
      known.put(hash, claims);
      return new Read(hash, claims);
    } catch (Refused now) {
      refused.put(hash, now);
      throw now;
    }
  }

  /** Whether a token was read before, or need not be: what reading it now costs is a hash. */
  boolean knows(String token) {
    if (token.length() > MAX_CHARS) {
      return true;
    }
    Hash hash = Hash.of(token, digests);
    return known.getIfPresent(hash) != null || refused.getIfPresent(hash) != null;
  }

  private Claims verify(String token) {
    Jws<Claims> signed;
    try {
      signed = parser.parseSignedClaims(token);
    } catch (MalformedJwtException | IllegalArgumentException malformed) {
      throw new Refused("malformed", "is no signed token");
    } catch (UnsupportedJwtException | SecurityException forged) {
      throw new Refused("forged", "was not signed with ES256 by a key this server trusts");
    } catch (JwtException other) {
      throw new Refused("malformed", "cannot be read");
    }
    String typ = Objects.requireNonNullElse(signed.getHeader().getType(), "JWT");
    if (!typ.equalsIgnoreCase(kind)) {
      throw new Refused("forged", "is a token of another kind");
    }
    requireNumbers(token);
    return signed.getPayload();
  }

  /**
   * The library takes a text for a moment, and a day for one: what says so is no token of ours, nor
   * of a provider that keeps to RFC 7519.
   */
  private static void requireNumbers(String token) {
    try {
      byte[] said = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      Json read = READER.read(new String(said, StandardCharsets.UTF_8));
      boolean numbers =
          read instanceof Json.Obj claims
              && TIMES.stream()
                  .allMatch(name -> claims.get(name).map(Json.Num.class::isInstance).orElse(true));
      if (!numbers) {
        throw new Refused("malformed", "says a time (iat, nbf, exp) that is no number of seconds");
      }
    } catch (UnreadableJson | IllegalArgumentException unreadable) {
      throw new Refused("malformed", "cannot be read");
    }
  }

  private Key key(@Nullable Object id) {
    PublicKey key = id instanceof String name ? keys.get(name) : null;
    if (key == null) {
      throw new UnsupportedJwtException("no key of that name is trusted");
    }
    return key;
  }

  /** Says why a token is not taken; holds nothing of it. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Refused(String reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }

    String detail() {
      return Objects.requireNonNullElse(getMessage(), reason);
    }
  }
}
