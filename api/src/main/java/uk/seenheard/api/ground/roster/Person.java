package uk.seenheard.api.ground.roster;

import java.util.List;

/**
 * Somebody on the roster.
 *
 * @param id 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}; changes carry it as author
 * @param name how the pages address them
 * @param teams ids of their teams; the first is the one that their shifts are worked for
 */
public record Person(String id, String name, Role role, List<String> teams) {
  /** Copies the teams. */
  public Person {
    teams = List.copyOf(teams);
  }
}
