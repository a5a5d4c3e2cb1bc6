package uk.seenheard.sync.twin;

import java.util.List;

/**
 * Another incident that may be about the same event.
 *
 * @param incident its id
 * @param reasons why, in plain words, the strongest first
 */
public record SketchLikeness(String incident, List<String> reasons) {
  /** Copies the list. */
  public SketchLikeness {
    reasons = List.copyOf(reasons);
  }
}
