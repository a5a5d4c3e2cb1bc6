package uk.seenheard.api.ground.login;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.ClientTokens;
import uk.seenheard.sync.codec.Json;

/** Where a machine gets a token for its secret (OAuth 2.0, client credentials). */
final class TokenDoor implements Door {
  /**
   * Tokens of one client a minute, each of which is good for an hour; and wrong secrets of one
   * address. Who has the secret is never held up by those who guess at it: nobody guesses 256 bits.
   */
  private static final int MOST = 30;

  private static final long WITHIN_MILLIS = 60_000;
  private static final String BASIC = "Basic ";

  private final Vertx vertx;
  private final ClientTokens tokens;
  private final LongSupplier now;
  private final Quota made = new Quota(MOST, WITHIN_MILLIS);
  private final Quota wrong = new Quota(MOST, WITHIN_MILLIS);

  TokenDoor(Vertx vertx, ClientTokens tokens, LongSupplier now) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.now = now;
  }

  private record Shown(String client, String secret) {}

  @Override
  public void mount(Router router) {
    router.post("/oauth/token").handler(this::token);
  }

  private void token(RoutingContext context) {
    Asked asked = Asked.of(context);
    if (!asked.text("grant_type").equals("client_credentials")) {
      refuse(context, 400, "unsupported_grant_type", "grant_type is client_credentials.");
      return;
    }
    Optional<Shown> shown = shown(context.request().getHeader(HttpHeaders.AUTHORIZATION), asked);
    if (shown.isEmpty()) {
      refuse(
          context,
          401,
          "invalid_client",
          "Send client_id and client_secret, in the body or as basic authentication.");
      return;
    }
    long at = now.getAsLong();
    Set<String> scopes = scopes(asked.optionalText("scope").orElse(""));
    String client = shown.get().client();
    vertx
        .executeBlocking(() -> tokens.make(client, shown.get().secret(), scopes, at), false)
        .onComplete(token -> answer(context, client, token, at), context::fail);
  }

  private void answer(
      RoutingContext context, String client, Optional<ClientTokens.Made> token, long at) {
    String address = String.valueOf(context.request().remoteAddress().hostAddress());
    if (!(token.isPresent() ? made.take(client, at) : wrong.take(address, at))) {
      context.fail(Problem.busy("Too many tokens were asked for: keep one for its hour.", 60));
    } else if (token.isEmpty()) {
      refuse(
          context,
          401,
          "invalid_client",
          "There is no such client with that secret and those scopes, or it was ended.");
    } else {
      Answers.json(
          context,
          200,
          Json.object()
              .put("access_token", token.get().token())
              .put("token_type", "Bearer")
              .put("expires_in", token.get().seconds())
              .put("scope", String.join(" ", new TreeSet<>(token.get().scopes())))
              .build());
    }
  }

  /** As RFC 6749 has it, 5.2. */
  private static void refuse(RoutingContext context, int status, String error, String words) {
    if (status == 401) {
      context.response().putHeader("WWW-Authenticate", "Basic realm=\"seenheard\"");
    }
    Answers.json(
        context, status, Json.object().put("error", error).put("error_description", words).build());
  }

  private static Set<String> scopes(String text) {
    Set<String> scopes = new TreeSet<>();
    for (String one : text.split(" ", -1)) {
      if (!one.isEmpty()) {
        scopes.add(one);
      }
    }
    return scopes;
  }

  private static Optional<Shown> shown(@Nullable String header, Asked asked) {
    if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(header.substring(BASIC.length()).trim());
    }
    Optional<String> client = asked.optionalText("client_id");
    Optional<String> secret = asked.optionalText("client_secret");
    return client.isPresent() && secret.isPresent()
        ? Optional.of(new Shown(client.get(), secret.get()))
        : Optional.empty();
  }

  private static Optional<Shown> basic(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Shown(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))));
    } catch (IllegalArgumentException noBasic) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
