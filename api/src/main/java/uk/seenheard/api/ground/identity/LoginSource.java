package uk.seenheard.api.ground.identity;

import java.security.PublicKey;
import java.util.Map;

/** Where logins come from: exactly one place, so that no other's are taken. */
public sealed interface LoginSource {
  /** This server signs anybody of the roster in who asks: for demonstrations on loopback only. */
  record Demo() implements LoginSource {}

  /**
   * The force's identity provider.
   *
   * @param issuer what its tokens say in {@code iss}
   * @param personClaim the claim that holds the person's id, such as {@code sub}
   * @param keys its public keys by {@code kid}
   */
  record Provider(String issuer, String personClaim, Map<String, PublicKey> keys)
      implements LoginSource {
    /** Copies the keys. */
    public Provider {
      keys = Map.copyOf(keys);
    }

    /** The provider whose keys are in the text of a JWK set. */
    public static Provider of(String issuer, String personClaim, String jwkSet) {
      return new Provider(issuer, personClaim, Keys.verifying(jwkSet));
    }
  }
}
