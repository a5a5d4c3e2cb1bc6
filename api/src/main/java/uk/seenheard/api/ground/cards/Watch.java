package uk.seenheard.api.ground.cards;

import java.util.List;

/**
 * What is kept of an incident so that nothing about it is forgotten.
 *
 * @param team the team that it belongs to: the first whose officer wrote in it; empty when none did
 * @param chaseAt when the ladder has to be looked at next, milliseconds since 1970; {@link #NEVER}
 *     when nothing is waited for
 * @param alerts what is overdue and was raised
 * @param submittedAt receipt time of the first submission, or 0
 * @param decidedAt receipt time of the first decision on a submission, or 0
 * @param band where the queues show it; it moves by time alone as well
 */
public record Watch(
    String team,
    long breachAt,
    long chaseAt,
    List<Alert> alerts,
    long submittedAt,
    long decidedAt,
    MeasureCounts facts,
    QueueBand band) {
  /** No moment. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Nothing to be watched. */
  public static final Watch NOTHING =
      new Watch("", NEVER, NEVER, List.of(), 0, 0, MeasureCounts.NONE, QueueBand.NEW);

  /** Copies the list. */
  public Watch {
    alerts = List.copyOf(alerts);
  }

  /** This with other counts for the measures. */
  public Watch counted(MeasureCounts next) {
    return new Watch(team, breachAt, chaseAt, alerts, submittedAt, decidedAt, next, band);
  }

  /** This with another place in the queues, and the time at which to look again at the latest. */
  Watch standing(QueueBand in, long lookAt) {
    return new Watch(
        team, breachAt, Math.min(chaseAt, lookAt), alerts, submittedAt, decidedAt, facts, in);
  }

  /** Since when the oldest of its alerts is overdue; {@link #NEVER} when there is none. */
  public long overdueSince() {
    return alerts.stream().mapToLong(Alert::since).min().orElse(NEVER);
  }
}
