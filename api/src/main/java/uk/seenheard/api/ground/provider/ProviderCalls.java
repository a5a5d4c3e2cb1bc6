package uk.seenheard.api.ground.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * What is asked of the provider by this server itself: JSON comes back, within a limit of bytes and
 * of time, from the address that was asked and no other.
 */
final class ProviderCalls {
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(8);
  private static final int THREADS = 2;

  private final Vertx vertx;
  private final JsonReader reader;
  private final HttpClient client;

  ProviderCalls(Vertx vertx, JsonReader reader) {
    this.vertx = vertx;
    this.reader = reader;
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "provider");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // What moves elsewhere is not the provider that was named.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
  }

  /** An answer. */
  record Answer(int status, Json.Obj body) {}

  /** Reads a document. */
  Future<Json.Obj> get(URI at) {
    return send(HttpRequest.newBuilder(at).GET().header("Accept", "application/json"))
        .map(
            answer -> {
              if (answer.status() != 200) {
                throw ProviderFault.away(
                    "answer-status", "it answered " + answer.status() + " for its document");
              }
              return answer.body();
            });
  }

  /** Sends a form; whatever status comes with JSON is an answer. */
  Future<Answer> post(URI at, Map<String, String> form, Optional<String> authorization) {
    String body =
        form.entrySet().stream()
            .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    authorization.ifPresent(header -> request.header("Authorization", header));
    return send(request);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Future<Answer> send(HttpRequest.Builder request) {
    return Future.fromCompletionStage(
            client.sendAsync(request.timeout(WHOLE).build(), head -> new LimitedBody(MOST_BYTES)),
            vertx.getOrCreateContext())
        // The request's own timeout ends with the head.
        .timeout(WHOLE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(broken -> Future.failedFuture(fault(broken)))
        .map(this::read);
  }

  private static ProviderFault fault(Throwable broken) {
    for (Throwable at = broken; at != null; at = at.getCause()) {
      if (at instanceof ProviderFault fault) {
        return fault;
      }
    }
    return ProviderFault.away("no-answer", "it does not answer: " + broken.getClass().getName());
  }

  private Answer read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    byte[] body = response.body();
    if (body.length == 0 && (status == 200 || status == 204)) {
      return new Answer(status, Json.EMPTY);
    }
    if (status >= 300 && status < 400) {
      throw ProviderFault.away(
          "answer-redirect", "it sends this server elsewhere, where this server does not go");
    }
    String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.contains("json")) {
      throw ProviderFault.away("answer-not-json", "its answer is no JSON, status " + status);
    }
    try {
      if (reader.read(new String(body, StandardCharsets.UTF_8)) instanceof Json.Obj object) {
        return new Answer(status, object);
      }
    } catch (UnreadableJson unreadable) {
      // Said below, without a word of the answer.
    }
    throw ProviderFault.away("answer-not-json", "its answer is no JSON object, status " + status);
  }
}
