package uk.seenheard.api.ground.chronology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.sync.change.FieldPath;

/**
 * What an incident says about its children for later incidents, and what earlier ones said.
 *
 * @param moment when it was, milliseconds since 1970: what it says itself, or when the server first
 *     heard of it
 * @param received when the server first heard of it, milliseconds since 1970; 0 when it has not yet
 * @param own what it says, by child; a child nobody can recognise elsewhere is left out
 * @param earlier what other incidents said about its children, the latest first
 */
public record Chronology(
    long moment, long received, List<Sign> own, Map<FieldPath, List<ChildEvent>> earlier) {
  /** The most events kept of a child. */
  public static final int MOST_EVENTS = 50;

  /** Nothing known. */
  public static final Chronology NONE = new Chronology(0, 0, List.of(), Map.of());

  /** What is known stands in a place of its own, because it is long. */
  public static final Chronology ELSEWHERE = new Chronology(Long.MIN_VALUE, 0, List.of(), Map.of());

  /** Children from which on it stands in a place of its own. */
  private static final int LONG = 20;

  /** Copies. */
  public Chronology {
    own = List.copyOf(own);
    Map<FieldPath, List<ChildEvent>> bounded = new TreeMap<>();
    earlier.forEach(
        (child, events) ->
            bounded.put(
                child, List.copyOf(events.subList(0, Math.min(MOST_EVENTS, events.size())))));
    earlier = Map.copyOf(bounded);
  }

  /**
   * A child under the keys by which other incidents recognise it.
   *
   * @param keys never a name: keyed hashes, see {@link ChildKeys}
   */
  public record Sign(FieldPath child, Set<String> keys, List<ChildEvent> events) {
    /** Copies. */
    public Sign {
      keys = Set.copyOf(keys);
      events = List.copyOf(events.subList(0, Math.min(MOST_EVENTS, events.size())));
    }
  }

  /** Whether what is known has to be read elsewhere. */
  public boolean isElsewhere() {
    return moment == ELSEWHERE.moment;
  }

  /** Whether it is so long that what does not ask for it is not to read it. */
  public boolean isLong() {
    return own.size() >= LONG;
  }

  /** This with what other incidents said. */
  public Chronology after(Map<FieldPath, List<ChildEvent>> said) {
    return new Chronology(moment, received, own, said);
  }

  /** The keys under which later incidents find this one: of children with something to count. */
  public Set<String> signs() {
    Set<String> signs = new TreeSet<>();
    for (Sign sign : own) {
      if (!sign.events().isEmpty()) {
        signs.addAll(sign.keys());
      }
    }
    return signs;
  }
}
