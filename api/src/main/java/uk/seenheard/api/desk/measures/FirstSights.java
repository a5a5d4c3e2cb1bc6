package uk.seenheard.api.desk.measures;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/**
 * The port to when a supervisor first looked at an incident that was handed in. Every write may be
 * repeated, and the first look stays the first.
 */
interface FirstSights {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Notes that an incident was handed in, milliseconds since 1970: the first time counts. */
  Future<Void> handedIn(String incident, long at);

  /** Notes that a supervisor looked at it; before it was handed in that is no sight of it. */
  Future<Void> looked(String incident, long at);

  /** When each of these was first looked at; who was not is left out. At most a thousand. */
  Future<Map<String, Long>> of(Collection<String> incidents);

  /** Forgets an incident. */
  Future<Void> erase(String incident);
}
