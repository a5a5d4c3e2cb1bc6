package uk.seenheard.api.ground.server;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.http.Bodies;
import uk.seenheard.api.ground.http.Failures;
import uk.seenheard.api.ground.http.Problem;

/**
 * Refuses a head that a proxy in front could read differently: where two readers disagree about
 * where a request ends or whom it is for, somebody slips a second request past the first one's
 * rules. And a request that is for another host is not answered: a page of somebody else's site
 * that has its name point here gets nothing.
 *
 * <p>Folded lines are refused before, see {@link FoldedLines}.
 */
final class Framing implements Handler<RoutingContext> {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  private final Exposure exposure;

  Framing(Exposure exposure) {
    this.exposure = exposure;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap headers = request.headers();
    List<String> hosts = headers.getAll(HttpHeaders.HOST);
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
    if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
      refuse(context, "Host", "must stand once, a name or an address and perhaps a port");
    } else if (!request.uri().startsWith("/")) {
      refuse(context, "request", "must name a path; who it is for stands in Host");
    } else if (!codings.isEmpty()
        && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"))) {
      refuse(context, "Transfer-Encoding", "may be chunked, once and alone");
    } else if (lengths.size() > 1 || !codings.isEmpty() && !lengths.isEmpty()) {
      refuse(context, "Content-Length", "may stand once, and not beside Transfer-Encoding");
    } else if (!exposure.answersTo(hosts.get(0)) && !request.path().startsWith("/health/")) {
      Bodies.refuse(context, Failures.ofStatus(421));
    } else {
      context.next();
    }
  }

  private static void refuse(RoutingContext context, String field, String reason) {
    Bodies.refuse(context, Problem.malformed(field, reason));
  }
}
