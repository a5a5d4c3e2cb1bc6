package uk.seenheard.api.ground.recount;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Set;

/** The port to the incidents whose cards are to be counted anew, so that no restart forgets one. */
public interface Recounts {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Notes that these are owed. */
  Future<Void> owe(Collection<String> incidents);

  /** Those that are owed. */
  Future<Set<String>> owed();

  /** Notes that one was counted. */
  Future<Void> counted(String incident);
}
