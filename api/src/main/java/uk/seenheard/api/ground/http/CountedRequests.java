package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Tells {@link Traffic} of each request, by the route that it took. */
public final class CountedRequests implements Handler<RoutingContext> {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private final Traffic traffic;
  private final KnownRoutes routes;

  /** Tells this traffic. */
  public CountedRequests(Traffic traffic, KnownRoutes routes) {
    this.traffic = traffic;
    this.routes = routes;
  }

  @Override
  public void handle(RoutingContext context) {
    Traffic.Exchange exchange = traffic.began(String.valueOf(context.request().path()));
    context.addEndHandler(
        ended ->
            exchange.ended(
                method(context), routes.of(context), context.response().getStatusCode()));
    context.next();
  }

  static String method(RoutingContext context) {
    String name = context.request().method().name();
    return METHODS.contains(name) ? name : "OTHER";
  }
}
