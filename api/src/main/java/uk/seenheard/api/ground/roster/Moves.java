package uk.seenheard.api.ground.roster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The teams of people who were moved since the roster was written, as this process knows it: the
 * log says it, and each process follows the log.
 */
public final class Moves {
  private final Map<String, Move> moves = new ConcurrentHashMap<>();

  private record Move(long n, List<String> teams) {}

  /** The teams of somebody on the roster; the first is the one that their shifts are worked for. */
  public List<String> teams(Person person) {
    Move move = moves.get(person.id());
    return move == null ? person.teams() : move.teams();
  }

  /** Takes note of the teams that a commit gives a person, unless a later one is known. */
  public void note(String person, long n, List<String> teams) {
    Move move = new Move(n, List.copyOf(teams));
    moves.merge(person, move, (known, now) -> known.n() > now.n() ? known : now);
  }
}
