package uk.seenheard.api.desk.chase;

import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.DutyState;

/** Writes onto an incident's card what is overdue, and when its ladders are to be looked at. */
public final class ChaseWatch implements CardDeadlines {
  private final ChasePolicy policy;
  private final DutySource duties;
  private final Optional<NoticeConcern> notices;
  private final Digests digests;

  /**
   * By the ladders of a force.
   *
   * @param notices of a force whose notices leave by this server
   */
  public ChaseWatch(
      ChasePolicy policy, DutySource duties, Optional<NoticeConcern> notices, Digests digests) {
    this.policy = policy;
    this.duties = duties;
    this.notices = notices;
    this.digests = digests;
  }

  ChasePolicy policy() {
    return policy;
  }

  List<Concern> concerns(Incident incident, IncidentCard card, long now) {
    List<DutyState> states = duties.of(incident.record(), card.chronology(), now);
    return Concern.of(incident, card, states, policy, notices, digests);
  }

  /** Whose own camera an alert is about, where it is about an officer's. */
  Optional<String> whose(Incident incident, IncidentCard card, String alert) {
    return Concern.whose(incident, card, alert, digests);
  }

  @Override
  public Watch watch(Incident incident, IncidentCard card, long now) {
    List<Concern> concerns = concerns(incident, card, now);
    AlertBook book = AlertBook.of(incident.record(), now);
    Plan plan = Plan.of(concerns, book, policy, now);
    long breach =
        concerns.stream()
            .filter(concern -> !book.ended().contains(concern.id()))
            .flatMap(concern -> concern.breach().stream())
            .mapToLong(Long::longValue)
            .min()
            .orElse(Watch.NEVER);
    Watch watch = card.watch();
    return new Watch(
        watch.team(),
        breach,
        plan.steps().isEmpty() ? plan.nextAt() : now,
        book.open(concerns),
        watch.submittedAt(),
        watch.decidedAt(),
        watch.facts(),
        watch.band());
  }
}
