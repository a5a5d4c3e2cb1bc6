package uk.seenheard.api.ground.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.roster.ShapeCheck;

/**
 * Shows the schemas of the force's own files about its people: the roster, the mapping of claims.
 */
final class SchemaDoor implements Door {
  @Override
  public void mount(Router router) {
    router.get("/schemas/:name").handler(SchemaDoor::show);
  }

  private static void show(RoutingContext context) {
    String name = String.valueOf(context.pathParam("name"));
    if (!ShapeCheck.PUBLISHED.contains(name)) {
      throw Problem.notFound("The schema");
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/schema+json")
        .end(ShapeCheck.text(name));
  }
}
