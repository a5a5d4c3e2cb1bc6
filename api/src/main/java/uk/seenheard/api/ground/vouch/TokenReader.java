package uk.seenheard.api.ground.vouch;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecurityException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * Reads signed tokens (JWS) by keys that are known by name: whether one of them vouches, by its own
 * algorithm, and what is said. Whether that holds now is asked by the caller.
 *
 * <p>A verification costs about a millisecond and belongs on a worker.
 */
public final class TokenReader {
  // Expiry is asked by the caller, at the moment it passes in: JJWT's own look at the clock is put
  // out of reach.
  private static final long NEVER_SECONDS = 100L * 366 * 24 * 3600;
  private static final JsonReader READER = new JacksonJsonReader();
  private static final List<String> TIMES = List.of("iat", "nbf", "exp", "auth_time");

  private final Function<String, Optional<TokenKey>> keys;
  private final int most;
  private final JwtParser parser;

  /**
   * By these keys.
   *
   * @param most characters of a token
   */
  public TokenReader(Function<String, Optional<TokenKey>> keys, int most) {
    this.keys = keys;
    this.most = most;
    this.parser =
        Jwts.parser()
            .sig()
            .clear()
            .add(Jwts.SIG.ES256)
            .add(Jwts.SIG.RS256)
            .add(Jwts.SIG.PS256)
            .and()
            .zip()
            .clear()
            .and()
            .keyLocator(header -> key(header.get("kid"), header.get("alg")))
            .clockSkewSeconds(NEVER_SECONDS)
            .build();
  }

  /**
   * What a token says that a key vouches for.
   *
   * @param type the header's {@code typ}, {@code JWT} where it has none
   */
  public record Read(String type, Claims claims) {}

  /**
   * Reads a token.
   *
   * @throws Refused that says which check it failed
   */
  public Read read(String token) {
    if (token.length() > most) {
      throw new Refused("malformed", "length", "is longer than " + most + " characters");
    }
    Json.Obj header =
        part(token, 0).orElseThrow(() -> new Refused("malformed", "form", "is no signed token"));
    Optional<TokenKey> key = header.text("kid").flatMap(keys);
    try {
      Claims claims = parser.parseSignedClaims(token).getPayload();
      requireNumbers(token);
      return new Read(header.text("typ").orElse("JWT"), claims);
    } catch (MalformedJwtException | IllegalArgumentException malformed) {
      throw new Refused("malformed", "form", "is no signed token");
    } catch (UnsupportedJwtException | SecurityException forged) {
      throw new Refused(
          "forged", forgery(header, key), "was not signed by a key that this server trusts");
    } catch (JwtException other) {
      throw new Refused("malformed", "form", "cannot be read");
    }
  }

  /** Which of the checks of a signature failed. */
  private static String forgery(Json.Obj header, Optional<TokenKey> key) {
    String algorithm = header.text("alg").orElse("");
    if (key.isEmpty()) {
      return algorithm.startsWith("HS") || algorithm.equals("none") ? "algorithm" : "key";
    }
    return key.get().algorithm().equals(algorithm) ? "signature" : "algorithm";
  }

  /** The name of the key that a token says it was signed with; nothing has been proved by it. */
  public static Optional<String> keyNamed(String token) {
    return part(token, 0).flatMap(header -> header.text("kid"));
  }

  /** The kind that a token says it is of; nothing has been proved by it. */
  public static Optional<String> kindNamed(String token) {
    return part(token, 0).flatMap(header -> header.text("typ"));
  }

  private static Optional<Json.Obj> part(String token, int place) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] said = Base64.getUrlDecoder().decode(parts[place]);
      return READER.read(new String(said, StandardCharsets.UTF_8)) instanceof Json.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (UnreadableJson | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The library takes a text for a moment, and a day for one: what says so is no token of ours, nor
   * of a provider that keeps to RFC 7519.
   */
  private static void requireNumbers(String token) {
    Json.Obj claims =
        part(token, 1).orElseThrow(() -> new Refused("malformed", "form", "cannot be read"));
    if (!TIMES.stream()
        .allMatch(name -> claims.get(name).map(Json.Num.class::isInstance).orElse(true))) {
      throw new Refused(
          "malformed", "form", "says a time (iat, nbf, exp) that is no number of seconds");
    }
  }

  private Key key(@Nullable Object id, @Nullable Object algorithm) {
    Optional<TokenKey> key = id instanceof String name ? keys.apply(name) : Optional.empty();
    if (key.isEmpty() || !key.get().algorithm().equals(algorithm)) {
      throw new UnsupportedJwtException("no key of that name and algorithm is trusted");
    }
    return key.get().key();
  }

  /** Says why a token is not taken; holds nothing of it. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final String check;

    /** Of a reason for clients, and the check for whoever runs the server. */
    public Refused(String reason, String check, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
      this.check = check;
    }

    /** The word that clients act on. */
    public String reason() {
      return reason;
    }

    /** Which check it failed, for whoever runs the server. */
    public String check() {
      return check;
    }

    /** What is wrong with it, behind "the login". */
    public String detail() {
      return Objects.requireNonNullElse(getMessage(), reason);
    }
  }
}
