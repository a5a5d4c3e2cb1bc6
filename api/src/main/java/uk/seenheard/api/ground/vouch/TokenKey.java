package uk.seenheard.api.ground.vouch;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import io.jsonwebtoken.security.RsaPublicJwk;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A public key that vouches for tokens, and the one algorithm that it vouches by: the key says it,
 * never the token (RFC 8725, 3.1).
 *
 * @param algorithm {@code ES256}, {@code RS256} or {@code PS256}
 */
public record TokenKey(PublicKey key, String algorithm) {
  private static final String ES256 = "ES256";
  private static final String RS256 = "RS256";
  private static final Set<String> OF_RSA = Set.of(RS256, "PS256");
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int MOST_KEYS = 50;

  /** A key on P-256. */
  public static TokenKey onP256(PublicKey key) {
    return new TokenKey(key, ES256);
  }

  /**
   * The keys of a JWK set that may sign logins, by {@code kid}. Those for something else, of
   * another kind, too short or without a name are left out: a provider publishes them beside.
   *
   * @throws IllegalArgumentException that says what is wrong when there is none
   */
  public static Map<String, TokenKey> set(String jwkSet) {
    Set<Jwk<?>> all;
    try {
      all = Jwks.setParser().build().parse(jwkSet).getKeys();
    } catch (JwtException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("it is no JWK set (RFC 7517)");
    }
    Map<String, TokenKey> keys = new LinkedHashMap<>();
    for (Jwk<?> jwk : all) {
      if (jwk instanceof PublicJwk<?> shown
          && jwk.getId() != null
          && (shown.getPublicKeyUse() == null || shown.getPublicKeyUse().equals("sig"))) {
        of(shown).ifPresent(key -> keys.putIfAbsent(jwk.getId(), key));
      }
    }
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          "the JWK set holds "
              + (keys.isEmpty() ? "no" : "too many")
              + " keys that may sign logins: P-256 (ES256) or RSA of at least "
              + LEAST_RSA_BITS
              + " bits (RS256, PS256), each with a kid");
    }
    return Map.copyOf(keys);
  }

  private static Optional<TokenKey> of(PublicJwk<?> jwk) {
    String said = jwk.getAlgorithm();
    if (jwk instanceof EcPublicJwk ec && Signatures.onP256(ec.toKey())) {
      return said == null || said.equals(ES256)
          ? Optional.of(onP256(ec.toKey()))
          : Optional.empty();
    }
    if (jwk instanceof RsaPublicJwk rsa && rsa.toKey().getModulus().bitLength() >= LEAST_RSA_BITS) {
      // Who names none signs with RS256, as OpenID Connect has it.
      String algorithm = said == null ? RS256 : said;
      return OF_RSA.contains(algorithm)
          ? Optional.of(new TokenKey(rsa.toKey(), algorithm))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
