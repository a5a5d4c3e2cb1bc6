package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.sync.codec.Json;

/**
 * Where a page gets its short login for the session that its browser holds, and where the session
 * ends. The session's cookie is good for nothing else: every other door wants the login itself.
 */
final class SessionDoor implements Door {
  private final Optional<SignInParts> parts;

  SessionDoor(Optional<SignInParts> parts) {
    this.parts = parts.filter(known -> known.provider().isOffered());
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/sign-in").handler(this::offered);
    router.post("/v1/session").handler(this::login);
    router.post("/v1/session/end").handler(this::end);
  }

  private void offered(RoutingContext context) {
    Json.Builder offer = Json.object();
    parts.ifPresent(
        known ->
            offer.put(
                "provider",
                Json.object().put("name", known.provider().name()).put("at", "/sign-in").build()));
    Answers.json(context, 200, offer.build());
  }

  private void login(RoutingContext context) {
    requireOwnPage(context);
    Answers.json(
        context,
        200,
        secret(context)
            .map(held -> parts.orElseThrow().life().login(held))
            .orElseGet(
                () ->
                    Future.failedFuture(
                        Problem.unauthenticated("Nobody is signed in with this browser."))),
        this::said);
  }

  private Json.Obj said(Tokens.SessionLogin login) {
    Grant grant = login.grant();
    return Json.object()
        .put("token", login.token())
        .put("expiresAt", grant.expiresAt())
        .put("force", grant.force())
        .put("person", grant.person())
        .put("name", grant.name())
        .put("role", grant.role().word())
        .put("teams", Json.texts(grant.teams().stream().sorted().toList()))
        .build();
  }

  private void end(RoutingContext context) {
    requireOwnPage(context);
    String place = Crumbs.place(Asked.of(context).optionalText("to"));
    Optional<String> held = secret(context);
    if (parts.isEmpty()) {
      Answers.json(context, 200, Json.object().put("signedOut", true).build());
      return;
    }
    SignInParts known = parts.get();
    Crumbs.put(context.response(), known.crumbs().drop(known.crumbs().session()));
    String back = known.crumbs().origin(context.request()) + place;
    Future<Void> ended = held.map(known.life()::end).orElse(Future.succeededFuture());
    Answers.json(
        context,
        200,
        ended.compose(done -> known.provider().goodbye(back)),
        there -> Json.object().put("signedOut", true).put("then", there).build());
  }

  private Optional<String> secret(RoutingContext context) {
    return parts.flatMap(known -> Crumbs.carried(context.request(), known.crumbs().session()));
  }

  /**
   * A cookie comes with whatever a browser sends here, whoever had it sent: so it is asked who did.
   * A browser says it, or the cookie is not sent along (SameSite).
   */
  private static void requireOwnPage(RoutingContext context) {
    HttpServerRequest request = context.request();
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean own =
        (site == null || site.equals("same-origin"))
            && (origin == null || origin.endsWith("://" + request.getHeader(HttpHeaders.HOST)));
    if (!own) {
      throw Problem.forbidden("Only a page of this server may ask this.");
    }
  }
}
