package uk.seenheard.handset.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Hex;

/** What every {@link Sealer} does. */
public abstract class SealerContract {
  private static final byte[] KEY = new byte[Sealer.KEY_BYTES];
  private static final byte[] NONCE = new byte[Sealer.NONCE_BYTES];
  private static final byte[] LABEL = "a label".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BODY = "Dad threw the blue cup".getBytes(StandardCharsets.UTF_8);

  protected abstract Sealer sealer();

  @Test
  void sealsWhatThePublishedVectorSays() {
    // McGrew and Viega, The Galois/Counter Mode of Operation, test case 14.
    byte[] sealed = sealer().seal(KEY, NONCE, new byte[0], new byte[16]);

    assertThat(Hex.of(sealed))
        .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  }

  @Test
  void opensWhatItSealed() {
    byte[] sealed = sealer().seal(KEY, NONCE, LABEL, BODY);

    assertThat(sealed).hasSize(BODY.length + 16);
    assertThat(sealer().open(KEY, NONCE, LABEL, sealed)).hasValue(BODY);
    byte[] empty = sealer().seal(KEY, NONCE, LABEL, new byte[0]);
    assertThat(sealer().open(KEY, NONCE, LABEL, empty)).hasValue(new byte[0]);
  }

  @Test
  void refusesAnotherKeyNonceLabelOrByte() {
    byte[] sealed = sealer().seal(KEY, NONCE, LABEL, BODY);
    byte[] otherKey = KEY.clone();
    otherKey[31] = 1;
    byte[] otherNonce = NONCE.clone();
    otherNonce[11] = 1;

    assertThat(sealer().open(otherKey, NONCE, LABEL, sealed)).isEmpty();
    assertThat(sealer().open(KEY, otherNonce, LABEL, sealed)).isEmpty();
    assertThat(sealer().open(KEY, NONCE, new byte[] {1}, sealed)).isEmpty();
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(sealer().open(KEY, NONCE, LABEL, changed)).as("byte " + at).isEmpty();
    }
    for (int length = 0; length < sealed.length; length++) {
      assertThat(sealer().open(KEY, NONCE, LABEL, Arrays.copyOf(sealed, length)))
          .as("the first " + length)
          .isEmpty();
    }
  }
}
