package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.partners.exchange.NamedFeed;

/**
 * Tells subscribers by HTTP: connects to the address that was looked at, follows no redirect, waits
 * for nobody longer than a while, and reads no more of an answer than its status.
 */
final class HttpPost implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPost.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 10_000;
  private static final int CONNECTIONS = 8;
  private static final long MOST_ANSWER = 65_536;

  private final Vertx vertx;
  private final Addresses addresses;
  private final HttpClient client;

  /** To those who ask for a certificate, by their address. */
  private final Map<String, HttpClient> known = new HashMap<>();

  HttpPost(Vertx vertx, Addresses addresses) {
    this(vertx, addresses, Map.of());
  }

  /**
   * With certificates.
   *
   * @param identities who this server is, by the one address to which it is that
   */
  HttpPost(Vertx vertx, Addresses addresses, Map<String, NamedFeed.Pushed.Identity> identities) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.client = client(vertx, options());
    identities.forEach((url, who) -> known.put(url, client(vertx, shown(who))));
  }

  private static HttpClient client(Vertx vertx, HttpClientOptions options) {
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxRedirects(0);
  }

  private static HttpClientOptions shown(NamedFeed.Pushed.Identity who) {
    HttpClientOptions options =
        options()
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(who.certificate().toString())
                    .setKeyPath(who.key().toString()));
    who.trust()
        .ifPresent(
            path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path.toString())));
    return options;
  }

  @Override
  public Future<Integer> to(String url, Map<String, String> headers, String body) {
    return vertx
        .executeBlocking(() -> addresses.find(url), false)
        .compose(
            found ->
                found
                    .pinned()
                    .map(pinned -> post(known.getOrDefault(url, client), pinned, headers, body))
                    .orElseGet(() -> Future.failedFuture(found.fault())))
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            failed -> {
              LOG.debug("a subscriber was not reached: {}", failed.getClass().getSimpleName());
              return Future.succeededFuture(NOBODY);
            });
  }

  private static Future<Integer> post(
      HttpClient by, Addresses.Pinned to, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(to.port(), to.address()))
            .setHost(to.host())
            .setPort(to.port())
            .setSsl(to.tls())
            .setURI(to.path())
            .setFollowRedirects(false)
            .setTimeout(ANSWER_MILLIS);
    headers.forEach(options::putHeader);
    return by.request(options)
        .compose(request -> request.send(body).map(answer -> status(request, answer)));
  }

  /** What else is answered is read only so that the connection can be used again. */
  private static int status(HttpClientRequest request, HttpClientResponse answer) {
    long[] read = new long[1];
    answer.handler(
        bytes -> {
          read[0] += bytes.length();
          if (read[0] > MOST_ANSWER) {
            request.reset();
          }
        });
    return answer.statusCode();
  }
}
