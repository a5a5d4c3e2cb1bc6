package uk.seenheard.handset.core.keys;

import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/**
 * How long the handset stays unlocked after a shift pass was granted.
 *
 * <p>It is a length, not a date: the device's wall clock may be wrong by years, so both clocks are
 * asked how much time has gone by since the grant. The latest wall time ever seen stands in for a
 * clock that was put back.
 *
 * @param granted what the device's clocks showed at the grant
 * @param lengthMillis how long it lasts
 */
public record Lease(ClockReading granted, long lengthMillis) {

  /**
   * Whether it is over.
   *
   * @param latestWall the latest wall time that this handset has ever seen
   */
  public boolean isOver(ClockReading now, long latestWall) {
    boolean sameStart = now.boot().equals(granted.boot());
    long byElapsed = sameStart ? now.elapsed() - granted.elapsed() : 0;
    long byWall = sameStart ? 0 : Math.max(now.wall(), latestWall) - granted.wall();
    return Math.max(byElapsed, byWall) >= lengthMillis;
  }

  Json.Obj json() {
    return Json.object()
        .put("wall", granted.wall())
        .put("boot", granted.boot())
        .put("elapsed", granted.elapsed())
        .put("length", lengthMillis)
        .build();
  }

  static Lease read(Json.Obj in) {
    return new Lease(
        new ClockReading(
            in.whole("wall").orElse(0L),
            in.text("boot").orElse(""),
            in.whole("elapsed").orElse(0L)),
        in.whole("length").orElse(0L));
  }
}
