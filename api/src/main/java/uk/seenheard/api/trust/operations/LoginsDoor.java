package uk.seenheard.api.trust.operations;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.RefusedLogins;
import uk.seenheard.sync.codec.Json;

/**
 * Says how the identity provider stands in this process, and which checks refused logins: what the
 * person is not told, and whoever runs the server needs. Nothing of a login and nobody is in it.
 */
final class LoginsDoor implements Door {
  private final OperatorAccess access;
  private final Optional<Provider> provider;
  private final RefusedLogins refused;

  LoginsDoor(OperatorAccess access, Optional<Provider> provider, RefusedLogins refused) {
    this.access = access;
    this.provider = provider;
    this.refused = refused;
  }

  @Override
  public void mount(Router router) {
    router.get("/operations/sign-in").handler(this::show);
  }

  private void show(RoutingContext context) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    Json.Builder checks = Json.object();
    new TreeMap<>(refused.counts())
        .forEach(
            (check, count) ->
                checks.put(
                    check,
                    Json.object().put("times", count.times()).put("last", count.last()).build()));
    Json.Builder answer =
        Json.object()
            .put("refused", checks.build())
            .put(
                "last",
                Json.list(
                    refused.last().stream()
                        .map(
                            one ->
                                (Json)
                                    Json.object()
                                        .put("at", one.at())
                                        .put("check", one.check())
                                        .build())
                        .toList()));
    provider.ifPresent(known -> answer.put("provider", known.standing()));
    Answers.json(context, 200, answer.build());
  }
}
