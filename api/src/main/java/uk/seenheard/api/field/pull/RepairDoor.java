package uk.seenheard.api.field.pull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.feed.IncidentDigests;

/** Where a handset whose replica differs finds out where, and fetches one incident again. */
public final class RepairDoor implements Door {
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,6})");

  private final Gatekeeper gatekeeper;
  private final RepairService repairs;
  private final Disclosures disclosures;
  private final LongSupplier now;

  /** In front of the service. */
  public RepairDoor(
      Gatekeeper gatekeeper, RepairService repairs, Disclosures disclosures, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.repairs = repairs;
    this.disclosures = disclosures;
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

  private static Optional<String> after(RoutingContext context) {
    return context.queryParam("after").stream().filter(text -> !text.isEmpty()).findFirst();
  }

  private static String uuid(String name, String text) {
    String id = text.toLowerCase(Locale.ROOT);
    if (!Identity.isUuid(id)) {
      throw Problem.malformed(name, "is a UUID");
    }
    return id;
  }

  private void digests(RoutingContext context) {
    Grant grant = admitted(context);
    String after = after(context).map(id -> uuid("after", id)).orElse("");
    Answers.json(context, 200, repairs.digests(grant, after), IncidentDigests::json);
  }

  private void incident(RoutingContext context) {
    Grant grant = admitted(context);
    String incident = uuid("incident", context.pathParam("incident"));
    Projection.Place after = after(context).map(RepairDoor::place).orElse(Projection.Place.START);
    repairs
        .incident(grant, incident, after)
        .compose(frames -> NdjsonFrames.noted(disclosures, grant, frames))
        .onSuccess(
            frames ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, NdjsonFrames.NDJSON)
                    .end(NdjsonFrames.of(frames)))
        .onFailure(context::fail);
  }

  private static Projection.Place place(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      throw Problem.malformed("after", "is the cursor of the last page, such as 12.3");
    }
    return new Projection.Place(Long.parseLong(place.group(1)), Integer.parseInt(place.group(2)));
  }
}
