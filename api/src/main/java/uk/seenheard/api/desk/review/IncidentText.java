package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.duty.Departures;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.NamedPeople;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockError;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.prompt.Status;
import uk.seenheard.sync.review.Authorising;
import uk.seenheard.sync.review.GivenReason;

/** Writes incidents as the JSON that pages and integrators read. */
final class IncidentText {
  private final NamedPeople people;
  private final Departures departures;

  IncidentText(Force force, Departures departures) {
    this.departures = departures;
    this.people = new NamedPeople(force);
  }

  /** A line of a list. */
  Json.Obj card(IncidentCard card) {
    IncidentCard.Counts counts = card.counts();
    Json.Builder line = Json.object();
    if (card.watch().breachAt() != Watch.NEVER) {
      line.put("breachAt", card.watch().breachAt());
    }
    if (card.lateSince() != Watch.NEVER) {
      line.put("overdueSince", card.lateSince());
    }
    if (card.isCounting()) {
      line.put("counting", true);
    }
    return line.put("incident", card.incident())
        .put("reference", card.reference())
        .put("form", card.form().map(FormRef::id))
        .put("state", card.state().word())
        .put("risk", counts.risk())
        .put("band", card.watch().band().word())
        .put("children", counts.children())
        .put("unheard", counts.unheard())
        .put("contradictions", counts.contradictions())
        .put("openMusts", counts.openMusts())
        .put("openPrompts", counts.openPrompts())
        .put("quarantined", card.quarantined())
        .put("waitingSince", card.waitingSince())
        .put("team", card.watch().team())
        .put("alerts", card.watch().alerts().size())
        .put("lastAt", card.lastAt())
        .put("frontier", card.frontier().hex())
        .put("people", people.officers(card.people()))
        .put("asking", people.all(card.asking()))
        .put("contested", card.isContested())
        .build();
  }

  /**
   * An incident on its way to a text, with what is looked for again and again.
   *
   * @param inEntries the fields of each entry
   * @param releases the act that let a change out of quarantine, by the change's hash
   */
  private record Shown(
      IncidentView view, Map<FieldPath, List<Field>> inEntries, Map<String, RecordedAct> releases) {
    static Shown of(IncidentView view) {
      IncidentRecord record = view.incident().record();
      Map<FieldPath, List<Field>> inEntries = new HashMap<>();
      for (Field field : record.fields().values()) {
        field
            .at()
            .entry()
            .ifPresent(at -> inEntries.computeIfAbsent(at, none -> new ArrayList<>()).add(field));
      }
      Map<String, RecordedAct> releases = new HashMap<>();
      for (RecordedAct deed : record.deeds()) {
        if (Act.RELEASE.is(deed.act())) {
          deed.with().text("change").ifPresent(change -> releases.putIfAbsent(change, deed));
        }
      }
      return new Shown(view, inEntries, releases);
    }
  }

  /** A whole incident. */
  Json.Obj incident(IncidentView view) {
    return incident(view, Shown.of(view));
  }

  private Json.Obj incident(IncidentView view, Shown shown) {
    Incident incident = view.incident();
    Json.Builder fields = Json.object();
    Json.Builder collections = Json.object();
    for (Field field : incident.record().fields().values()) {
      if (field.at().entry().isEmpty()) {
        fields.put(field.at().text(), field(field, shown));
      }
    }
    for (Map.Entry<String, List<Json>> collection : entries(shown).entrySet()) {
      collections.put(collection.getKey(), Json.list(collection.getValue()));
    }
    List<Json> contradictions = new ArrayList<>();
    incident.contradictions().forEach(field -> contradictions.add(field(field, shown)));
    List<Json> prompts = new ArrayList<>();
    view.prompts().forEach(prompt -> prompts.add(prompt(prompt, incident.record())));
    Json.Obj text =
        view.fullness()
            .map(Json::of)
            .map(said -> card(view.card()).with("full", said))
            .orElseGet(() -> card(view.card()));
    return text.with("n", Json.of(view.n()))
        .with("frontier", Json.of(incident.record().frontier().hex()))
        .with("captured", Json.of(incident.record().captured().hex()))
        .with("changes", Json.of(incident.record().changes()))
        .with("version", Json.of(incident.record().form().map(FormRef::version).orElse(0)))
        .with("fields", fields.build())
        .with("entries", collections.build())
        .with("contradicted", Json.list(contradictions))
        .with("prompts", Json.list(prompts))
        .with("duties", new DutyText(people::one).duties(view.duties()))
        .with("chronology", DutyText.chronology(view))
        .with("departures", departures(view))
        .with("acts", acts(incident))
        .with("toRead", names(Authorising.toRead(incident.record())))
        .with("barred", barred(incident));
  }

  /**
   * Who of the supervisors and inspectors does not authorise this, and why: the same for whoever
   * reads it, so that each sees beforehand what would be refused and who else can do it.
   */
  private Json barred(Incident incident) {
    List<Json> barred = new ArrayList<>();
    for (String reviewer : authors(incident.record())) {
      Authorising.barred(incident, reviewer)
          .ifPresent(
              why ->
                  barred.add(
                      Json.object().put("person", people.one(reviewer)).put("why", why).build()));
    }
    return Json.list(barred);
  }

  /** The supervisors and inspectors who wrote something that stands in an incident. */
  private Set<String> authors(IncidentRecord record) {
    Set<String> authors = new TreeSet<>();
    record.deeds().forEach(deed -> authors.add(deed.author()));
    for (Field field : record.fields().values()) {
      field.standing().forEach(answer -> authors.add(answer.author()));
    }
    for (Entry entry : record.entries().values()) {
      entry.added().forEach(added -> authors.add(added.by().author()));
      entry.strikes().forEach(strike -> authors.add(strike.by().author()));
    }
    return people.reviewers(authors);
  }

  private Json departures(IncidentView view) {
    List<Json> all = new ArrayList<>();
    for (Departures.Departure one : departures.of(view.incident(), view.card().firstAt())) {
      all.add(
          Json.object()
              .put("notice", one.notice().text())
              .put("to", one.to())
              .put("what", one.what().word())
              .put("byPerson", one.byPerson())
              .build());
    }
    return Json.list(all);
  }

  private Json acts(Incident incident) {
    Set<OperationId> standing = new HashSet<>();
    incident.review().standing().forEach(step -> standing.add(step.id()));
    List<Json> acts = new ArrayList<>();
    for (RecordedAct deed : incident.record().deeds()) {
      acts.add(
          Json.object()
              .put("op", deed.id().toString())
              .put("act", deed.act())
              .put("about", deed.about().map(FieldPath::text))
              .put("with", deed.with())
              .put("by", people.one(deed.author()))
              .put("over", names(deed.over()))
              .put("wall", deed.wall())
              .put("standing", standing.contains(deed.id()))
              .build());
    }
    return Json.list(acts);
  }

  private Map<String, List<Json>> entries(Shown shown) {
    Map<String, List<Json>> collections = new TreeMap<>();
    for (Entry entry : shown.view().incident().record().entries().values()) {
      collections
          .computeIfAbsent(entry.at().collection(), unused -> new ArrayList<>())
          .add(entry(entry, shown));
    }
    return collections;
  }

  private Json.Obj entry(Entry entry, Shown shown) {
    Json.Builder fields = Json.object();
    for (Field field : shown.inEntries().getOrDefault(entry.at(), List.of())) {
      fields.put(field.at().name(), field(field, shown));
    }
    List<Json> added = new ArrayList<>();
    for (Entry.Added one : entry.added()) {
      added.add(
          said(one.by(), shown).put("at", one.at().text()).put("value", one.by().value()).build());
    }
    List<Json> strikes = new ArrayList<>();
    for (Entry.Strike strike : entry.strikes()) {
      strikes.add(said(strike.by(), shown).build());
    }
    List<String> twins = new ArrayList<>();
    entry.twins().forEach(twin -> twins.add(twin.text()));
    Json.Builder text = Json.object();
    Optional.ofNullable(shown.view().ages().get(entry.at()))
        .ifPresent(
            age ->
                text.put(
                    "age",
                    Json.object()
                        .put("months", age.months())
                        .put("estimated", age.estimated())
                        .build()));
    if (entry.at().collection().equals(Incident.CHILD)) {
      text.put("heard", shown.view().heard().contains(entry.at()));
    }
    return text.put("at", entry.at().text())
        .put("twins", Json.texts(twins))
        .put("added", Json.list(added))
        .put("struck", entry.struck())
        .put("keptDespiteStrike", entry.keptDespiteStrike())
        .put("strikes", Json.list(strikes))
        .put("fields", fields.build())
        .build();
  }

  private Json.Obj field(Field field, Shown shown) {
    List<Json> answers = new ArrayList<>();
    for (Answer answer : field.standing()) {
      answers.add(said(answer, shown).put("value", answer.value()).build());
    }
    Json.Builder text =
        Json.object()
            .put("at", field.at().text())
            .put("contradicted", field.isContradicted())
            .put("answers", Json.list(answers));
    field.agreed().ifPresent(value -> text.put("value", value));
    return text.build();
  }

  private Json.Builder said(Answer answer, Shown shown) {
    Json.Builder said =
        Json.object()
            .put("op", answer.id().toString())
            .put("by", people.one(answer.author()))
            .put("device", answer.device())
            .put("wall", answer.wall())
            .put("reason", answer.reason());
    Optional.ofNullable(shown.view().behind().get(answer.id().change()))
        .flatMap(IncidentText::clock)
        .ifPresent(clock -> said.put("clock", clock));
    // What was let out of quarantine says by whom.
    Optional.ofNullable(shown.releases().get(answer.id().change().hex()))
        .ifPresent(deed -> said.put("released", released(deed)));
    return said;
  }

  private Json released(RecordedAct deed) {
    return Json.object()
        .put("by", people.one(deed.author()))
        .put("reason", deed.with().text("reason"))
        .build();
  }

  private static Optional<Json> clock(OpenedChange change) {
    return change
        .change()
        .map(made -> ClockError.of(made, change.stored().clock(), change.stored().at()))
        .map(
            error -> {
              Json.Builder text =
                  Json.object()
                      .put("errorMillis", error.millis())
                      .put("measured", error.trueTime().isPresent());
              error.trueTime().ifPresent(at -> text.put("trueTime", at));
              return text.build();
            });
  }

  private Json.Obj prompt(PromptState prompt, IncidentRecord record) {
    Json.Builder text =
        Json.object()
            .put("prompt", prompt.prompt())
            .put("finding", prompt.finding())
            .put("subject", prompt.subject().map(FieldPath::text))
            .put("weight", prompt.weight().name().toLowerCase(Locale.ROOT))
            .put("question", prompt.question())
            .put("why", prompt.why())
            .put("source", prompt.source())
            .put("asks", prompt.asks().map(FieldPath::text))
            .put("addsTo", prompt.addsTo())
            .put("fault", prompt.fault())
            .put("blocks", prompt.blocksAuthorisation());
    return prompt
        .status()
        .fold(
            open -> text.put("status", "open"),
            settled -> text.put("status", "settled").put("by", names(settled.by())),
            excused -> text.put("status", "excused").put("reason", reason(prompt, excused, record)))
        .build();
  }

  private static Json names(List<?> ids) {
    List<String> names = new ArrayList<>();
    ids.forEach(id -> names.add(id.toString()));
    return Json.texts(names);
  }

  private Json reason(PromptState prompt, Status.Excused excused, IncidentRecord record) {
    Json.Builder text =
        Json.object()
            .put("op", excused.reason().toString())
            .put("code", excused.code())
            .put("words", excused.words())
            .put("acceptedBy", excused.acceptedBy().map(Object::toString))
            .put("refused", excused.refused());
    GivenReason.author(record, prompt.subject(), prompt.prompt(), excused.reason())
        .ifPresent(author -> text.put("by", people.one(author)));
    return text.build();
  }

  /** A line of the history: who, when, on which device, and what its clock was worth. */
  Json.Obj history(OpenedChange change) {
    Json.Builder line =
        Json.object()
            .put("n", change.stored().n())
            .put("i", change.stored().i())
            .put("receivedAt", change.stored().at())
            .put("device", change.stored().device())
            .put("epoch", change.stored().epoch())
            .put("seq", change.stored().seq())
            .put("hash", change.stored().entry().hash().hex())
            .put("verdict", change.stored().entry().verdict().word())
            .put("reason", change.stored().reason())
            .put("team", change.stored().entry().team())
            .put("by", people.one(change.stored().entry().author()));
    change
        .change()
        .ifPresent(
            made ->
                line.put("wall", made.wall())
                    .put("form", made.form().id())
                    .put("version", made.form().version())
                    .put("madeOn", made.device())
                    .put("claimedBy", people.one(made.author())));
    if (change.stored().doubtful()) {
      line.put("doubtful", true);
    }
    change.content().ifPresent(content -> line.put("content", content));
    if (!change.stored().isApplied()) {
      line.put("unreleasable", Quarantine.unreleasable(change));
    }
    clock(change).ifPresent(error -> line.put("clock", error));
    return line.build();
  }
}
