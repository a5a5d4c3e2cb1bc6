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
  /** Tries of one client a minute: a token is good for an hour. */
  private static final int MOST = 30;

  private static final long WITHIN_MILLIS = 60_000;
  private static final String BASIC = "Basic ";

  private final Vertx vertx;
  private final ClientTokens tokens;
  private final LongSupplier now;
  private final Quota quota = new Quota(MOST, WITHIN_MILLIS);

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
    if (!quota.take(shown.get().client(), at)) {
      context.fail(Problem.busy("Too many tokens were asked for: keep one for its hour.", 60));
      return;
    }
    Set<String> scopes = scopes(asked.optionalText("scope").orElse(""));
    vertx
        .executeBlocking(
            () -> tokens.make(shown.get().client(), shown.get().secret(), scopes, at), false)
        .onComplete(made -> answer(context, made), context::fail);
  }

  private static void answer(RoutingContext context, Optional<ClientTokens.Made> made) {
    if (made.isEmpty()) {
      refuse(
          context,
          401,
          "invalid_client",
          "There is no such client with that secret and those scopes, or it was ended.");
      return;
    }
    Answers.json(
        context,
        200,
        Json.object()
            .put("access_token", made.get().token())
            .put("token_type", "Bearer")
            .put("expires_in", made.get().seconds())
            .put("scope", String.join(" ", new TreeSet<>(made.get().scopes())))
            .build());
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
