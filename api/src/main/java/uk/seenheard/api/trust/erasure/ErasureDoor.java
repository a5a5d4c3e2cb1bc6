package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.codec.Json;

/**
 * Where an inspector erases what the law no longer lets the force keep: an incident, or what the
 * catalogue has of a recording or of a year of them.
 */
public final class ErasureDoor implements Door {

  private final Gatekeeper gatekeeper;
  private final ErasureLedger erasures;
  private final ErasedFootage footage;
  private final Incidents incidents;
  private final ActWriter acts;
  private final LongSupplier now;

  /** For the incidents of a force. */
  ErasureDoor(
      Gatekeeper gatekeeper,
      ErasureLedger erasures,
      ErasedFootage footage,
      Incidents incidents,
      ActWriter acts,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.erasures = erasures;
    this.footage = footage;
    this.incidents = incidents;
    this.acts = acts;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/incidents/:incident/erasure").handler(this::erase);
    router.post("/v1/footage/erasures").handler(this::eraseFootage);
  }

  private void eraseFootage(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
    Asked asked = Asked.of(context);
    ErasedFootage.What what =
        new ErasedFootage.What(
            asked.optionalWhole("year"), asked.optionalText("source"), asked.optionalText("clip"));
    if (!what.isOne()) {
      throw Problem.malformed("year", "or a recording by source and clip: name one of the two");
    }
    long past = Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC).getYear() - 2L;
    if (what.year().filter(year -> year > past).isPresent()) {
      throw Problem.malformed(
          "year",
          "is not over for a year yet: its incidents are still looked at. Erase its recordings one"
              + " by one");
    }
    Answers.json(
        context,
        200,
        footage.write(acts, grant, what, asked.text("ground"), asked.text("reason")),
        done -> Json.object().put("erasedAt", at).build());
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
