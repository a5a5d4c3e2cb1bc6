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
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  HttpPost(Vertx vertx, Addresses addresses) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxRedirects(0),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  @Override
  public Future<Integer> to(String url, Map<String, String> headers, String body) {
    return vertx
        .executeBlocking(() -> addresses.find(url), false)
        .compose(
            found ->
                found
                    .pinned()
                    .map(pinned -> post(pinned, headers, body))
                    .orElseGet(() -> Future.failedFuture(found.fault())))
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            failed -> {
              LOG.debug("a subscriber was not reached: {}", failed.getClass().getSimpleName());
              return Future.succeededFuture(NOBODY);
            });
  }

  private Future<Integer> post(Addresses.Pinned to, Map<String, String> headers, String body) {
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
    return client
        .request(options)
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
