package uk.seenheard.api.trust.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.codec.Json;

/** Where an inspector moves a person to other teams, and says why. */
public final class MoveDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final Force force;
  private final ActWriter acts;
  private final LongSupplier now;

  /** For the people of a force. */
  public MoveDoor(Gatekeeper gatekeeper, Force force, ActWriter acts, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.force = force;
    this.acts = acts;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/people/:person/move").handler(this::move);
  }

  private void move(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Asked asked = Asked.of(context);
    grant.requireOwnRank(
        Role.INSPECTOR, asked.text("person"), "Only an inspector moves a person to another team.");
    String reason = asked.text("reason");
    List<String> teams = asked.texts("teams");
    if (!teams.stream().allMatch(team -> force.team(team).isPresent())
        || Set.copyOf(teams).size() < teams.size()) {
      throw Problem.malformed("teams", "holds something that is no team, or one twice");
    }
    String person = asked.text("person");
    if (force.person(person).isEmpty()) {
      throw Problem.notFound("A person of that id");
    }
    if (person.equals(grant.person())) {
      throw Problem.forbidden("Your own team is for another inspector to decide about.");
    }
    Json.Obj with =
        Json.object()
            .put("person", person)
            .put("teams", Json.texts(teams))
            .put("reason", reason)
            .build();
    Answers.json(
        context,
        200,
        acts.write(grant, PeopleActs.MOVED, with),
        done -> Json.object().put("person", person).put("teams", Json.texts(teams)).build());
  }
}
