package uk.seenheard.api.desk.measures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.MeasureCounts;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.OpenForms;

/** Counts what the measures need of an incident, onto its card. */
public final class IncidentFacts implements CardDeadlines {
  private static final String NOTICE = "notice";
  private static final String ENCOMPASS = "encompass";
  private static final String REASON = "reason.";

  private final DutySource duties;
  private final Function<FormRef, Optional<Form>> shelf;

  /**
   * With the duties of incidents.
   *
   * @param shelf the form of a version, or of the newest where that one is not known
   */
  public IncidentFacts(DutySource duties, Function<FormRef, Optional<Form>> shelf) {
    this.duties = duties;
    this.shelf = shelf;
  }

  @Override
  public Watch watch(Incident incident, IncidentCard card, long now) {
    return card.watch()
        .counted(
            facts(
                incident,
                OpenForms.of(incident.record(), shelf),
                duties.of(incident.record(), card.chronology(), now),
                card.chronology(),
                card.firstAt()));
  }

  private static MeasureCounts facts(
      Incident incident,
      OpenForms forms,
      List<DutyState> duties,
      Chronology chronology,
      long firstAt) {
    int seen = 0;
    int heard = 0;
    int demeanour = 0;
    List<Entry> children = incident.children();
    Set<FieldPath> spoken = forms.heard(incident);
    for (Entry child : children) {
      seen += says(incident, child, "seen", Json.of("yes")) ? 1 : 0;
      boolean wishes = forms.says(incident.record(), child, "wishes");
      heard += wishes || spoken.contains(child.at()) ? 1 : 0;
      demeanour += forms.says(incident.record(), child, "demeanour") ? 1 : 0;
    }
    int noticesDue = 0;
    int noticesInTime = 0;
    int encompassDue = 0;
    int encompassInTime = 0;
    int onlyWritten = 0;
    int confirmed = 0;
    int olderDue = 0;
    int olderWritten = 0;
    for (DutyState duty : duties) {
      int inTime = duty.phase() == DutyState.Phase.SETTLED ? 1 : 0;
      boolean notice = duty.duty().equals(NOTICE);
      boolean school = duty.duty().startsWith(ENCOMPASS);
      if ((notice || school) && duty.settledBy() == Vouched.WRITTEN) {
        // A form from before the three words says that it was written, and can say no more.
        olderDue++;
        olderWritten += inTime;
      } else if (notice) {
        noticesDue++;
        noticesInTime += inTime;
      } else if (school) {
        encompassDue++;
        encompassInTime += inTime;
      }
      if ((notice || school) && duty.settledBy() != Vouched.WRITTEN) {
        Set<Vouched> known = duty.known().keySet();
        onlyWritten += known.contains(Vouched.WRITTEN) && !known.contains(Vouched.TOLD) ? 1 : 0;
        confirmed += known.contains(Vouched.CONFIRMED) ? 1 : 0;
      }
    }
    int reasons = 0;
    for (Field field : incident.record().fields().values()) {
      reasons += field.at().name().startsWith(REASON) && !field.standing().isEmpty() ? 1 : 0;
    }
    return new MeasureCounts(
        children.size(),
        seen,
        heard,
        demeanour,
        noticesDue,
        noticesInTime,
        encompassDue,
        encompassInTime,
        new MeasureCounts.Words(onlyWritten, confirmed),
        new MeasureCounts.Older(olderDue, olderWritten),
        FootageFacts.of(incident, firstAt),
        reasons,
        returned(incident),
        repeatVictims(chronology));
  }

  /** Every return there ever was, and what its notes are pinned to. */
  private static MeasureCounts.Returned returned(Incident incident) {
    int times = 0;
    Map<String, Integer> why = new TreeMap<>();
    for (RecordedAct act : incident.record().deeds()) {
      if (act.act().equals(Review.RETURN)) {
        times++;
        for (ReturnNote note : ReturnNote.of(act)) {
          why.merge(note.prompt().orElse(""), 1, Integer::sum);
        }
      }
    }
    return new MeasureCounts.Returned(times, why);
  }

  private static int repeatVictims(Chronology chronology) {
    int repeat = 0;
    for (Chronology.Sign child : chronology.own()) {
      boolean before =
          chronology.earlier().getOrDefault(child.child(), List.of()).stream()
              .anyMatch(event -> event.kind() == ChildEvent.Kind.VICTIM);
      boolean now =
          child.events().stream().anyMatch(event -> event.kind() == ChildEvent.Kind.VICTIM);
      repeat += now && before ? 1 : 0;
    }
    return repeat;
  }

  /** Whether everybody who answered says so: while officers differ nobody knows. */
  private static boolean says(Incident incident, Entry child, String name, Json value) {
    return incident
        .record()
        .field(child.at(), name)
        .flatMap(Field::agreed)
        .filter(value::equals)
        .isPresent();
  }
}
