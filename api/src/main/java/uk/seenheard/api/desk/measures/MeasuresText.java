package uk.seenheard.api.desk.measures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.sync.codec.Json;

/** Writes measures as JSON for pages and as CSV (RFC 4180) for spreadsheets. */
final class MeasuresText {
  private static final Map<String, Function<Tally, OptionalLong>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("incidents", sum -> OptionalLong.of(sum.incidents()));
    COLUMNS.put("notGraded", sum -> OptionalLong.of(sum.notGraded()));
    COLUMNS.put("children", sum -> OptionalLong.of(sum.children()));
    COLUMNS.put("seen", sum -> OptionalLong.of(sum.seen()));
    COLUMNS.put("heard", sum -> OptionalLong.of(sum.heard()));
    COLUMNS.put("demeanour", sum -> OptionalLong.of(sum.demeanour()));
    COLUMNS.put("seenPercent", sum -> percent(sum.seen(), sum.children()));
    COLUMNS.put("heardPercent", sum -> percent(sum.heard(), sum.children()));
    COLUMNS.put("demeanourPercent", sum -> percent(sum.demeanour(), sum.children()));
    COLUMNS.put("noticesDue", sum -> OptionalLong.of(sum.noticesDue()));
    COLUMNS.put("noticesInTime", sum -> OptionalLong.of(sum.noticesInTime()));
    COLUMNS.put("noticesInTimePercent", sum -> percent(sum.noticesInTime(), sum.noticesDue()));
    COLUMNS.put("encompassDue", sum -> OptionalLong.of(sum.encompassDue()));
    COLUMNS.put("encompassInTime", sum -> OptionalLong.of(sum.encompassInTime()));
    COLUMNS.put(
        "encompassInTimePercent", sum -> percent(sum.encompassInTime(), sum.encompassDue()));
    COLUMNS.put("noticesOnlyWritten", sum -> OptionalLong.of(sum.onlyWritten()));
    COLUMNS.put("noticesConfirmed", sum -> OptionalLong.of(sum.confirmed()));
    COLUMNS.put("olderNoticesDue", sum -> OptionalLong.of(sum.olderDue()));
    COLUMNS.put("olderNoticesWritten", sum -> OptionalLong.of(sum.olderWritten()));
    COLUMNS.put("footageOfficers", sum -> OptionalLong.of(sum.footageOfficers()));
    COLUMNS.put("footageExpectedMinutes", sum -> OptionalLong.of(sum.footageExpected()));
    COLUMNS.put("footageCoveredMinutes", sum -> OptionalLong.of(sum.footageCovered()));
    COLUMNS.put(
        "footageCoveredPercent", sum -> percent(sum.footageCovered(), sum.footageExpected()));
    COLUMNS.put("footageInTimePercent", sum -> percent(sum.footageInTime(), sum.footageOfficers()));
    COLUMNS.put("footageReasons", sum -> OptionalLong.of(sum.footageExcuses()));
    COLUMNS.put("footageForgot", sum -> OptionalLong.of(sum.footageForgot()));
    COLUMNS.put("footageLost", sum -> OptionalLong.of(sum.footageLost()));
    COLUMNS.put("decided", sum -> OptionalLong.of(sum.decided()));
    COLUMNS.put("decisionMedianMinutes", sum -> minutes(sum.decidedWithin(0.5)));
    COLUMNS.put("decisionP90Minutes", sum -> minutes(sum.decidedWithin(0.9)));
    COLUMNS.put("waitingBelow1Day", sum -> OptionalLong.of(sum.waiting(0)));
    COLUMNS.put("waiting1To3Days", sum -> OptionalLong.of(sum.waiting(1)));
    COLUMNS.put("waiting3To7Days", sum -> OptionalLong.of(sum.waiting(2)));
    COLUMNS.put("waitingOver7Days", sum -> OptionalLong.of(sum.waiting(3)));
    COLUMNS.put("reasons", sum -> OptionalLong.of(sum.reasons()));
    COLUMNS.put("handedIn", sum -> OptionalLong.of(sum.handedIn()));
    COLUMNS.put("sighted", sum -> OptionalLong.of(sum.sighted()));
    COLUMNS.put("sightMedianMinutes", sum -> minutes(sum.sightedWithin(0.5)));
    COLUMNS.put("sightP90Minutes", sum -> minutes(sum.sightedWithin(0.9)));
    COLUMNS.put("returned", sum -> OptionalLong.of(sum.returned()));
    COLUMNS.put("returns", sum -> OptionalLong.of(sum.returns()));
    COLUMNS.put("repeatVictims", sum -> OptionalLong.of(sum.repeatVictims()));
  }

  private MeasuresText() {}

  private static OptionalLong percent(long part, long whole) {
    return whole == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(100.0 * part / whole));
  }

  private static OptionalLong minutes(OptionalLong millis) {
    return millis.isPresent() ? OptionalLong.of(Math.round(millis.getAsLong() / 60_000.0)) : millis;
  }

  /** The rows, of which each has its numbers or {@code suppressed}. */
  static Json.Obj json(
      Measures measures, String from, String to, Function<String, String> findings) {
    List<Json> rows = new ArrayList<>();
    for (Measures.Row row : measures.rows()) {
      Json.Builder line =
          Json.object()
              .put("by", row.by())
              .put("key", row.key())
              .put("suppressed", row.tally().isEmpty());
      row.tally()
          .ifPresent(
              tally ->
                  COLUMNS.forEach(
                      (name, number) ->
                          number.apply(tally).ifPresent(value -> line.put(name, value))));
      rows.add(line.build());
    }
    return Json.object()
        .put("from", from)
        .put("to", to)
        .put("fewest", Measures.FEW)
        .put("rows", Json.list(rows))
        .put("why", Json.list(why(measures, findings)))
        .build();
  }

  /**
   * What was returned for, by finding, of everything that was asked for: of no team beside another,
   * and of no kind with so few notes that it is somebody's.
   */
  private static List<Json> why(Measures measures, Function<String, String> findings) {
    Map<String, Long> kinds = new TreeMap<>();
    long few = 0;
    measures.rows().stream()
        .filter(row -> row.by().equals("all"))
        .flatMap(row -> row.tally().stream())
        .flatMap(tally -> tally.why().entrySet().stream())
        .forEach(one -> kinds.merge(findings.apply(one.getKey()), one.getValue(), Long::sum));
    List<Json> why = new ArrayList<>();
    for (Map.Entry<String, Long> one : kinds.entrySet()) {
      if (one.getValue() < Measures.FEW) {
        few += one.getValue();
      } else {
        why.add(Json.object().put("kind", one.getKey()).put("notes", one.getValue()).build());
      }
    }
    if (few > 0) {
      why.add(Json.object().put("kind", "few").put("notes", few).build());
    }
    return why;
  }

  /** What is behind a measure: the incidents, by id, reference and when they came. */
  static Json.Obj behind(List<IncidentCard> cards, boolean more) {
    List<Json> incidents = new ArrayList<>();
    for (IncidentCard card : cards) {
      Json.Builder line =
          Json.object()
              .put("incident", card.incident())
              .put("state", card.state().word())
              .put("risk", card.counts().risk())
              .put("team", card.watch().team())
              .put("at", card.firstAt());
      card.reference().ifPresent(reference -> line.put("reference", reference));
      incidents.add(line.build());
    }
    return Json.object().put("incidents", Json.list(incidents)).put("more", more).build();
  }

  /** The same with a line of names first; what is suppressed says so. */
  static String csv(Measures measures) {
    StringBuilder text = new StringBuilder("by,key,suppressed");
    COLUMNS.keySet().forEach(name -> text.append(',').append(name));
    text.append("\r\n");
    for (Measures.Row row : measures.rows()) {
      text.append(cell(row.by())).append(',').append(cell(row.key())).append(',');
      text.append(row.tally().isEmpty() ? "yes" : "no");
      for (Function<Tally, OptionalLong> number : COLUMNS.values()) {
        text.append(',');
        row.tally()
            .map(number)
            .filter(OptionalLong::isPresent)
            .ifPresent(value -> text.append(value.getAsLong()));
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  /** A cell that no spreadsheet takes for a formula. */
  static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
