package uk.seenheard.api.ground.http;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.sync.codec.Json;

/** A server on a free port of this machine, and a client that speaks to it. */
public final class Served implements AutoCloseable {
  /** A path that takes large bodies, and answers with how many members the body has. */
  public static final String LARGE = "/large";

  private final @Nullable Vertx vertx;
  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Served(@Nullable Vertx vertx, Server server) {
    this.vertx = vertx;
    this.server = server;
  }

  /** Usual limits. */
  public static Served with(Vertx vertx, List<? extends Door> doors) throws Exception {
    return with(vertx, ServerLimits.usual(Map.of(LARGE, 8 * 1024 * 1024)), doors);
  }

  /** Other limits. */
  public static Served with(Vertx vertx, ServerLimits limits, List<? extends Door> doors)
      throws Exception {
    Server server = new Server("127.0.0.1", 0, limits, new JacksonJsonReader(), doors);
    vertx.deployVerticle(server).await(10, TimeUnit.SECONDS);
    return new Served(vertx, server);
  }

  /** A server that somebody else starts and stops. */
  public static Served by(Server server) {
    return new Served(null, server);
  }

  /** The server itself. */
  public Server server() {
    return server;
  }

  /** One answer. */
  public record Reply(int status, String body, HttpResponse<String> response) {
    /** The value of the answer's body. */
    public Json.Obj json() {
      return (Json.Obj) new JacksonJsonReader().read(body);
    }

    /** The name of the problem, or the whole body when it is none. */
    public String problem() {
      boolean problem =
          header("Content-Type").equals(Answers.PROBLEM_JSON)
              && json().whole("status").orElse(-1L) == status
              && json().text("title").isPresent()
              && json().text("detail").isPresent();
      return problem ? json().text("type").orElse("").replace("/problems/", "") : body;
    }

    /** The member at fault, or empty. */
    public String field() {
      return json().text("field").orElse("");
    }

    /** A header, or empty. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** Asks. */
  public Reply get(String path, @Nullable String bearer) throws Exception {
    return send(authorised(request(path), bearer).GET());
  }

  /** Sends a text as JSON. */
  public Reply post(String path, String body, @Nullable String bearer) throws Exception {
    return send(
        authorised(request(path), bearer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A request to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** Sends a request. */
  public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body(), response);
  }

  private static HttpRequest.Builder authorised(
      HttpRequest.Builder request, @Nullable String bearer) {
    return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
  }

  @Override
  public void close() throws Exception {
    if (vertx != null) {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
