package uk.seenheard.api.ground.seal;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The port that keeps the incidents' keys, each wrapped with the force's key. */
public interface IncidentKeys {
  /**
   * The keys of these incidents; those that have none yet get one, durably, before this answers.
   */
  Future<Map<String, IncidentKey>> keys(Set<String> incidents);

  /** The key of an incident, or empty when it has none or was erased. */
  Future<Optional<IncidentKey>> key(String incident);

  /** The keys of those of the incidents that have one and were not erased. */
  Future<Map<String, IncidentKey>> known(Set<String> incidents);

  /** Whether the key of an incident was destroyed; of one that never had a key it was not. */
  Future<Boolean> isDestroyed(String incident);

  /** Destroys an incident's key, for good: nothing sealed with it can be read again. */
  Future<Void> destroy(String incident);
}
