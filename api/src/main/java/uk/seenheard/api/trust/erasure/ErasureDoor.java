package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.codec.Json;

/** Where an inspector erases an incident that the law no longer lets the force keep. */
public final class ErasureDoor implements Door {

  private final Gatekeeper gatekeeper;
  private final ErasureLedger erasures;
  private final Incidents incidents;
  private final ActWriter acts;
  private final LongSupplier now;

  /** For the incidents of a force. */
  public ErasureDoor(
      Gatekeeper gatekeeper,
      ErasureLedger erasures,
      Incidents incidents,
      ActWriter acts,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.erasures = erasures;
    this.incidents = incidents;
    this.acts = acts;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/incidents/:incident/erasure").handler(this::erase);
  }

  private void erase(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
    Asked asked = Asked.of(context);
    String ground = asked.text("ground");
    String reason = asked.text("reason");
    String incident = asked.text("incident");
    Optional<ErasureLedger.Erased> before = erasures.at(incident);
    Answers.json(
        context,
        200,
        before.isPresent()
            ? Future.succeededFuture(before.get())
            // What was acknowledged before is erased too.
            : incidents
                .at(grant.scopes(), incident)
                .compose(found -> erasures.write(acts, grant, found, ground, reason, at)),
        erased ->
            Json.object()
                .put("incident", incident)
                .put("erasedAt", erased.at())
                .put("elsewhere", Json.texts(erased.elsewhere()))
                .build());
  }
}
