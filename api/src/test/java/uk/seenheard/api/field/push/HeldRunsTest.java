package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.feed.Run;

/** When commits are read to see what the log holds of a run: only when it may hold any of it. */
class HeldRunsTest {
  private static final Hash HEAD = new Hash("0".repeat(64));
  private static final DeviceChain CHAIN = new DeviceChain("d1", 2, 40, HEAD);

  private static Run from(int epoch, long seq) {
    return new Run("d1", epoch, seq, HEAD, List.of(HEAD), List.of(HEAD));
  }

  @Test
  void whatGoesOnFromTheEndOfTheChainIsNotThereYet() {
    assertThat(HeldRuns.mayHold(CHAIN, from(2, 41))).isFalse();
    assertThat(HeldRuns.mayHold(CHAIN, from(2, 60))).isFalse();
    assertThat(HeldRuns.mayHold(CHAIN, from(3, 1))).isFalse();
  }

  @Test
  void whatBeginsAtAHeldPositionIsLookedUp() {
    assertThat(HeldRuns.mayHold(CHAIN, from(2, 40))).isTrue();
    assertThat(HeldRuns.mayHold(CHAIN, from(2, 1))).isTrue();
  }
}
