package uk.seenheard.api.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.chronology.Chronology;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.IncidentRecord;

/** Derives an incident's next card from the one before and the changes since. */
final class CardRules {
  private CardRules() {}

  /**
   * The next card. What depends on the log's order (access, receipt times, quarantine) is carried
   * on change by change; the rest is read from the record.
   *
   * @param changes all changes of the incident after the card before, in the log's order
   * @param incident the incident at the commit of the last of them
   * @param chronology what it and others say about its children
   */
  static IncidentCard next(
      Optional<IncidentCard> before,
      List<OpenedChange> changes,
      Incident incident,
      Chronology chronology,
      Counting counting) {
    IncidentRecord record = incident.record();
    List<Access> access = new ArrayList<>(before.map(IncidentCard::access).orElse(List.of()));
    Set<String> people = new HashSet<>(before.map(IncidentCard::people).orElse(Set.of()));
    int quarantined = before.map(IncidentCard::quarantined).orElse(0);
    StoredChange last = changes.get(changes.size() - 1).stored();
    for (OpenedChange change : changes) {
      StoredChange stored = change.stored();
      if (stored.isApplied()) {
        String author = stored.entry().author();
        access =
            AccessRules.after(access, change.change(), author, stored.entry().team(), stored.n());
        people.add(author);
      } else {
        quarantined++;
        // Somebody has to look at it: the author's team's supervisors see that it is there.
        access = AccessRules.seenByTeam(access, stored.entry().team(), stored.n());
      }
      quarantined -= decided(change);
    }
    ReviewState state = incident.review().state();
    return new IncidentCard(
        record.incident(),
        last.n(),
        record.changes(),
        record.frontier(),
        record.captured(),
        state,
        record.form(),
        incident.reference(),
        counting.counts(incident, chronology, last.at()),
        chronology,
        before.map(IncidentCard::firstAt).orElse(changes.get(0).stored().at()),
        last.at(),
        waitingSince(before, state, last.at()),
        Math.max(0, quarantined),
        people,
        access);
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
                                    && (act.act().equals("release") || act.act().equals("dismiss")))
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
