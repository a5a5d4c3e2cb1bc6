package uk.seenheard.api.ground.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Optional;

/**
 * The two cookies: one while somebody is on the way to the provider, one for their session. Where
 * everybody comes by TLS, their names bind them to this host and to TLS ({@code __Host-}).
 *
 * @param secret whether everybody comes by TLS
 */
record Crumbs(boolean secret) {
  private static final int ON_THE_WAY_SECONDS = 600;
  private static final int MOST_CHARS = 4_096;

  /** The pages that people sign in from, by what each calls itself. */
  private static final Map<String, String> PLACES = Map.of("desk", "/", "officer", "/officer/");

  /** Where somebody goes back to; whoever says nothing known goes to the desk. */
  static String place(Optional<String> named) {
    return named.map(PLACES::get).orElse("/");
  }

  /** What a cookie of a request holds. */
  static Optional<String> carried(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MOST_CHARS);
  }

  /** Sends a cookie along with an answer. */
  static void put(HttpServerResponse response, String line) {
    response.headers().add(HttpHeaders.SET_COOKIE, line);
  }

  /** This server as the browser knows it: the host was looked at before any door. */
  String origin(HttpServerRequest request) {
    return (secret ? "https://" : "http://") + request.getHeader(HttpHeaders.HOST);
  }

  String session() {
    return name("seenheard-session");
  }

  String onTheWay() {
    return name("seenheard-on-the-way");
  }

  private String name(String plain) {
    return secret ? "__Host-" + plain : plain;
  }

  /** Until the browser is closed; the server ends it before. */
  String keepSession(String value) {
    return line(session(), value, Optional.empty());
  }

  String keepOnTheWay(String value) {
    return line(onTheWay(), value, Optional.of(ON_THE_WAY_SECONDS));
  }

  String drop(String name) {
    return line(name, "", Optional.of(0));
  }

  private String line(String name, String value, Optional<Integer> seconds) {
    return name
        + '='
        + value
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (secret ? "; Secure" : "")
        + seconds.map(age -> "; Max-Age=" + age).orElse("");
  }
}
