package uk.seenheard.api.field.pull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Pieces;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.work.Turns;
import uk.seenheard.sync.feed.IncidentDigests;

/** Where a handset whose replica differs finds out where, and fetches one incident again. */
public final class RepairDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final RepairService repairs;
  private final NdjsonFrames frames;
  private final Turns turns;
  private final LongSupplier now;

  /** In front of the service. */
  public RepairDoor(
      Gatekeeper gatekeeper,
      RepairService repairs,
      NdjsonFrames frames,
      Turns turns,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.repairs = repairs;
    this.frames = frames;
    this.turns = turns;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/sync/incidents").handler(this::digests);
    router.get("/v1/sync/incidents/:incident").handler(this::incident);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void digests(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    String after = asked.optionalText("after").orElse("");
    Answers.json(
        context,
        200,
        turns.one(
            () -> Answers.isOver(context),
            () -> repairs.digests(grant, asked.optionalText("cursor"), after)),
        IncidentDigests::json);
  }

  private void incident(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    Place after = asked.optionalText("after").map(RepairDoor::place).orElse(Place.START);
    String incident = asked.text("incident");
    turns
        .one(
            () -> Answers.isOver(context),
            () ->
                repairs
                    .incident(grant, asked.optionalText("cursor"), incident, after)
                    .compose(handed -> frames.noted(grant, handed))
                    .compose(page -> frames.written(incident, page)))
        .onSuccess(lines -> send(context, lines))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, List<String> lines) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, NdjsonFrames.NDJSON);
    (Pieces.isLong(lines)
            ? Pieces.write(context, lines).compose(sent -> response.end())
            : response.end(lines.get(0)))
        .onFailure(gone -> Answers.broken(context, gone));
  }

  private static Place place(String text) {
    int dot = text.indexOf('.');
    return new Place(
        Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }
}
