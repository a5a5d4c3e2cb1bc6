package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What an evidence system says about one recording; never the recording, and never its title.
 *
 * @param source the system that has it
 * @param id its name there
 * @param device the camera's serial number
 * @param badged the person whom the roster has under the badge that it was uploaded with
 * @param startAt when recording was started, by the camera's clock, milliseconds since 1970
 * @param endAt when it was stopped, by the same clock
 * @param preEvent how much of the video, without sound, lies before the start, milliseconds
 * @param clock what the two times are worth
 * @param offset how far that clock was ahead of true time, milliseconds; empty when nobody knows
 * @param uncertainty how far the true time may be off all the same, milliseconds
 * @param uploadedAt when it reached the system
 * @param events the incidents that it was recorded for, by their references, as the system has them
 * @param state whether the recording is still there
 */
public record Clip(
    String source,
    String id,
    String device,
    Optional<String> badged,
    long startAt,
    long endAt,
    long preEvent,
    ClipClock clock,
    Optional<Long> offset,
    long uncertainty,
    long uploadedAt,
    List<String> events,
    ClipState state) {
  private static final long MINUTE = 60_000;

  public Clip {
    if (endAt < startAt) {
      throw new IllegalArgumentException("a recording ends before it begins");
    }
    events = Collections.unmodifiableList(new ArrayList<>(events));
  }

  /**
   * Whether its times say when it was made. A start within a minute of the upload is the upload's:
   * systems put it there when the camera had none.
   */
  public boolean timed() {
    return clock.evidence() && Math.abs(uploadedAt - startAt) > MINUTE;
  }

  /** The same as it was while it was there. */
  public Clip present() {
    return new Clip(
        source,
        id,
        device,
        badged,
        startAt,
        endAt,
        preEvent,
        clock,
        offset,
        uncertainty,
        uploadedAt,
        events,
        ClipState.PRESENT);
  }

  /** What the video shows, in true time, as far as {@link #timed} holds. */
  public Window shows() {
    long ahead = offset.orElse(0L);
    return new Window(startAt - preEvent - ahead, endAt - ahead);
  }

  /** How far {@link #shows} may be off: a camera whose error nobody measured may be far off. */
  public long error(FootagePolicy policy) {
    return offset.isPresent() || clock == ClipClock.SERVER
        ? uncertainty
        : Math.max(uncertainty, policy.unmeasured());
  }
}
