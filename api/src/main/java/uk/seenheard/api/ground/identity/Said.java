package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.Claims;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, as small as it can be kept: thousands of them are remembered, and the library
 * that read one holds each claim twice.
 */
final class Said {
  private final Map<String, Object> claims;

  private Said(Map<String, Object> claims) {
    this.claims = Map.copyOf(claims);
  }

  /** Claims as they were read; one that says nothing is none. */
  static Said of(Map<String, ?> claims) {
    Map<String, Object> said = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (value != null) {
            said.put(name, value);
          }
        });
    return new Said(said);
  }

  /** A claim as it stands, or null. */
  @Nullable Object get(String name) {
    return claims.get(name);
  }

  boolean has(String name) {
    return claims.containsKey(name);
  }

  /** A claim that is a text, else the empty one. */
  String text(String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  String issuer() {
    return text(Claims.ISSUER);
  }

  String subject() {
    return text(Claims.SUBJECT);
  }

  /** For whom it is: one, or several (RFC 7519, 4.1.3). */
  Set<String> audience() {
    return claims.get(Claims.AUDIENCE) instanceof Collection<?> several
        ? several.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of(text(Claims.AUDIENCE));
  }

  Map<String, Object> all() {
    return claims;
  }
}
