package uk.seenheard.api.field.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.Frame;

/** The frames of one page as they are gathered, up to a bound. */
final class PullPage {
  static final int MAX_FRAMES = Limits.PAGE_FRAMES;
  static final int MAX_CHARS = Limits.PAGE_CHARS;

  /** Changes that are read before it is known how big they are: of the biggest, 6.5 MB. */
  private static final int FIRST = 100;

  private final List<Frame> frames = new ArrayList<>();
  private final Set<String> incidents = new TreeSet<>();
  private int counted;
  private int chars;

  boolean isFull() {
    return counted >= MAX_FRAMES || chars >= MAX_CHARS;
  }

  /** How many changes to read next: as many as have room if they are like those before. */
  int room() {
    int likely = counted == 0 ? FIRST : (MAX_CHARS - chars) / Math.max(1, chars / counted) + 1;
    return Math.max(1, Math.min(likely, MAX_FRAMES - counted));
  }

  /**
   * Puts the line above an incident that is handed over whole. It does not count: a page that has
   * room for it has room for the change below it, so that no page ends between the two.
   */
  void announce(Frame.Snapshot snapshot) {
    frames.add(snapshot);
  }

  /** Puts a change of an incident. */
  void add(String incident, Frame change) {
    incidents.add(incident);
    add(change);
  }

  void add(Frame frame) {
    frames.add(frame);
    counted++;
    chars += frame instanceof Frame.Change change ? change.content().length() + 200 : 100;
  }

  Handed handed() {
    return new Handed(frames, incidents);
  }
}
