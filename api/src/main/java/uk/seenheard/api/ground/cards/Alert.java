package uk.seenheard.api.ground.cards;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is overdue and that somebody was told of. Holds references, never words.
 *
 * @param id the same at every server: the incident and what is overdue in it
 * @param kind {@code recording}, {@code submission}, {@code return} or {@code duty}
 * @param duty the duty's id
 * @param subject the child, action … that it concerns
 * @param since the moment from which its ladder counts, milliseconds since 1970
 * @param step how many times it was raised, the first being 0
 * @param to the rank that was told last
 * @param people those who were told last
 * @param raisedAt when they were told
 * @param acknowledged who has taken it on since, when anybody has
 */
public record Alert(
    String id,
    String kind,
    Optional<String> duty,
    Optional<String> subject,
    long since,
    int step,
    String to,
    List<String> people,
    long raisedAt,
    Optional<Acknowledged> acknowledged) {
  /** Of what is about to be deleted the ladder counts from a fortnight before. */
  private static final Set<String> AHEAD = Set.of("footage-expiring", "footage-unlinked");

  /** Copies the list. */
  public Alert {
    people = List.copyOf(people);
  }

  /**
   * Since when it is late, as people are told: of what is about to happen, not before there was
   * anything to know.
   *
   * @param firstAt when the incident first reached the server
   */
  public long lateSince(long firstAt) {
    return duty.filter(AHEAD::contains).isPresent() ? Math.max(since, firstAt) : since;
  }

  /** The same, taken on by somebody. */
  public Alert takenOn(String by, long at) {
    return new Alert(
        id,
        kind,
        duty,
        subject,
        since,
        step,
        to,
        people,
        raisedAt,
        Optional.of(new Acknowledged(by, at)));
  }

  /** Who has taken it on, and when. */
  public record Acknowledged(String by, long at) {}
}
