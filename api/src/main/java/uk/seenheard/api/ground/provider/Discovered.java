package uk.seenheard.api.ground.provider;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.codec.Json;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where people sign in
 * @param token where this server asks
 * @param keys where its keys stand
 * @param endSession where people sign out, if there
 * @param revocation where a refresh token is given back, if there
 * @param secretInHeader whether the client's secret goes into a header, not into the form
 * @param namesItself whether it says its name when it sends somebody back (RFC 9207)
 */
record Discovered(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> endSession,
    Optional<URI> revocation,
    boolean secretInHeader,
    boolean namesItself) {
  private static final Set<String> TAKEN = Set.of("ES256", "RS256", "PS256");

  /** Where the document of an issuer stands. */
  static URI at(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/.well-known/openid-configuration");
  }

  /**
   * Reads the document.
   *
   * @throws ProviderFault that says which of its members will not do
   */
  static Discovered read(Json.Obj said, String issuer) {
    require(said.text("issuer").map(issuer::equals).orElse(false), "issuer", "is another's name");
    Set<String> methods = texts(said, "code_challenge_methods_supported");
    require(
        methods.isEmpty() || methods.contains("S256"),
        "code_challenge_methods_supported",
        "has no S256");
    Set<String> algorithms = texts(said, "id_token_signing_alg_values_supported");
    require(
        algorithms.isEmpty() || algorithms.stream().anyMatch(TAKEN::contains),
        "id_token_signing_alg_values_supported",
        "has none of ES256, RS256, PS256");
    Set<String> ways = texts(said, "token_endpoint_auth_methods_supported");
    return new Discovered(
        needed(said, "authorization_endpoint"),
        needed(said, "token_endpoint"),
        needed(said, "jwks_uri"),
        address(said, "end_session_endpoint"),
        address(said, "revocation_endpoint"),
        ways.isEmpty() || ways.contains("client_secret_basic"),
        said.isTrue("authorization_response_iss_parameter_supported"));
  }

  private static URI needed(Json.Obj said, String member) {
    return address(said, member)
        .orElseThrow(
            () ->
                ProviderFault.away(
                    "discovery",
                    "its document's " + member + " is no https address (http on loopback only)"));
  }

  private static Optional<URI> address(Json.Obj said, String member) {
    return said.text(member).flatMap(ProviderClient::address);
  }

  private static void require(boolean fine, String member, String otherwise) {
    if (!fine) {
      throw ProviderFault.away("discovery", "its document's " + member + ' ' + otherwise);
    }
  }

  private static Set<String> texts(Json.Obj said, String member) {
    Set<String> texts = new TreeSet<>();
    for (Json item : said.items(member)) {
      if (item instanceof Json.Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }
}
