package uk.seenheard.api.field.officer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;

/**
 * Serves the officer's page: one document that is asked for anew each time, and its files under an
 * address that changes with their content. It holds no data: what an officer sees lies sealed on
 * the handheld, and comes and goes by the protocol of every handset.
 */
final class OfficerDoor implements Door {
  private static final String PLACE = "/officer/";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String POLICY =
      SecurityHeaders.PAGE_POLICY.replace("form-action 'self'", "form-action 'none'")
          + "; require-trusted-types-for 'script'; trusted-types officer";

  private static final String UTF_8 = "; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");

  private final Future<OfficerFiles> files;

  /** Begins to read the files, away from the event loop. */
  OfficerDoor(Vertx vertx) {
    this.files = vertx.executeBlocking(OfficerFiles::read);
  }

  @Override
  public void mount(Router router) {
    router.get(PLACE).handler(context -> files.onComplete(r -> page(context, r), context::fail));
    router
        .get(PLACE + "sw.js")
        .handler(context -> files.onComplete(r -> keeper(context, r), context::fail));
    router
        .get(PLACE + ":version/:name")
        .handler(context -> files.onComplete(r -> file(context, r), context::fail));
  }

  private static void page(RoutingContext context, OfficerFiles read) {
    if (!read.isThere()) {
      context.fail(Problem.notFound("The officer's page, which this build was made without,"));
      return;
    }
    anew(context, "text/html", read.page());
  }

  /** The service worker: its own address tells the browser what it may answer for. */
  private static void keeper(RoutingContext context, OfficerFiles read) {
    if (!read.isThere()) {
      context.fail(Problem.notFound("The officer's page, which this build was made without,"));
      return;
    }
    anew(context, "text/javascript", read.keeper());
  }

  private static void anew(RoutingContext context, String type, String text) {
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.CONTENT_TYPE, type + UTF_8)
        .end(Buffer.buffer(text));
  }

  private static void file(RoutingContext context, OfficerFiles read) {
    String name = context.pathParam("name");
    String text = read.files().get(name);
    if (text == null || !read.version().equals(context.pathParam("version"))) {
      context.fail(Problem.notFound("The file"));
      return;
    }
    context
        .response()
        // A worker goes by the policy of its own file.
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, FOREVER)
        .putHeader(HttpHeaders.CONTENT_TYPE, type(name))
        .end(Buffer.buffer(text));
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "text/plain") + UTF_8;
  }
}
