package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The port to the cards as a supervisor's desk asks for them: page by page, each by one index. */
public interface DeskProjection {
  /** What waits for a supervisor: submitted, changed since, or with a change in quarantine. */
  String WAITING = "waiting";

  /** What is overdue, in place of a state. */
  String OVERDUE = "overdue";

  /** Recordings that somebody has to see to, in place of a state. */
  String FOOTAGE = "footage";

  /**
   * Which cards of a queue are asked for.
   *
   * @param state a state's word, or {@link #WAITING}
   * @param form the form's id; empty for every form
   * @param officer who wrote in it; empty for everybody
   */
  record Filter(String state, Optional<String> form, Optional<String> officer) {}

  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /**
   * A page of the cards that one of the scopes may see: band by band ({@link QueueBand}), within
   * one what breaches next, then what waits longest.
   *
   * @param after {@link IncidentCard#queueOrder} of the last card of the page before
   */
  Future<List<IncidentCard>> queue(
      Set<String> scopes, Filter wanted, Optional<String> after, int most);

  /**
   * A page of the cards with something overdue, the longest overdue first.
   *
   * @param after {@link IncidentCard#overdueOrder} of the last card of the page before
   */
  Future<List<IncidentCard>> overdue(Set<String> scopes, Optional<String> after, int most);

  /**
   * The cards with recordings that somebody has to see to by a time, what is due first before the
   * others.
   */
  Future<List<IncidentCard>> footage(Set<String> scopes, long until, int most);

  /** Cards whose ladder has to be looked at by now, the longest due first. */
  Future<List<IncidentCard>> due(long now, int most);

  /**
   * Writes down where a card stands now though nothing was written about its incident: its place in
   * the queues, what is overdue, and when to look again. Nothing when the card has moved.
   */
  Future<Void> stand(IncidentCard card);

  /** Notes when a card's ladder is to be looked at next, unless the card has moved. */
  Future<Void> lookAgain(String incident, long lastN, long at);

  /**
   * A page of the cards of some weeks, in the order of their weeks and ids.
   *
   * @param team one team; empty for every team
   * @param fromWeek Monday of the first week, {@code 2026-11-23}
   * @param toWeek Monday of the last week
   * @param after the last card of the page before
   */
  Future<List<IncidentCard>> ofWeeks(
      Optional<String> team,
      String fromWeek,
      String toWeek,
      Optional<IncidentCard> after,
      int most);
}
