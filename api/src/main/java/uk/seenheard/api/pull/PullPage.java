package uk.seenheard.api.pull;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.feed.Frame;

/** The frames of one page as they are gathered, up to a bound. */
final class PullPage {
  static final int MAX_FRAMES = 1_000;
  static final int MAX_CHARS = 2_000_000;

  private final List<Frame> frames = new ArrayList<>();
  private int chars;

  boolean isFull() {
    return frames.size() >= MAX_FRAMES || chars >= MAX_CHARS;
  }

  int room() {
    return Math.max(1, MAX_FRAMES - frames.size());
  }

  void add(Frame frame) {
    frames.add(frame);
    chars += frame instanceof Frame.Change change ? change.content().length() + 200 : 100;
  }

  List<Frame> frames() {
    return List.copyOf(frames);
  }
}
