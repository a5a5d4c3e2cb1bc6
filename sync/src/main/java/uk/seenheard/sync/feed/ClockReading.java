package uk.seenheard.sync.feed;

import uk.seenheard.sync.codec.Json;

/**
 * What a device's clocks showed at one moment; with the server's receipt time it gives the error of
 * the device's clock.
 *
 * @param wall milliseconds since 1970 as the device believes
 * @param boot id of the device's start
 * @param elapsed monotonic milliseconds since that start
 */
public record ClockReading(long wall, String boot, long elapsed) {

  Json.Obj json() {
    return Json.object().put("wall", wall).put("boot", boot).put("elapsed", elapsed).build();
  }

  static ClockReading read(WireReader in) {
    return new ClockReading(
        in.whole("wall", Long.MIN_VALUE, Long.MAX_VALUE),
        in.text("boot", 64),
        in.whole("elapsed", 0, Long.MAX_VALUE));
  }
}
