package uk.seenheard.api.desk.chase;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.codec.Json;

/**
 * Where the open incidents of somebody who left are given to somebody else, one act an incident.
 */
public final class HandoverDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final Handover handover;
  private final Force force;
  private final Moves moves;
  private final LongSupplier now;

  /** For the people of a force. */
  public HandoverDoor(
      Gatekeeper gatekeeper, Handover handover, Force force, Moves moves, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.handover = handover;
    this.force = force;
    this.moves = moves;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/people/:person/handover").handler(this::hand);
  }

  private void hand(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Asked asked = Asked.of(context);
    grant.requireOwnRank(
        Role.SUPERVISOR,
        asked.text("person"),
        "Only a supervisor or an inspector gives work to somebody else.");
    String to = asked.text("to");
    String reason = asked.text("reason");
    Person leaver =
        force
            .person(asked.text("person"))
            .orElseThrow(() -> Problem.notFound("A person of that id"));
    boolean theirs = moves.teams(leaver).stream().anyMatch(grant.own().teams()::contains);
    if (grant.own().role() != Role.INSPECTOR && !theirs) {
      throw Problem.forbidden("A supervisor gives away the work of their own teams only.");
    }
    Person taker =
        force.person(to).orElseThrow(() -> Problem.malformed("to", "is nobody on the roster"));
    if (taker.id().equals(leaver.id()) || !taker.role().isPerson()) {
      throw Problem.malformed("to", "is somebody else who records or decides");
    }
    Answers.json(
        context,
        200,
        handover.hand(grant, leaver.id(), taker.id(), reason),
        done ->
            Json.object()
                .put("person", leaver.id())
                .put("to", taker.id())
                .put("incidents", Json.texts(done.incidents()))
                .put("more", done.more())
                .build());
  }
}
