package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Tells {@link Traffic} of each request, by the route that it took. */
public final class CountedRequests implements Handler<RoutingContext> {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private final Traffic traffic;

  public CountedRequests(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public void handle(RoutingContext context) {
    Traffic.Exchange exchange = traffic.began(String.valueOf(context.request().path()));
    context.addEndHandler(
        ended ->
            exchange.ended(method(context), route(context), context.response().getStatusCode()));
    context.next();
  }

  static String method(RoutingContext context) {
    String name = context.request().method().name();
    return METHODS.contains(name) ? name : "OTHER";
  }

  /** The pattern of the route that a request took: ids stand in it by their names. */
  static String route(RoutingContext context) {
    Route route = context.currentRoute();
    return route == null || route.getPath() == null ? "unmatched" : Paths.asContract(route);
  }
}
