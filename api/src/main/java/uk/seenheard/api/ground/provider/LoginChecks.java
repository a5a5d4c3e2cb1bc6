package uk.seenheard.api.ground.provider;

import io.jsonwebtoken.Claims;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an ID token has to say, beside that a key of the provider's vouches for it (OpenID Connect
 * Core 1.0, 3.1.3.7).
 *
 * @param issuer the provider's name, exactly
 * @param client for whom it was made
 * @param nonce what this server gave along when it sent somebody there; empty at a renewal
 * @param subject whom an earlier one of the session was about; empty at its beginning
 */
record LoginChecks(String issuer, String client, Optional<String> nonce, Optional<String> subject) {
  /** By how much two clocks may be apart. */
  static final long APART_MILLIS = Duration.ofMinutes(1).toMillis();

  /** How old a token may be that was asked for just now. */
  private static final long OLD_MILLIS = Duration.ofMinutes(10).toMillis();

  /** The check that it fails, or empty when it holds. */
  Optional<String> failed(Claims said, long now) {
    Set<String> audience = said.getAudience();
    Object party = said.get("azp");
    if (!issuer.equals(said.getIssuer())) {
      return Optional.of("issuer");
    }
    if (audience == null || !audience.contains(client)) {
      return Optional.of("audience");
    }
    if (party == null ? audience.size() > 1 : !client.equals(party)) {
      return Optional.of("azp");
    }
    if (!said.getOrDefault("typ", "ID").equals("ID")) {
      return Optional.of("kind");
    }
    if (said.getExpiration() == null || said.getExpiration().getTime() + APART_MILLIS <= now) {
      return Optional.of("exp");
    }
    if (said.getNotBefore() != null && said.getNotBefore().getTime() - APART_MILLIS > now) {
      return Optional.of("nbf");
    }
    if (said.getIssuedAt() == null
        || said.getIssuedAt().getTime() - APART_MILLIS > now
        || said.getIssuedAt().getTime() + OLD_MILLIS + APART_MILLIS < now) {
      return Optional.of("iat");
    }
    if (nonce.isPresent() && !nonce.get().equals(said.get("nonce"))) {
      return Optional.of("nonce");
    }
    if (said.getSubject() == null
        || subject.map(who -> !who.equals(said.getSubject())).orElse(false)) {
      return Optional.of("subject");
    }
    return Optional.empty();
  }

  /** Whether an access token that came along is of the same login, so that its claims count too. */
  boolean isAlong(Claims access, Claims id, long now) {
    Object party = access.get("azp") == null ? access.get("client_id") : access.get("azp");
    return issuer.equals(access.getIssuer())
        && String.valueOf(id.getSubject()).equals(access.getSubject())
        && client.equals(party)
        && access.getExpiration() != null
        && access.getExpiration().getTime() + APART_MILLIS > now;
  }
}
