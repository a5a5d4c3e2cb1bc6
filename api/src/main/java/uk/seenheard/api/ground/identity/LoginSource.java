package uk.seenheard.api.ground.identity;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.vouch.TokenKey;

/** Where logins come from: exactly one place, so that no other's are taken. */
public sealed interface LoginSource {
  /** This server signs anybody of the roster in who asks: for demonstrations on loopback only. */
  record Demo() implements LoginSource {}

  /**
   * The force's identity provider.
   *
   * @param issuer what its tokens say in {@code iss}
   * @param mapping which of its claims say what
   * @param keys its public keys by {@code kid}, as they stand when asked
   */
  record Provider(String issuer, ClaimMapping mapping, Function<String, Optional<TokenKey>> keys)
      implements LoginSource {

    /**
     * The provider whose keys are in the text of a JWK set, with the person in one claim and the
     * force's id in another.
     */
    public static Provider of(String issuer, String personClaim, String jwkSet) {
      return of(issuer, ClaimMapping.of(personClaim, Optional.of(ClaimMapping.FORCE)), jwkSet);
    }

    /** The provider whose keys are in the text of a JWK set. */
    public static Provider of(String issuer, ClaimMapping mapping, String jwkSet) {
      Map<String, TokenKey> keys =
          Keys.verifying(jwkSet).entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, one -> TokenKey.onP256(one.getValue())));
      return new Provider(issuer, mapping, kid -> Optional.ofNullable(keys.get(kid)));
    }
  }
}
