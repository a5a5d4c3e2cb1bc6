package uk.seenheard.api.field.pull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.feed.Frame;

/**
 * A page on its way to a puller.
 *
 * @param incidents those of which it holds content
 */
public record Handed(List<Frame> frames, Set<String> incidents) {
  /** Copies. */
  public Handed {
    frames = List.copyOf(frames);
    incidents = Set.copyOf(new TreeSet<>(incidents));
  }

  /** Whether content leaves with it. */
  boolean holdsContent() {
    return !incidents.isEmpty();
  }
}
