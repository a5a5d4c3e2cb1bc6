package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.PlainDigests;

/** What all {@link Digests} of a handset do. */
public abstract class DigestsContract {
  protected abstract Digests digests();

  @Test
  void digestsAsThePublishedExamplesSay() {
    // FIPS 180, the example "abc".
    byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);

    assertThat(Hex.of(digests().sha256(abc)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Hex.of(digests().sha1(abc))).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void digestsEveryLengthAsTheKernelDoes() {
    Digests plain = new PlainDigests();
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      assertThat(digests().sha256(bytes)).isEqualTo(plain.sha256(bytes));
      assertThat(digests().sha1(bytes)).isEqualTo(plain.sha1(bytes));
    }
  }
}
