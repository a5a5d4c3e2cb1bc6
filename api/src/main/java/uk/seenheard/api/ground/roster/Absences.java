package uk.seenheard.api.ground.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is away and who acts for them, as this process knows it: the log says it, and each process
 * follows the log.
 */
public final class Absences {
  private final Map<String, Absence> byPerson = new ConcurrentHashMap<>();

  /**
   * One person's absence.
   *
   * @param from its first moment, milliseconds since 1970
   * @param until the moment after its last
   * @param deputy who acts for them, with their rank and teams
   */
  public record Absence(String person, long from, long until, Optional<String> deputy) {
    /** Whether it lasts at a moment. */
    public boolean lastsAt(long now) {
      return from <= now && now < until;
    }
  }

  /** Takes note of what was said last about a person. */
  public void note(Absence absence) {
    byPerson.put(absence.person(), absence);
  }

  /** Whether a person is away at a moment. */
  public boolean isAway(String person, long now) {
    Absence absence = byPerson.get(person);
    return absence != null && absence.lastsAt(now);
  }

  /** Who acts for a person who is away at a moment. */
  public Optional<String> deputyOf(String person, long now) {
    return Optional.ofNullable(byPerson.get(person))
        .filter(absence -> absence.lastsAt(now))
        .flatMap(Absence::deputy);
  }

  /** Those for whom a person acts at a moment. */
  public List<String> actsFor(String deputy, long now) {
    List<String> people = new ArrayList<>();
    for (Absence absence : byPerson.values()) {
      if (absence.lastsAt(now) && absence.deputy().equals(Optional.of(deputy))) {
        people.add(absence.person());
      }
    }
    return people;
  }

  /** Everything that lasts or is to come, the earliest first. */
  public List<Absence> after(long now) {
    return byPerson.values().stream()
        .filter(absence -> absence.until() > now)
        .sorted(java.util.Comparator.comparingLong(Absence::from).thenComparing(Absence::person))
        .toList();
  }
}
