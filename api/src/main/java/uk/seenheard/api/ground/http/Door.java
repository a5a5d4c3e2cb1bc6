package uk.seenheard.api.ground.http;

import io.vertx.ext.web.Router;

/** A feature's entrance: it puts its routes on the router, parses, asks, and answers. */
@FunctionalInterface
public interface Door {
  /** The order of a route through which a request goes before any door behind it is asked. */
  int ANTEROOM = -20;

  /** Puts this door's routes on the router. */
  void mount(Router router);

  /** The server is about to stop: answers that would never end, end here. */
  default void closing() {}
}
