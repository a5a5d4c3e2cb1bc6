package uk.seenheard.api.ground.login;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Team;
import uk.seenheard.sync.codec.Json;

/** Where anybody signs in as anybody of the invented force: exists in demonstrations only. */
final class DemoDoor implements Door {
  private final Vertx vertx;
  private final Tokens tokens;
  private final Force force;
  private final Tokens.DemoIssuer issuer;
  private final LongSupplier now;
  private final Duration login;

  DemoDoor(Vertx vertx, Tokens tokens, Tokens.DemoIssuer issuer, LongSupplier now, Duration login) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.force = tokens.force();
    this.issuer = issuer;
    this.now = now;
    this.login = login;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/demo/people").handler(this::people);
    router.post("/v1/demo/sign-in").handler(this::signIn);
  }

  private void people(RoutingContext context) {
    List<Json> teams = new ArrayList<>();
    for (Team team : force.teams()) {
      teams.add(Json.object().put("id", team.id()).put("name", team.name()).build());
    }
    List<Json> people = new ArrayList<>();
    for (Person person : force.people()) {
      people.add(json(person));
    }
    Answers.json(
        context,
        200,
        Json.object()
            .put("force", Json.object().put("id", force.id()).put("name", force.name()).build())
            .put("teams", Json.list(teams))
            .put("people", Json.list(people))
            .build());
  }

  private void signIn(RoutingContext context) {
    long at = now.getAsLong();
    long expiresAt = at + login.toMillis();
    String id = Asked.of(context).text("person");
    Person person =
        force
            .person(id)
            .orElseThrow(
                () ->
                    Problem.malformed(
                        "person", "names nobody of the demo force: see GET /v1/demo/people"));
    Answers.json(
        context,
        200,
        vertx.executeBlocking(() -> issuer.login(person, at, expiresAt), false),
        token ->
            Json.object()
                .put("token", token)
                .put("expiresAt", expiresAt)
                .put("person", person.id())
                .put("name", person.name())
                .put("role", person.role().word())
                .put("teams", Json.texts(tokens.teams(person)))
                .build());
  }

  private Json json(Person person) {
    return Json.object()
        .put("id", person.id())
        .put("name", person.name())
        .put("role", person.role().word())
        .put("teams", Json.texts(tokens.teams(person)))
        .build();
  }
}
