package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request an id that its answer carries and its log lines name. A proxy's own id is kept
 * when it is one. The log names the route, never the path that somebody typed.
 */
public final class RequestIds implements Handler<RoutingContext> {
  static final String HEADER = "X-Request-Id";
  private static final Logger LOG = LoggerFactory.getLogger("uk.seenheard.api.access");
  private static final String KEY = "seenheard.request";

  /** A UUID, or the same digits without dashes: nothing that could say something about somebody. */
  private static final Pattern TAKEN =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}");

  private final KnownRoutes routes;

  /** Logs the routes by these names. */
  public RequestIds(KnownRoutes routes) {
    this.routes = routes;
  }

  @Override
  public void handle(RoutingContext context) {
    String given = context.request().getHeader(HEADER);
    String id =
        given != null && TAKEN.matcher(given).matches() ? given : UUID.randomUUID().toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    if (LOG.isInfoEnabled()) {
      long began = System.nanoTime();
      context.addEndHandler(
          ended ->
              LOG.atInfo()
                  .addKeyValue("request", id)
                  .addKeyValue("method", CountedRequests.method(context))
                  .addKeyValue("route", routes.of(context))
                  .addKeyValue("status", context.response().getStatusCode())
                  .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                  .log("answered"));
    }
    context.next();
  }

  /** The id of a request. */
  static String of(RoutingContext context) {
    return context.get(KEY, "-");
  }
}
