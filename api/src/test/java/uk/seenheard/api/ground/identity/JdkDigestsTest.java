package uk.seenheard.api.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Utf8;

/** A text has the same digest here as at an end that makes its bytes in plain Java. */
class JdkDigestsTest {
  private final JdkDigests digests = new JdkDigests();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "She said no",
        "Zo\u00eb \u05e9\u05dc\u05d5\u05dd \u4f60\u597d",
        "\uD83D\uDC67\uD83C\uDFFD was crying",
        "half a pair \uD83D",
        "\uDC67 the other half",
        "\u0000\u007f\u0080\u07ff\u0800\uffff"
      })
  void isThatOfItsBytesInPlainJava(String text) {
    assertThat(digests.sha256Hex(text)).isEqualTo(Hex.of(digests.sha256(Utf8.bytes(text))));
  }
}
