package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Members;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.log.Ledger;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/** Where an inspector erases an incident that the law no longer lets the force keep. */
public final class ErasureDoor implements Door {
  private static final int MAX_GROUND_CHARS = 400;
  private static final int MAX_REASON_CHARS = 4_000;

  private final Gatekeeper gatekeeper;
  private final ErasureLedger erasures;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Projector projector;
  private final LongSupplier now;

  /** For the incidents of a force. */
  public ErasureDoor(
      Gatekeeper gatekeeper,
      ErasureLedger erasures,
      Incidents incidents,
      Ledger ledger,
      Projector projector,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.erasures = erasures;
    this.incidents = incidents;
    this.ledger = ledger;
    this.projector = projector;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/incidents/:incident/erasure").handler(this::erase);
  }

  private void erase(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
    if (grant.role() != Role.INSPECTOR) {
      throw Problem.forbidden("Only an inspector erases an incident.");
    }
    Members asked = Members.ofBody(context, Set.of("ground", "reason"));
    String ground = said(asked, "ground", MAX_GROUND_CHARS);
    String reason = said(asked, "reason", MAX_REASON_CHARS);
    String incident = context.pathParam("incident");
    if (!Identity.isUuid(incident)) {
      throw Problem.malformed("incident", "is a UUID in lower case");
    }
    Optional<Long> before = erasures.at(incident);
    Answers.json(
        context,
        200,
        before.isPresent()
            ? Future.succeededFuture(before.get())
            // What was acknowledged before is erased too.
            : incidents
                .card(grant.scopes(), incident)
                .compose(
                    card -> erasures.write(ledger, projector, grant, card, ground, reason, at)),
        erasedAt ->
            Json.object().put("incident", incident).put("erasedAt", (long) erasedAt).build());
  }

  private static String said(Members asked, String name, int most) {
    String text = asked.text(name, most);
    if (text.isBlank()) {
      throw Problem.malformed(name, "says nothing; say it in words");
    }
    return text;
  }
}
