package uk.seenheard.api.ground.contract;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;

/**
 * Shows what an integrator reads first, as it stands in the repository, and a sample of each
 * payload.
 */
public final class IntegratorsDoor implements Door {
  private static final String FOLDER = "integrators/";
  private static final List<String> PAGES =
      List.of(
          "README.md",
          "NOTICES.md",
          "CHANGELOG.md",
          "receiver.py",
          "partners.py",
          "demo-referrals.json");
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> samples = new LinkedHashMap<>();
  private final String index;

  /** Reads them once. */
  public IntegratorsDoor() {
    for (String name : PAGES) {
      texts.put(name, Contract.resource(FOLDER + name));
    }
    index = Contract.resource(FOLDER + "samples/index.txt");
    for (String name : index.split("\n", -1)) {
      if (!name.isEmpty()) {
        samples.put(name, Contract.resource(FOLDER + "samples/" + name));
      }
    }
  }

  @Override
  public void mount(Router router) {
    router
        .get("/docs/integrators")
        .handler(context -> send(context, PLAIN, texts.getOrDefault("README.md", "")));
    router.get("/docs/integrators/:name").handler(context -> named(context, texts, PLAIN));
    router.get("/docs/samples").handler(context -> send(context, PLAIN, index));
    router
        .get("/docs/samples/:name")
        .handler(context -> named(context, samples, "application/json"));
  }

  private static void named(RoutingContext context, Map<String, String> from, String type) {
    String text = from.get(context.pathParam("name"));
    if (text == null) {
      throw Problem.notFound("The file");
    }
    send(context, type, text);
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
