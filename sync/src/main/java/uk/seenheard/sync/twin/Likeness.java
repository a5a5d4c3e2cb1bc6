package uk.seenheard.sync.twin;

import java.util.List;
import uk.seenheard.sync.change.FieldPath;

/**
 * Two entries that may be one child or one adult.
 *
 * @param collection {@code child} or {@code adult}
 * @param reasons why, in plain words, the strongest first
 */
public record Likeness(String collection, FieldPath one, FieldPath other, List<String> reasons) {
  /** Copies the list. */
  public Likeness {
    reasons = List.copyOf(reasons);
  }
}
