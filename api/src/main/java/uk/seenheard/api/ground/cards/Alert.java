package uk.seenheard.api.ground.cards;

import java.util.List;
import java.util.Optional;

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
  /** Copies the list. */
  public Alert {
    people = List.copyOf(people);
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
