package uk.seenheard.api.ground.server;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the server is reached: under which names, and who keeps what is said secret on the way.
 *
 * @param hosts the names, without port, that a request's {@code Host} may hold; those of loopback
 *     are always among them
 * @param behindProxy whether a proxy in front speaks TLS with everybody else
 * @param certificate what the server itself speaks TLS with
 */
public record Exposure(Set<String> hosts, boolean behindProxy, Optional<Certificate> certificate) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Loopback only, in plain HTTP. */
  public static final Exposure LOCAL = new Exposure(Set.of(), false, Optional.empty());

  /**
   * A certificate and its key, both PEM files.
   *
   * @param chain the certificate, and those between it and the root
   * @param key its private key
   */
  public record Certificate(Path chain, Path key) {}

  /** Adds the names of loopback, and writes all in lower case. */
  public Exposure {
    TreeSet<String> known = new TreeSet<>(LOOPBACK);
    hosts.forEach(host -> known.add(host.toLowerCase(Locale.ROOT)));
    hosts = Set.copyOf(known);
  }

  /** Whether everybody beyond this machine speaks TLS. */
  public boolean isSecret() {
    return behindProxy || certificate.isPresent();
  }

  /** Whether a request for this host, with or without a port, is for this server. */
  boolean answersTo(String host) {
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return hosts.contains(name.toLowerCase(Locale.ROOT));
  }
}
