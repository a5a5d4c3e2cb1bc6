package uk.seenheard.api.trust.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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

/** Where an inspector withdraws a person's account, or gives it back, and says why. */
public final class AccountDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final Force force;
  private final ActWriter acts;
  private final LongSupplier now;

  /** For the people of a force. */
  public AccountDoor(Gatekeeper gatekeeper, Force force, ActWriter acts, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.force = force;
    this.acts = acts;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router
        .post("/v1/people/:person/revocation")
        .handler(context -> decide(context, PeopleActs.REVOKED));
    router
        .post("/v1/people/:person/reinstatement")
        .handler(context -> decide(context, PeopleActs.REINSTATED));
  }

  private void decide(RoutingContext context, String act) {
    long at = now.getAsLong();
    Grant grant = gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
    Asked asked = Asked.of(context);
    grant.requireOwnRank(
        Role.INSPECTOR,
        asked.text("person"),
        "Only an inspector withdraws an account or gives it back.");
    String reason = asked.text("reason");
    String person = asked.text("person");
    if (force.person(person).isEmpty()) {
      throw Problem.notFound("A person of that id");
    }
    if (person.equals(grant.person())) {
      throw Problem.forbidden("Your own account is for another inspector to decide about.");
    }
    Json.Obj with =
        Json.object().put("person", person).put("reason", reason).put("since", at).build();
    Answers.json(
        context,
        200,
        acts.write(grant, act, with),
        done ->
            Json.object()
                .put("person", person)
                .put("standing", act.equals(PeopleActs.REVOKED) ? "revoked" : "standing")
                .put("at", at)
                .build());
  }
}
