package uk.seenheard.api.ground.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who asks for long answers without a pause waits for themselves; nobody else does. */
class ReadingPaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ReadingPace pace = new ReadingPace(1_000, 100);

  @Test
  void whoHadARestIsGivenAGoodDealAtOnce() {
    assertThat(pace.restMillis("pc1", 600, 7 * SECOND)).isZero();
    assertThat(pace.restMillis("pc1", 400, 7 * SECOND)).isZero();
  }

  @Test
  void thenSoManyBytesASecondHoweverManyAnswersTheyAskForAtOnce() {
    pace.restMillis("pc1", 1_000, 0);
    assertThat(pace.restMillis("pc1", 50, 0)).isEqualTo(500);
    assertThat(pace.restMillis("pc1", 50, 0)).isEqualTo(1_000);
    assertThat(pace.restMillis("pc1", 50, SECOND)).isEqualTo(500);
  }

  @Test
  void nobodyElseWaitsForThem() {
    pace.restMillis("pc1", 100_000, 0);
    assertThat(pace.restMillis("pc2", 1_000, 0)).isZero();
  }

  @Test
  void aRestGivesBackWhatWasTakenAndNoMore() {
    pace.restMillis("pc1", 1_000, 0);
    assertThat(pace.restMillis("pc1", 200, 2 * SECOND)).isZero();
    assertThat(pace.restMillis("pc1", 1_000, 100 * SECOND)).isZero();
    assertThat(pace.restMillis("pc1", 100, 100 * SECOND)).isEqualTo(1_000);
  }

  /** A monotonic clock begins anywhere, below nought as well. */
  @Test
  void theClockMayBeginAnywhere() {
    assertThat(pace.restMillis("pc1", 1_000, -50 * SECOND)).isZero();
    assertThat(pace.restMillis("pc1", 100, -50 * SECOND)).isEqualTo(1_000);
  }

  @Test
  void aPaceOfNothingIsRefused() {
    assertThatThrownBy(() -> new ReadingPace(1_000, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
