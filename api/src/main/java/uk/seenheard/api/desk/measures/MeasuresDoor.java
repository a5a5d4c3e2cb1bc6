package uk.seenheard.api.desk.measures;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Members;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.projection.Weeks;

/** Where supervisors and inspectors read the measures, as JSON and as CSV. */
public final class MeasuresDoor implements Door {
  private static final int MAX_ID = 64;
  private static final int MAX_WEEKS = 106;
  private static final int USUAL_WEEKS = 12;
  private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

  private final Gatekeeper gatekeeper;
  private final MeasuresService measures;
  private final LongSupplier now;

  /** In front of the service. */
  public MeasuresDoor(Gatekeeper gatekeeper, MeasuresService measures, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.measures = measures;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/measures").handler(this::json);
    router.get("/v1/measures.csv").handler(this::csv);
  }

  private Grant reader(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    if (!grant.role().reviews()) {
      throw Problem.forbidden("Only supervisors and inspectors read the measures.");
    }
    return grant;
  }

  private void json(RoutingContext context) {
    Grant grant = reader(context);
    MeasuresService.Wanted wanted = wanted(context);
    Answers.json(
        context,
        200,
        measures.measures(grant, wanted),
        found -> MeasuresText.json(found, wanted.from(), wanted.to()));
  }

  private void csv(RoutingContext context) {
    Grant grant = reader(context);
    Future<Measures> found = measures.measures(grant, wanted(context));
    found.onComplete(
        sums ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present")
                .putHeader("Content-Disposition", "attachment; filename=\"measures.csv\"")
                .end(MeasuresText.csv(sums)),
        context::fail);
  }

  private MeasuresService.Wanted wanted(RoutingContext context) {
    Members asked = Members.ofQuery(context, Set.of("from", "to", "team", "form"));
    LocalDate today = Instant.ofEpochMilli(now.getAsLong()).atZone(UNITED_KINGDOM).toLocalDate();
    LocalDate to = day(asked, "to").orElse(today);
    LocalDate from = day(asked, "from").orElse(to.minusWeeks(USUAL_WEEKS - 1L));
    if (from.isAfter(to) || from.isBefore(to.minusWeeks(MAX_WEEKS))) {
      throw Problem.malformed("from", "is after to, or more than two years before it");
    }
    return new MeasuresService.Wanted(
        Weeks.of(from),
        Weeks.of(to),
        asked.optionalText("team", MAX_ID),
        asked.optionalText("form", MAX_ID));
  }

  private static Optional<LocalDate> day(Members asked, String name) {
    return asked
        .optionalText(name, MAX_ID)
        .map(
            text -> {
              try {
                if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                  return LocalDate.parse(text);
                }
              } catch (DateTimeException none) {
                // Said below: a day such as 30 February.
              }
              throw Problem.malformed(name, "is no day such as 2026-11-25");
            });
  }
}
