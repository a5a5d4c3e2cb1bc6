package uk.seenheard.api.ground.http;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * By which route a request is counted: the one that it took, and for what was refused before any
 * was taken, or by what stands behind all of them, the one that is for its path.
 */
public final class KnownRoutes {
  private static final String UNMATCHED = "unmatched";

  private final Router router;
  private List<Route> known = List.of();

  /** Of a router; what is mounted on it later counts too, until the first request is looked up. */
  public KnownRoutes(Router router) {
    this.router = router;
  }

  /** The pattern of the contract, in which ids stand by their names, or {@code unmatched}. */
  String of(RoutingContext context) {
    Route taken = context.currentRoute();
    if (taken != null && taken.getPath() != null) {
      return Paths.asContract(taken);
    }
    String path;
    try {
      path = context.normalizedPath();
    } catch (IllegalArgumentException noPath) {
      return UNMATCHED;
    }
    String otherwise = UNMATCHED;
    for (Route route : known()) {
      if (Paths.match(route, path)) {
        if (route.methods().contains(context.request().method())) {
          return Paths.asContract(route);
        }
        otherwise = otherwise.equals(UNMATCHED) ? Paths.asContract(route) : otherwise;
      }
    }
    return otherwise;
  }

  private synchronized List<Route> known() {
    if (known.isEmpty()) {
      List<Route> found = new ArrayList<>();
      for (Route route : router.getRoutes()) {
        if (route.getPath() != null && route.methods() != null && !route.methods().isEmpty()) {
          found.add(route);
        }
      }
      known = List.copyOf(found);
    }
    return known;
  }
}
