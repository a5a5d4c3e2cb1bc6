package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Hex;

/** What every {@link Chance} does. */
public abstract class ChanceContract {
  protected abstract Chance chance();

  @Test
  void drawsAsManyBytesAsAskedAndNeverTheSame() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] nonce = chance().bytes(12);
      assertThat(nonce).hasSize(12);
      drawn.add(Hex.of(nonce));
    }
    assertThat(drawn).hasSize(1_000);
    assertThat(chance().bytes(0)).isEmpty();
  }

  @Test
  void numbersStayBelowTheirBound() {
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      drawn.add(chance().below(3));
    }
    assertThat(drawn).containsExactlyInAnyOrder(0L, 1L, 2L);
    assertThat(chance().below(0)).isZero();
  }
}
