package uk.seenheard.api.ground.chronology;

import io.vertx.core.Future;
import java.util.Collection;

/**
 * The port to the chronologies of incidents with many children, each by itself: on the card, every
 * list would read it and every change would write it again. Every write may be repeated.
 */
public interface LongChronologies extends EarlierSigns {
  /** Makes the index; harmless when it exists. */
  Future<Void> prepare();

  /** The one of an incident; nothing known when there is none. */
  Future<Chronology> of(String incident);

  /**
   * One that was counted.
   *
   * @param countedTo the commit up to which it was
   */
  record Counted(String incident, long countedTo, Chronology chronology) {}

  /** Puts some, each unless a later one is there. */
  Future<Void> put(Collection<Counted> counted);

  /** Forgets one, of an incident that was erased. */
  Future<Void> forget(String incident);
}
