package uk.seenheard.sync.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The digests in plain Java against the JDK's. */
class PlainDigestsTest {
  private final Digests plain = new PlainDigests();
  private final Digests library = new JdkDigests();

  @Test
  void everyLengthAroundABlockDigestsAsTheLibrarys() {
    Random random = new Random(20_261_128);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(plain.sha256(bytes)).as("%d bytes", length).isEqualTo(library.sha256(bytes));
      assertThat(plain.sha1(bytes)).as("%d bytes", length).isEqualTo(library.sha1(bytes));
    }
  }

  @Test
  void aWholeContentDigestsAsTheLibrarys() {
    byte[] bytes = new byte[Limits.CONTENT_BYTES + 1];
    new Random(7).nextBytes(bytes);
    assertThat(plain.sha256(bytes)).isEqualTo(library.sha256(bytes));
    assertThat(plain.sha1(bytes)).isEqualTo(library.sha1(bytes));
  }

  @Test
  void theStandardsOwnExamplesHold() {
    assertThat(plain.sha256Hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(plain.sha256Hex(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
