package uk.seenheard.api.ground.cards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.sight.AccessRules;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.IncidentRecord;

/** Derives an incident's next card from the one before and the changes since. */
final class CardRules {
  private static final Set<String> DECISIONS = Set.of(Review.RETURN, Review.AUTHORISE);

  private final Counting counting;
  private final CardDeadlines deadlines;

  /** With what counts an incident and what has it watched. */
  CardRules(Counting counting, CardDeadlines deadlines) {
    this.counting = counting;
    this.deadlines = deadlines;
  }

  /**
   * The next card, but for what is counted: that stands as it did before. What depends on the log's
   * order (access, receipt times, quarantine) is carried on change by change; the rest is read from
   * the record.
   *
   * @param changes all changes of the incident after the card before, in the log's order
   * @param incident the incident at the commit of the last of them
   */
  IncidentCard moved(Optional<IncidentCard> before, List<OpenedChange> changes, Incident incident) {
    IncidentRecord record = incident.record();
    List<Access> access = new ArrayList<>(before.map(IncidentCard::access).orElse(List.of()));
    Set<String> people = new HashSet<>(before.map(IncidentCard::people).orElse(Set.of()));
    int quarantined = before.map(IncidentCard::quarantined).orElse(0);
    StoredChange last = changes.get(changes.size() - 1).stored();
    for (OpenedChange change : changes) {
      StoredChange stored = change.stored();
      if (stored.isApplied()) {
        String author = stored.entry().author();
        access = AccessRules.after(access, stored, change.change());
        if (!author.startsWith(ServerAuthor.DEVICE_PREFIX)) {
          people.add(author);
        }
      } else {
        quarantined++;
        // Somebody has to look at it: the author's team's supervisors see that it is there.
        access = AccessRules.inQuarantine(access, stored);
      }
      quarantined -= decided(change);
    }
    ReviewState state = incident.review().state();
    Watch watch = watch(before.map(IncidentCard::watch).orElse(Watch.NOTHING), changes, access);
    return new IncidentCard(
            record.incident(),
            last.n(),
            record.changes(),
            record.frontier(),
            record.captured(),
            state,
            IncidentForms.of(record).first().or(record::form),
            incident.reference(),
            before.map(IncidentCard::counts).orElse(IncidentCard.Counts.NONE),
            before.map(IncidentCard::chronology).orElse(Chronology.NONE),
            before.map(IncidentCard::firstAt).orElse(changes.get(0).stored().at()),
            last.at(),
            waitingSince(before, state, last.at()),
            Math.max(0, quarantined),
            people,
            access,
            watch,
            before.map(IncidentCard::countedTo).orElse(0L))
        .standing(last.at());
  }

  /**
   * A card with everything counted: prompts, contradictions, what is overdue. Grows with the
   * incident.
   *
   * @param incident the incident at the card's last commit
   * @param chronology what it and others say about its children
   */
  IncidentCard counted(IncidentCard card, Incident incident, Chronology chronology) {
    IncidentCard counted =
        card.with(
            counting.counts(incident, chronology, card.lastAt()),
            chronology,
            card.watch(),
            card.lastN());
    return counted
        .watched(deadlines.watch(incident, counted, card.lastAt()))
        .standing(card.lastAt());
  }

  /** The team, and when it was first submitted and first decided on, by the log's clock. */
  private static Watch watch(Watch before, List<OpenedChange> changes, List<Access> access) {
    long submitted = before.submittedAt();
    long decided = before.decidedAt();
    for (OpenedChange change : changes) {
      if (submitted == 0 && holds(change, Set.of(Review.SUBMIT))) {
        submitted = change.stored().at();
      }
      if (submitted > 0 && decided == 0 && holds(change, DECISIONS)) {
        decided = change.stored().at();
      }
    }
    return new Watch(
        AccessRules.team(access),
        before.breachAt(),
        before.chaseAt(),
        before.alerts(),
        submitted,
        decided,
        before.facts(),
        before.band());
  }

  private static boolean holds(OpenedChange change, Set<String> acts) {
    return change.applied().stream()
        .flatMap(read -> read.ops().stream())
        .anyMatch(op -> op instanceof Operation.Act act && acts.contains(act.act()));
  }

  /** Releases and dismissals in an applied change: each takes one change out of quarantine. */
  private static int decided(OpenedChange change) {
    return change
        .applied()
        .map(
            read ->
                (int)
                    read.ops().stream()
                        .filter(
                            op ->
                                op instanceof Operation.Act act
                                    && (Act.RELEASE.is(act.act()) || Act.DISMISS.is(act.act())))
                        .count())
        .orElse(0);
  }

  private static long waitingSince(Optional<IncidentCard> before, ReviewState state, long at) {
    if (!state.waits()) {
      return 0;
    }
    return before.filter(card -> card.state().waits()).map(IncidentCard::waitingSince).orElse(at);
  }
}
