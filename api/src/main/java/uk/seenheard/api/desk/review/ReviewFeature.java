package uk.seenheard.api.desk.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.cards.Counting;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.duty.ContextSource;
import uk.seenheard.api.ground.duty.Departures;
import uk.seenheard.api.ground.duty.DutyData;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Age;

/** Puts the parts together by which an incident is read and decided on. */
public final class ReviewFeature implements Feature {
  private final IncidentPrompts prompts;
  private final DutySource duties;
  private final List<Door> doors;

  private ReviewFeature(IncidentPrompts prompts, Door... doors) {
    this.prompts = prompts;
    this.duties = DutySource.once(prompts::duties);
    this.doors = List.of(doors);
  }

  /** On the ground, by the forms of a shelf, the times of a force and the way of its notices. */
  public static ReviewFeature of(
      Core core, FormShelf shelf, DutyData times, NoticeWay notices, Departures departures) {
    Basis basis = core.basis();
    Reading reading = core.reading();
    Incidents incidents = core.incidents();
    Looks looks = core.looks();
    Force force = core.people().force();
    IncidentPrompts prompts = new IncidentPrompts(shelf, new ContextSource(times, notices));
    IncidentQuestions questions =
        new IncidentQuestions(
            reading.earlier(), prompts, basis.now(), basis.work(), core.writing().weights());
    LargeAnswers large = new LargeAnswers(basis.vertx(), basis.answers(), basis.now());
    reading.folds().onForget(large::forget);
    Quarantine quarantine =
        new Quarantine(
            incidents, reading.changes(), reading.opener(), looks, core.writing().weights());
    SinceSeen since =
        new SinceSeen(reading.changes(), reading.folds(), reading.opener(), basis.digests());
    return new ReviewFeature(
        prompts,
        new IncidentDoor(
            core.people().tokens(),
            new IncidentLists(incidents, reading.desk(), looks),
            new IncidentReading(
                incidents,
                reading.changes(),
                reading.cards(),
                reading.opener(),
                questions,
                looks,
                large),
            new Deciding(
                incidents,
                questions,
                quarantine,
                since,
                reading.folds(),
                new Receivers(force, core.people().revocations()),
                basis.now()),
            quarantine,
            new IncidentText(force, departures),
            basis.now()),
        new ActDoor(core.people().tokens(), basis.now()));
  }

  /** The duties of incidents, for whoever watches or counts them. */
  public DutySource duties() {
    return duties;
  }

  /** How old everybody in an incident was, of whom that is known, by the forms it is read by. */
  public Map<FieldPath, Age> ages(IncidentRecord record, Chronology chronology, long now) {
    return prompts.ages(record, chronology, now);
  }

  /**
   * Whether a notice says what it has to: no must about it or whom it is about waits for an answer,
   * and officers do not differ there.
   */
  public boolean isWhole(IncidentAt at, FieldPath notice, long now) {
    return prompts.isWhole(at.incident(), at.card().chronology(), notice, now);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public Optional<Counting> counting() {
    return Optional.of(prompts);
  }
}
