package uk.seenheard.api.partners.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Which addresses may be told something: those of the world, by TLS; of this network only hosts
 * that a setting names; this server itself never. Asked before each request, since what a name
 * stands for may change.
 *
 * @param inside hosts of this network that may be told, by name or address
 * @param own the names under which people reach this server
 * @param port on which it listens
 */
record Addresses(Set<String> inside, Set<String> own, IntSupplier port) {
  private static final int MOST = 500;

  /** Copies the names. */
  Addresses {
    inside = Set.copyOf(inside);
    own = Set.copyOf(own);
  }

  /** Where to connect to, whatever the name stands for a moment later. */
  record Pinned(String host, int port, boolean tls, String path, String address) {}

  /** Either where to connect to, or why nobody does. */
  record Found(Optional<Pinned> pinned, String fault) {
    static Found fault(String words) {
      return new Found(Optional.empty(), words);
    }
  }

  /** Looks up a name, so away from the event loop. */
  Found find(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException broken) {
      return Found.fault("is no address; give one such as https://records.example.police.uk/hook");
    }
    String host = host(uri);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (host.isEmpty() || url.length() > MOST || !(tls || scheme.equals("http"))) {
      return Found.fault("is no address; give one such as https://records.example.police.uk/hook");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      return Found.fault("holds a user or a fragment; leave them out");
    }
    if (!tls && !inside.contains(host)) {
      return Found.fault("has to be https");
    }
    int to = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    // Looked up once: what was judged is what is connected to.
    InetAddress[] found = addresses(host);
    return fault(host, to, found)
        .map(Found::fault)
        .orElseGet(() -> new Found(Optional.of(pinned(uri, host, to, tls, found[0])), ""));
  }

  private static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Pinned pinned(URI uri, String host, int to, boolean tls, InetAddress at) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
    return new Pinned(host, to, tls, path + query, at.getHostAddress());
  }

  private static InetAddress[] addresses(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      return new InetAddress[0];
    }
  }

  /** What is wrong with any of the addresses that a name stands for. */
  private Optional<String> fault(String host, int to, InetAddress[] found) {
    if (found.length == 0) {
      return Optional.of("names a host that is not known");
    }
    for (InetAddress one : found) {
      boolean named = own.contains(host) && !one.isLoopbackAddress();
      if (named || (to == port.getAsInt() && isHere(one))) {
        return Optional.of("leads back to this server");
      }
      if (!inside.contains(host) && !isPublic(one)) {
        return Optional.of(
            "leads into this network; who looks after the server allows a host of it by"
                + " SEENHEARD_PARTNER_HOSTS");
      }
    }
    return Optional.empty();
  }

  private static boolean isHere(InetAddress one) {
    try {
      return one.isLoopbackAddress()
          || one.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(one) != null;
    } catch (SocketException unknown) {
      return true;
    }
  }

  /** Whether an address is one of the world's, and no way round to another. */
  static boolean isPublic(InetAddress one) {
    if (one.isLoopbackAddress()
        || one.isAnyLocalAddress()
        || one.isLinkLocalAddress()
        || one.isSiteLocalAddress()
        || one.isMulticastAddress()) {
      return false;
    }
    byte[] b = one.getAddress();
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    if (one instanceof Inet4Address) {
      return first != 0
          && first < 240
          && !(first == 100 && second >= 64 && second < 128)
          && !(first == 192 && second == 0)
          && !(first == 198 && (second == 18 || second == 19));
    }
    // Of IPv6 only what is given out to the world (2000::/3), and none that holds an older address.
    boolean tunnel =
        (first == 0x20 && second == 0x02)
            || (first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0);
    return (first & 0xe0) == 0x20 && !tunnel;
  }
}
