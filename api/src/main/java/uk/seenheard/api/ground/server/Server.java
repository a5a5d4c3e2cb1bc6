package uk.seenheard.api.ground.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.BrokenMachine;
import uk.seenheard.api.ground.contract.ContractGate;
import uk.seenheard.api.ground.http.AnswerBudget;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Bodies;
import uk.seenheard.api.ground.http.CountedRequests;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Failures;
import uk.seenheard.api.ground.http.KnownRoutes;
import uk.seenheard.api.ground.http.Paths;
import uk.seenheard.api.ground.http.RequestIds;
import uk.seenheard.api.ground.http.SecurityHeaders;
import uk.seenheard.api.ground.http.ServerLimits;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.sync.codec.JsonReader;

/**
 * The HTTP server: what every request goes through before a door sees it, and the doors.
 *
 * <p>In order: request id, count, security headers, framing and host, connection and body limits,
 * deadline, the contract's gate with the anteroom of logins in it, door; whatever fails on the way
 * becomes a problem in {@link Failures}. Several may be deployed on one port: each has a router of
 * its own on an event loop of its own, so doors are safe to use from any of them.
 */
public final class Server extends VerticleBase {
  private static final int COMPRESS_FROM_BYTES = 512;
  private static final int COMPRESSION_LEVEL = 1;
  private static final long GRACE_SECONDS = 5;

  /** Before the gate of the contract and the anteroom. */
  private static final int FIRST = -100;

  private final String host;
  private final int port;
  private final ServerLimits limits;
  private final JsonReader reader;
  private final List<Door> doors;
  private final Traffic traffic;
  private final Exposure exposure;
  private final Draining draining = new Draining();
  private final AnswerBudget answers;
  private final Set<String> routes = new TreeSet<>();
  private @Nullable HttpServer server;
  private @Nullable Bodies bodies;
  private @Nullable Connections connections;

  /**
   * A server for these doors.
   *
   * @param port 0 for any that is free
   */
  public Server(
      String host, int port, ServerLimits limits, JsonReader reader, List<? extends Door> doors) {
    this(host, port, limits, reader, doors, Traffic.UNCOUNTED, Exposure.LOCAL);
  }

  /** The same, with somebody who counts what comes and goes, and reached from elsewhere too. */
  public Server(
      String host,
      int port,
      ServerLimits limits,
      JsonReader reader,
      List<? extends Door> doors,
      Traffic traffic,
      Exposure exposure) {
    this.host = host;
    this.port = port;
    this.limits = limits;
    this.answers = AnswerBudget.usual(limits);
    this.reader = reader;
    this.doors = List.copyOf(doors);
    this.traffic = traffic;
    this.exposure = exposure;
  }

  @Override
  public Future<?> start() {
    bodies = new Bodies(vertx, limits, reader);
    Connections opened =
        new Connections(
            limits.connections(),
            limits.headMillis(),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    connections = opened;
    vertx.setPeriodic(Math.max(1, limits.headMillis() / 4), tick -> opened.sweep());
    HttpServer made =
        vertx
            .createHttpServer(options())
            .requestHandler(router(opened, bodies))
            .invalidRequestHandler(Server::refuseInvalid)
            .connectionHandler(
                connection -> {
                  FoldedLines.watch(connection);
                  connection.exceptionHandler(
                      broke -> vertx.runOnContext(unused -> BrokenMachine.tell(broke)));
                  opened.opened(connection);
                });
    return made.listen().onSuccess(listening -> server = listening);
  }

  /**
   * Takes no more connections and no more requests, ends the answers that would never end, and
   * gives the others some seconds; then closes what is left.
   */
  @Override
  public Future<?> stop() {
    draining.begin();
    doors.forEach(Door::closing);
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
  }

  /** Under which id it is deployed. */
  public String deploymentID() {
    return context.deploymentID();
  }

  /** The port it listens on. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the server has not been started");
    }
    return server.actualPort();
  }

  /** The routes of its doors, each as the contract writes it: {@code GET /v1/things/{id}}. */
  public Set<String> routes() {
    return Set.copyOf(routes);
  }

  /** Bytes of request bodies held now. */
  public long bodyBytesHeld() {
    return bodies == null ? 0 : bodies.held();
  }

  /** Bytes of long answers that wait to be read now. */
  public long answerBytesHeld() {
    return answers.held();
  }

  /** Connections open now. */
  public int connectionsOpen() {
    return connections == null ? 0 : connections.count();
  }

  private Router router(Connections opened, Bodies read) {
    Router router = Router.router(vertx);
    KnownRoutes known = new KnownRoutes(router);
    List<Handler<RoutingContext>> before =
        List.of(
            new RequestIds(known),
            new CountedRequests(traffic, known),
            new SecurityHeaders(exposure.isSecret()),
            opened,
            new Framing(exposure),
            draining,
            answers,
            read,
            new AnswerDeadline(limits.answerMillis()));
    for (int i = 0; i < before.size(); i++) {
      router.route().order(FIRST + i).handler(before.get(i));
    }
    doors.forEach(door -> door.mount(router));
    router.getRoutes().forEach(Server::takeHead);
    ContractGate.packed().mount(router);
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        route
            .methods()
            .forEach(method -> routes.add(method.name() + ' ' + Paths.asContract(route)));
      }
    }
    Failures.mount(router);
    return router;
  }

  /** What may be read without a login may be asked for its head: pages, health, the contract. */
  private static void takeHead(Route route) {
    String path = route.getPath();
    if (path != null
        && !path.startsWith("/v1/")
        && route.methods() != null
        && route.methods().contains(HttpMethod.GET)) {
      route.method(HttpMethod.HEAD);
    }
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    exposure
        .certificate()
        .ifPresent(
            held ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(held.chain().toString())
                            .setKeyPath(held.key().toString())));
    return options
        .setHost(host)
        .setPort(port)
        .setMaxInitialLineLength(ServerLimits.LINE_BYTES)
        .setMaxHeaderSize(ServerLimits.HEAD_BYTES)
        .setIdleTimeout(limits.idleSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setCompressionSupported(true)
        .setCompressionLevel(COMPRESSION_LEVEL)
        .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES)
        .setDecompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false);
  }

  /** Answers what could not even be read as a request. */
  private static void refuseInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongHttpHeaderException ? 431 : 400;
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Answers.PROBLEM_JSON)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Failures.ofStatus(status).json().canonical())
        .onComplete(sent -> request.connection().close());
  }
}
