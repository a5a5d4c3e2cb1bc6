package uk.seenheard.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hlc;

/** What a device's clock was worth when a change was made. */
class ClockErrorTest {
  private static final long RECEIVED = 1_795_305_600_000L;
  private static final long MADE = RECEIVED - 90_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 247_000, -63_115_200_000L, 63_115_200_000L, -MADE})
  void theMomentIsKnownWhateverTheClockSaid(long ahead) {
    Change change = made(MADE + ahead, "boot-1", 10_000);
    ClockReading sent = new ClockReading(RECEIVED + ahead, "boot-1", 100_000);

    assertThat(ClockError.of(change, sent, RECEIVED))
        .isEqualTo(new ClockError(ahead, Optional.of(MADE)));
  }

  @Test
  void aClockThatStepsBackBeforeThePushDoesNotMoveTheMoment() {
    Change change = made(MADE + 5_000, "boot-1", 10_000);
    ClockReading steppedBack = new ClockReading(RECEIVED - 86_400_000L, "boot-1", 100_000);

    assertThat(ClockError.of(change, steppedBack, RECEIVED))
        .isEqualTo(new ClockError(5_000, Optional.of(MADE)));
  }

  @Test
  void acrossARestartTheErrorIsTheOneAtThePushAndTheMomentIsNotClaimed() {
    Change change = made(MADE + 247_000, "boot-1", 10_000);
    ClockReading restarted = new ClockReading(RECEIVED + 247_000, "boot-2", 3_000);

    assertThat(ClockError.of(change, restarted, RECEIVED))
        .isEqualTo(new ClockError(247_000, Optional.empty()));
  }

  @Test
  void aMonotonicClockThatRanBackwardsIsNotBelieved() {
    Change change = made(MADE, "boot-1", 10_000);
    ClockReading impossible = new ClockReading(RECEIVED + 1_000, "boot-1", 9_999);

    assertThat(ClockError.of(change, impossible, RECEIVED))
        .isEqualTo(new ClockError(1_000, Optional.empty()));
  }

  private static Change made(long wall, String boot, long elapsed) {
    return Pen.CODEC.write(
        new Draft(
            Pen.INCIDENT,
            new FormRef("domestic-abuse", 1),
            "PC 101",
            "device-1",
            Pen.FRONTIER,
            wall,
            boot,
            elapsed,
            Hlc.ZERO.tick(wall),
            List.of(Pen.set("place", "hall")),
            "000102030405060708090a0b0c0d0e0f"));
  }
}
