package uk.seenheard.api.ground.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * A problem as a page, for whoever typed or followed an address in a browser: what is wrong, and
 * where to go on. Whatever calls the interface gets its problem as JSON.
 */
final class ProblemPage {
  private static final String INTERFACE = "/v1/";

  private ProblemPage() {}

  /** Whether a browser asks for something to show: the interface itself is never a page. */
  static boolean isWanted(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String path = request.path();
    return reads
        && accept != null
        && accept.toLowerCase(Locale.ROOT).contains("text/html")
        && path != null
        && !path.startsWith(INTERFACE);
  }

  static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (Answers.isOver(context) || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end(text(problem))
        .onFailure(gone -> response.reset());
  }

  private static String text(Problem problem) {
    String title =
        problem.status() == 404 ? "There is nothing at this address" : "This did not work";
    String what =
        problem.status() == 404
            ? "Check that it was typed or copied whole. What was here may have been moved."
            : problem.detail() + '.';
    return "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
        + title
        + " – Seen &amp; Heard</title><link rel=\"stylesheet\""
        + " href=\"/docs/style.css\"></head><body><main><h1>"
        + title
        + "</h1><p>"
        + escaped(what)
        + "</p><ul><li><a href=\"/\">The supervisors’ queue</a></li>"
        + "<li><a href=\"/officer/\">The officer’s page</a></li>"
        + "<li><a href=\"/help\">Help</a></li>"
        + "<li><a href=\"/docs\">What the interface can do</a></li></ul></main></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
