package uk.seenheard.api.ground.roster;

import java.util.List;

/**
 * Somebody on the roster.
 *
 * @param id 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}; changes carry it as author
 * @param name how the pages address them
 * @param teams ids of their teams; the first is the one that their shifts are worked for
 * @param camera whether they are issued a body-worn camera: of who is not, no video is expected
 */
public record Person(String id, String name, Role role, List<String> teams, boolean camera) {
  /** Copies the teams. */
  public Person {
    teams = List.copyOf(teams);
  }

  /** One with a camera, as officers are. */
  public Person(String id, String name, Role role, List<String> teams) {
    this(id, name, role, teams, true);
  }
}
