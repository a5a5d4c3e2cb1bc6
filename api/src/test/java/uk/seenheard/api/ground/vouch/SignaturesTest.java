package uk.seenheard.api.ground.vouch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.identity.TestDevice;

/** Which keys and signatures of devices are taken. */
class SignaturesTest {
  private final TestDevice device = TestDevice.fresh();

  @Test
  void aKeysTextNamesTheKey() {
    assertThat(Signatures.key(device.publicKey())).contains(device.pair().getPublic());
  }

  @Test
  void aSignatureHoldsForItsTextAndKeyOnly() {
    String signature = device.sign("one text");
    assertThat(Signatures.signed(device.pair().getPublic(), "one text", signature)).isTrue();
    assertThat(Signatures.signed(device.pair().getPublic(), "another", signature)).isFalse();
    assertThat(Signatures.signed(TestDevice.fresh().pair().getPublic(), "one text", signature))
        .isFalse();
  }

  @Test
  void aSignatureOfNoughtsHoldsForNothing() {
    // CVE-2022-21449: r = s = 0 passed on some JDKs.
    String noughts =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
    assertThat(Signatures.signed(device.pair().getPublic(), "text", noughts)).isFalse();
  }

  @Test
  void whatIsNoSignatureHoldsForNothing() {
    for (String text :
        new String[] {"", "x", "====", device.sign("text") + "==", "x".repeat(201)}) {
      assertThat(Signatures.signed(device.pair().getPublic(), "text", text)).isFalse();
    }
  }

  @Test
  void aPointOffTheCurveIsNoKey() {
    byte[] encoded = device.pair().getPublic().getEncoded();
    encoded[encoded.length - 1] ^= 1;
    assertThat(Signatures.key(Base64.getUrlEncoder().withoutPadding().encodeToString(encoded)))
        .isEmpty();
  }

  @Test
  void anotherCurveIsNoKey() {
    assertThat(Signatures.key(TestDevice.onCurve("secp384r1").publicKey())).isEmpty();
    assertThat(Signatures.key("AAAA")).isEmpty();
  }
}
