package uk.seenheard.api.ground.cards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import uk.seenheard.sync.change.FormRef;

/**
 * Writes and reads what is watched of an incident as a part of its card's document.
 *
 * <p>Two arrays cannot stand in one index. So what a queue filters by is written out as texts of
 * one array, {@code queues}: every scope, alone and with the form and each person, for the card's
 * state. With {@code order} behind it, any page of any queue is one range of one index.
 */
final class WatchDocument {
  /** Above this many people, a card is found by those who wrote first in the alphabet only. */
  private static final int PEOPLE = 24;

  private WatchDocument() {}

  static String key(String scope, String state, Optional<String> form, Optional<String> officer) {
    return scope
        + '|'
        + state
        + officer.map(person -> "|by " + person).or(() -> form.map(id -> "|form " + id)).orElse("");
  }

  static void write(IncidentCard card, Document document) {
    Watch watch = card.watch();
    document
        .append("team", watch.team())
        .append("week", card.week())
        .append("chaseAt", watch.chaseAt())
        .append("order", card.queueOrder())
        .append("queues", new ArrayList<>(queues(card)))
        .append("overdueOrder", card.overdueOrder())
        .append("watch", watch(watch));
    watch.facts().footage().due().ifPresent(due -> document.append("footageDue", due));
  }

  private static Set<String> queues(IncidentCard card) {
    Set<String> states = new TreeSet<>();
    states.add(card.state().word());
    if (card.waits()) {
      states.add(DeskProjection.WAITING);
    }
    Set<String> keys = new TreeSet<>();
    Optional<String> form = card.form().map(FormRef::id);
    for (String scope : card.scopes()) {
      for (String state : states) {
        keys.add(key(scope, state, Optional.empty(), Optional.empty()));
        keys.add(key(scope, state, form, Optional.empty()));
        new TreeSet<>(card.people())
            .stream()
                .limit(PEOPLE)
                .forEach(person -> keys.add(key(scope, state, form, Optional.of(person))));
      }
      if (!card.watch().alerts().isEmpty()) {
        keys.add(key(scope, DeskProjection.OVERDUE, Optional.empty(), Optional.empty()));
      }
      if (card.watch().facts().footage().due().isPresent()) {
        keys.add(key(scope, DeskProjection.FOOTAGE, Optional.empty(), Optional.empty()));
      }
    }
    return keys;
  }

  static Document watch(Watch watch) {
    List<Document> alerts = new ArrayList<>();
    watch.alerts().forEach(alert -> alerts.add(alert(alert)));
    MeasureCounts facts = watch.facts();
    Document document = counted(watch, facts, alerts);
    facts.footage().due().ifPresent(due -> document.append("footageDue", due));
    return document;
  }

  private static Document counted(Watch watch, MeasureCounts facts, List<Document> alerts) {
    return new Document("breachAt", watch.breachAt())
        .append("submittedAt", watch.submittedAt())
        .append("decidedAt", watch.decidedAt())
        .append("alerts", alerts)
        .append("children", facts.children())
        .append("seen", facts.seen())
        .append("heard", facts.heard())
        .append("demeanour", facts.demeanour())
        .append("noticesDue", facts.noticesDue())
        .append("noticesInTime", facts.noticesInTime())
        .append("encompassDue", facts.encompassDue())
        .append("encompassInTime", facts.encompassInTime())
        .append("onlyWritten", facts.words().onlyWritten())
        .append("confirmed", facts.words().confirmed())
        .append("olderDue", facts.older().due())
        .append("olderWritten", facts.older().written())
        .append("footageOfficers", facts.footage().officers())
        .append("footageExpected", facts.footage().expected())
        .append("footageCovered", facts.footage().covered())
        .append("footageInTime", facts.footage().inTime())
        .append("footageExcuses", facts.footage().excuses())
        .append("footageForgot", facts.footage().forgot())
        .append("footageLost", facts.footage().lost())
        .append("reasons", facts.reasons())
        .append("returns", facts.returned().times())
        .append("returnedFor", returnedFor(facts.returned()))
        .append("repeatVictims", facts.repeatVictims())
        .append("band", watch.band().word());
  }

  private static OptionalLong due(Document found) {
    Long due = found.getLong("footageDue");
    return due == null ? OptionalLong.empty() : OptionalLong.of(due);
  }

  /** Prompt by prompt: a name of a member holds no dots. */
  private static List<Document> returnedFor(MeasureCounts.Returned returned) {
    List<Document> why = new ArrayList<>();
    new TreeMap<>(returned.why())
        .forEach((prompt, notes) -> why.add(new Document("prompt", prompt).append("notes", notes)));
    return why;
  }

  private static MeasureCounts.Returned returned(Document found) {
    Map<String, Integer> why = new TreeMap<>();
    for (Document one : found.getList("returnedFor", Document.class, List.of())) {
      why.put(one.getString("prompt"), one.getInteger("notes"));
    }
    return new MeasureCounts.Returned(found.getInteger("returns", 0), why);
  }

  private static Document alert(Alert alert) {
    Document document =
        new Document("id", alert.id())
            .append("kind", alert.kind())
            .append("duty", alert.duty().orElse(null))
            .append("subject", alert.subject().orElse(null))
            .append("since", alert.since())
            .append("step", alert.step())
            .append("to", alert.to())
            .append("people", alert.people())
            .append("raisedAt", alert.raisedAt());
    alert
        .acknowledged()
        .ifPresent(taken -> document.append("takenBy", taken.by()).append("takenAt", taken.at()));
    return document;
  }

  static Watch read(Document card) {
    Document found = card.get("watch", Document.class);
    if (found == null) {
      return Watch.NOTHING;
    }
    List<Alert> alerts = new ArrayList<>();
    for (Document alert : found.getList("alerts", Document.class)) {
      alerts.add(readAlert(alert));
    }
    return new Watch(
        card.getString("team"),
        found.getLong("breachAt"),
        card.getLong("chaseAt"),
        alerts,
        found.getLong("submittedAt"),
        found.getLong("decidedAt"),
        new MeasureCounts(
            found.getInteger("children"),
            found.getInteger("seen"),
            found.getInteger("heard"),
            found.getInteger("demeanour"),
            found.getInteger("noticesDue"),
            found.getInteger("noticesInTime"),
            found.getInteger("encompassDue"),
            found.getInteger("encompassInTime"),
            new MeasureCounts.Words(
                found.getInteger("onlyWritten", 0), found.getInteger("confirmed", 0)),
            new MeasureCounts.Older(
                found.getInteger("olderDue", 0), found.getInteger("olderWritten", 0)),
            new MeasureCounts.Footage(
                found.getInteger("footageOfficers", 0),
                found.getInteger("footageExpected", 0),
                found.getInteger("footageCovered", 0),
                found.getInteger("footageInTime", 0),
                found.getInteger("footageExcuses", 0),
                found.getInteger("footageForgot", 0),
                found.getInteger("footageLost", 0),
                due(found)),
            found.getInteger("reasons"),
            returned(found),
            found.getInteger("repeatVictims", 0)),
        Optional.ofNullable(found.getString("band"))
            .map(word -> QueueBand.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(QueueBand.NEW));
  }

  private static Alert readAlert(Document found) {
    return new Alert(
        found.getString("id"),
        found.getString("kind"),
        Optional.ofNullable(found.getString("duty")),
        Optional.ofNullable(found.getString("subject")),
        found.getLong("since"),
        found.getInteger("step"),
        found.getString("to"),
        found.getList("people", String.class),
        found.getLong("raisedAt"),
        Optional.ofNullable(found.getString("takenBy"))
            .map(by -> new Alert.Acknowledged(by, found.getLong("takenAt"))));
  }
}
