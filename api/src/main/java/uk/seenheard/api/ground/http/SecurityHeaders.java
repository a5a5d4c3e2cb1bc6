package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers that tell a browser to trust an answer as little as it can. A door that serves a page
 * replaces the policy and the caching by what the page needs. An answer that is data says only that
 * it is not to be guessed at and not to be kept: the others are for what a browser shows, and would
 * be longer than most of what a handset is answered.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
  private static final String A_YEAR = "max-age=31536000; includeSubDomains";

  /** The policy of pages: this server's own files, no inline script or style. */
  public static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** The policy of everything else. */
  static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final List<String> OF_WHAT_IS_SHOWN =
      List.of(
          "Content-Security-Policy",
          "X-Frame-Options",
          "Referrer-Policy",
          "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy",
          "Permissions-Policy");

  private final boolean secret;

  /** Tells browsers to come back by TLS only, where everybody comes by TLS. */
  public SecurityHeaders(boolean secret) {
    this.secret = secret;
  }

  @Override
  public void handle(RoutingContext context) {
    if (secret) {
      context.response().putHeader("Strict-Transport-Security", A_YEAR);
    }
    context
        .response()
        .putHeader("Content-Security-Policy", DATA_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        .putHeader("Cache-Control", "no-store");
    context.addHeadersEndHandler(
        ended -> {
          MultiMap headers = context.response().headers();
          if (isData(headers.get(HttpHeaders.CONTENT_TYPE))) {
            OF_WHAT_IS_SHOWN.forEach(headers::remove);
          }
        });
    context.next();
  }

  /** What no browser shows as a page: with {@code nosniff} it is what it says it is. */
  private static boolean isData(@Nullable String type) {
    return type != null
        && (type.startsWith("application/json")
            || type.startsWith("application/problem+json")
            || type.startsWith("application/x-ndjson")
            || type.startsWith("text/event-stream"));
  }
}
