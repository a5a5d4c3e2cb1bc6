package uk.seenheard.api.desk.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.SecurityHeaders;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Serves the supervisor's pages: one document for every address, its own files under an address
 * that changes with their content, and the libraries' files from their jars.
 *
 * <p>The document is asked for anew each time and names everything else by version, so that all
 * else may be kept for a year and no page ever runs with half of an older one. It holds no data:
 * the page fetches those under the person's login.
 */
public final class ConsoleDoor implements Door {
  private static final long YEAR_SECONDS = 31_536_000;
  private static final String FOREVER = "public, max-age=" + YEAR_SECONDS + ", immutable";

  private static final List<String> PAGES =
      List.of(
          "/overdue",
          "/brief",
          "/footage",
          "/handsets",
          "/people",
          "/measures",
          "/triage",
          "/partners",
          "/search",
          "/help");

  private final Future<ConsoleFiles> files;

  /** Begins to read the files, away from the event loop. */
  public ConsoleDoor(Vertx vertx, JsonReader reader) {
    this.files = vertx.executeBlocking(() -> ConsoleFiles.read(reader));
  }

  @Override
  public void mount(Router router) {
    router.get("/").handler(this::page);
    router.get("/incidents/:incident").handler(this::page);
    PAGES.forEach(address -> router.get(address).handler(this::page));
    router.get("/console/:version/*").handler(this::file);
    router.get("/favicon.ico").handler(context -> context.response().setStatusCode(204).end());
    router.get(ConsoleFiles.LIBRARIES + "*").handler(ConsoleDoor::kept);
    router.get(ConsoleFiles.LIBRARIES + "*").handler(jar("META-INF/resources/_static"));
    router.get(ConsoleFiles.DESIGN + "*").handler(ConsoleDoor::kept);
    router.get(ConsoleFiles.DESIGN + "*").handler(jar("META-INF/resources/webjars/govuk-frontend"));
    router.get(ConsoleFiles.CHARTS + "*").handler(ConsoleDoor::kept);
    router.get(ConsoleFiles.CHARTS + "*").handler(jar("META-INF/resources/webjars/chart.js"));
  }

  private static StaticHandler jar(String root) {
    return StaticHandler.create(root)
        .setIncludeHidden(false)
        .setDirectoryListing(false)
        .setMaxAgeSeconds(YEAR_SECONDS);
  }

  private static void kept(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, FOREVER);
    context.addHeadersEndHandler(
        ready -> {
          if (context.response().getStatusCode() >= 400) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          }
        });
    context.next();
  }

  private void page(RoutingContext context) {
    files.onComplete(
        read ->
            context
                .response()
                .putHeader("Content-Security-Policy", policy(read))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(Buffer.buffer(read.page())),
        context::fail);
  }

  /** The usual policy of pages, for this import map too, and no markup made from text. */
  private static String policy(ConsoleFiles read) {
    return SecurityHeaders.PAGE_POLICY.replace(
            "script-src 'self'", "script-src 'self' '" + read.importMapHash() + "'")
        + "; require-trusted-types-for 'script'; trusted-types lit-html";
  }

  private void file(RoutingContext context) {
    files.onComplete(read -> file(context, read), context::fail);
  }

  private static void file(RoutingContext context, ConsoleFiles read) {
    String version = context.pathParam("version");
    String name = context.normalizedPath().substring("/console/".length() + version.length() + 1);
    ConsoleFiles.File file = read.files().get(name);
    if (file == null || !read.version().equals(version)) {
      context.fail(Problem.notFound("The file"));
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, FOREVER)
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .end(Buffer.buffer(file.text()));
  }
}
