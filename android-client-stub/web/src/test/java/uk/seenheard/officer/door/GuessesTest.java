package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever guesses the passphrase waits longer each time. */
class GuessesTest {
  private static Guesses missed(int times, long at) {
    Guesses guesses = Guesses.NONE;
    for (int i = 0; i < times; i++) {
      guesses = guesses.miss(at);
    }
    return guesses;
  }

  @Test
  void threeAreFreeAndEachAfterThemWaitsTwiceAsLong() {
    assertThat(missed(2, 0).waitMillis(0)).isZero();
    assertThat(missed(3, 0).waitMillis(0)).isEqualTo(5_000);
    assertThat(missed(4, 0).waitMillis(0)).isEqualTo(10_000);
    assertThat(missed(4, 0).waitMillis(9_999)).isEqualTo(1);
    assertThat(missed(4, 0).waitMillis(10_000)).isZero();
  }

  @Test
  void nobodyWaitsLongerThanAQuarterOfAnHourWhateverTheClockDoes() {
    assertThat(missed(1_000, 0).waitMillis(0)).isEqualTo(900_000);
    assertThat(missed(1_000, 1_000_000_000).by(-5).waitMillis(-5)).isEqualTo(900_000);
  }
}
