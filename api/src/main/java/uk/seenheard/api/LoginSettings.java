package uk.seenheard.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.seenheard.api.ground.provider.ProviderClient;

/**
 * What the environment says about the force's identity provider.
 *
 * @param client the provider ({@code SEENHEARD_LOGIN_ISSUER}), and as what this server is known
 *     there ({@code SEENHEARD_LOGIN_CLIENT}, {@code _SECRET}); what people call it ({@code _NAME})
 * @param keys file with its JWK set, where it is not asked itself ({@code SEENHEARD_LOGIN_KEYS})
 * @param claim the claim with the person's id ({@code SEENHEARD_LOGIN_CLAIM})
 * @param mapping the file that says which of its claims say what ({@code SEENHEARD_LOGIN_MAPPING})
 */
public record LoginSettings(
    ProviderClient client, Optional<Path> keys, Optional<String> claim, Optional<Path> mapping) {
  private static final String ISSUER = "SEENHEARD_LOGIN_ISSUER";
  private static final String KEYS = "SEENHEARD_LOGIN_KEYS";
  private static final String CLIENT = "SEENHEARD_LOGIN_CLIENT";
  private static final String SECRET = "SEENHEARD_LOGIN_SECRET";
  private static final String NAME = "SEENHEARD_LOGIN_NAME";
  private static final String CLAIM = "SEENHEARD_LOGIN_CLAIM";
  private static final String MAPPING = "SEENHEARD_LOGIN_MAPPING";
  private static final Pattern CLAIM_NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1,200}");
  private static final int MOST_NAME = 60;

  /** Whether the environment names a provider at all. */
  static boolean isNamed(Function<String, Optional<String>> text) {
    return Stream.of(ISSUER, KEYS, CLIENT).anyMatch(name -> text.apply(name).isPresent());
  }

  /**
   * Reads them.
   *
   * @param faults takes what is wrong
   */
  static Optional<LoginSettings> read(
      Function<String, Optional<String>> text,
      Function<String, Optional<Path>> path,
      List<String> faults) {
    Optional<String> issuer = text.apply(ISSUER);
    Optional<Path> keys = path.apply(KEYS);
    Optional<String> client = text.apply(CLIENT);
    Optional<String> claim = text.apply(CLAIM);
    Optional<Path> mapping = path.apply(MAPPING);
    String name = text.apply(NAME).orElse("your force’s login");
    require(
        faults,
        claim.map(word -> CLAIM_NAME.matcher(word).matches()).orElse(true),
        CLAIM + " must be the name of one claim, or a path with dots between");
    require(
        faults,
        claim.isEmpty() || mapping.isEmpty(),
        CLAIM + " and " + MAPPING + " exclude each other: the mapping names the person's claim");
    require(
        faults,
        issuer.isPresent() || !isNamed(text),
        KEYS + " and " + CLIENT + " belong together with " + ISSUER + ": set it too");
    require(
        faults,
        keys.isEmpty() || client.isEmpty(),
        CLIENT + " needs no " + KEYS + ": the provider is asked for its keys; unset one of them");
    require(
        faults,
        text.apply(SECRET).isEmpty() || client.isPresent(),
        SECRET + " is the secret of " + CLIENT + ": set that too");
    require(
        faults,
        keys.isPresent()
            || issuer
                .flatMap(ProviderClient::address)
                .filter(at -> at.getQuery() == null)
                .isPresent()
            || issuer.isEmpty(),
        ISSUER
            + " must be an https address without query (http on loopback only), letter for letter"
            + " as the provider's document says it in issuer");
    require(faults, name.length() <= MOST_NAME, NAME + " must be at most 60 characters");
    return issuer.map(
        known ->
            new LoginSettings(
                new ProviderClient(known, client, text.apply(SECRET), name), keys, claim, mapping));
  }

  private static void require(List<String> faults, boolean fine, String otherwise) {
    if (!fine) {
      faults.add(otherwise);
    }
  }
}
