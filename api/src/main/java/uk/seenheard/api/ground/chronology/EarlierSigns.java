package uk.seenheard.api.ground.chronology;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The port to what the force's incidents said about children. */
@FunctionalInterface
public interface EarlierSigns {
  /** What an incident said. */
  record Said(String incident, Chronology chronology) {}

  /**
   * What incidents of the force say about a child with one of these keys, for later incidents to
   * count.
   */
  Future<List<Said>> withChildren(Collection<String> keys, int most);
}
