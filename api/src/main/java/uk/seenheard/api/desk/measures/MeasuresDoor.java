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
import java.util.function.Function;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.Weeks;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;

/** Where supervisors and inspectors read the measures, as JSON and as CSV. */
public final class MeasuresDoor implements Door {
  private static final int MAX_WEEKS = 106;
  private static final int USUAL_WEEKS = 12;
  private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

  private final Gatekeeper gatekeeper;
  private final MeasuresService measures;
  private final Function<String, String> findings;
  private final LongSupplier now;

  /**
   * In front of the service.
   *
   * @param findings which finding of the inspections a prompt answers, by its id
   */
  MeasuresDoor(
      Gatekeeper gatekeeper,
      MeasuresService measures,
      Function<String, String> findings,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.measures = measures;
    this.findings = findings;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/measures").handler(this::json);
    router.get("/v1/measures.csv").handler(this::csv);
    router.get("/v1/measures/incidents").handler(this::behind);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void json(RoutingContext context) {
    Grant grant = reader(context);
    MeasuresService.Wanted wanted = wanted(context);
    Answers.json(
        context,
        200,
        measures.measures(grant, wanted),
        found -> MeasuresText.json(found, wanted.from(), wanted.to(), findings));
  }

  private void behind(RoutingContext context) {
    Grant grant = reader(context);
    Behind measure =
        Asked.of(context)
            .optionalText("of")
            .map(
                word ->
                    Behind.of(word)
                        .orElseThrow(() -> Problem.malformed("of", "is no measure of these")))
            .orElse(Behind.HEARD);
    Answers.json(
        context,
        200,
        measures.behind(grant, wanted(context), measure),
        found -> MeasuresText.behind(found.cards(), found.more()));
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
    Asked asked = Asked.of(context);
    LocalDate today = Instant.ofEpochMilli(now.getAsLong()).atZone(UNITED_KINGDOM).toLocalDate();
    LocalDate to = day(asked, "to").orElse(today);
    LocalDate from = day(asked, "from").orElse(to.minusWeeks(USUAL_WEEKS - 1L));
    if (from.isAfter(to) || from.isBefore(to.minusWeeks(MAX_WEEKS))) {
      throw Problem.malformed("from", "is after to, or more than two years before it");
    }
    return new MeasuresService.Wanted(
        Weeks.of(from), Weeks.of(to), asked.optionalText("team"), asked.optionalText("form"));
  }

  private static Optional<LocalDate> day(Asked asked, String name) {
    return asked
        .optionalText(name)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeException none) {
                throw Problem.malformed(name, "is no day of the calendar");
              }
            });
  }
}
