package uk.seenheard.api.ground.contract;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;

/** Shows the contract: as OpenAPI, as a page, and what each kind of problem means. */
public final class ContractDoor implements Door {
  private final Contract contract = Contract.packed();
  private final String page = ContractPage.of(contract);
  private final String style = Contract.resource("docs.css");

  @Override
  public void mount(Router router) {
    router
        .get("/openapi.yaml")
        .handler(context -> send(context, "application/yaml", contract.text()));
    router.get("/docs").handler(context -> send(context, "text/html; charset=utf-8", page));
    router
        .get("/docs/style.css")
        .handler(context -> send(context, "text/css; charset=utf-8", style));
    router.get("/problems/:name").handler(this::problem);
  }

  private void problem(RoutingContext context) {
    String name = context.pathParam("name");
    if (contract.problem(name).isEmpty()) {
      throw Problem.notFound("This kind of problem");
    }
    context
        .response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, "/docs#problem-" + name)
        .end();
  }

  private static void send(RoutingContext context, String type, String text) {
    context
        .response()
        .putHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .end(text);
  }
}
