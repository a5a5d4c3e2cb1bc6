package uk.seenheard.sync.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HlcTest {
  @Test
  void aLaterReadingIsAboveAnEarlierOneWhateverTheClockDoes() {
    Hlc first = Hlc.ZERO.tick(1_000);
    Hlc sameMoment = first.tick(1_000);
    Hlc steppedBack = sameMoment.tick(10);
    Hlc before1970 = steppedBack.tick(-5);
    Hlc later = before1970.tick(2_000);

    assertThat(first).isEqualTo(new Hlc(1_000, 0));
    assertThat(sameMoment).isEqualTo(new Hlc(1_000, 1)).isGreaterThan(first);
    assertThat(steppedBack).isGreaterThan(sameMoment);
    assertThat(before1970).isGreaterThan(steppedBack);
    assertThat(later).isEqualTo(new Hlc(2_000, 0)).isGreaterThan(before1970);
  }

  @Test
  void whatWasSeenIsBeforeWhatIsWrittenNext() {
    Hlc other = new Hlc(5_000, 7);
    assertThat(Hlc.ZERO.seen(other, 4_000).tick(4_000)).isEqualTo(new Hlc(5_000, 8));
    assertThat(new Hlc(6_000, 0).seen(other, 4_000)).isEqualTo(new Hlc(6_000, 0));
  }

  @Test
  void aClockThatIsYearsFastDragsNobodyAlong() {
    Hlc year2100 = new Hlc(4_102_444_800_000L, 0);
    assertThat(Hlc.ZERO.seen(year2100, 1_790_000_000_000L)).isEqualTo(Hlc.ZERO);
    assertThat(Hlc.ZERO.seen(new Hlc(300_100, 0), 100)).isEqualTo(new Hlc(300_100, 0));
    assertThat(Hlc.ZERO.seen(new Hlc(300_101, 0), 100)).isEqualTo(Hlc.ZERO);
  }

  @Test
  void aCounterAtItsEndMovesOnInsteadOfTurningNegative() {
    Hlc hostile = new Hlc(5_000, Integer.MAX_VALUE);
    assertThat(Hlc.ZERO.seen(hostile, 4_000).tick(4_000)).isEqualTo(new Hlc(5_001, 0));
  }
}
