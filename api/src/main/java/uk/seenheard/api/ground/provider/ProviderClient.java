package uk.seenheard.api.ground.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * As what this server is known at the identity provider.
 *
 * @param issuer the provider's name, an address: each of its tokens says exactly this
 * @param id under which it is registered there; without it nobody is sent there to sign in
 * @param secret by which it shows who it is, where the provider gave it one
 * @param name how people call the provider
 */
public record ProviderClient(
    String issuer, Optional<String> id, Optional<String> secret, String name) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * An address that may be asked: by TLS, or on this machine.
   *
   * @return empty when it is none
   */
  public static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean taken =
          host != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && (scheme.equals("https")
                  || (scheme.equals("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT))));
      return taken ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "ProviderClient[" + issuer + ']';
  }
}
