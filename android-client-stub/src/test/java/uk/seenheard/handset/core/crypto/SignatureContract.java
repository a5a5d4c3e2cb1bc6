package uk.seenheard.handset.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What every {@link Signer} and {@link Verifier} of a platform do. */
public abstract class SignatureContract {
  /** RFC 6979, A.2.5: the P-256 key, and its signature of "sample" with SHA-256. */
  private static final String KNOWN_KEY =
      key(
          "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
              + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");

  private static final String KNOWN_SIGNATURE =
      base64(
          "3046022100"
              + "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
              + "022100"
              + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");

  protected abstract Signer signer();

  protected abstract Verifier verifier();

  private static String key(String point) {
    return base64("3059301306072A8648CE3D020106082A8648CE3D03010703420004" + point);
  }

  private static String base64(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void publishedSignatureIsTakenForItsOwnTextOnly() {
    assertThat(verifier().signed(KNOWN_KEY, "sample", KNOWN_SIGNATURE)).isTrue();
    assertThat(verifier().signed(KNOWN_KEY, "Sample", KNOWN_SIGNATURE)).isFalse();
  }

  @Test
  void keyThatWasKeptSignsWhatItsPublicHalfAccepts() {
    DeviceKey made = signer().fresh();
    DeviceKey opened = signer().open(made.secret(), made.publicKey()).orElseThrow();

    assertThat(opened.publicKey()).isEqualTo(made.publicKey());
    String signature = opened.sign("a text with é");
    assertThat(verifier().signed(made.publicKey(), "a text with é", signature)).isTrue();
    assertThat(verifier().signed(made.publicKey(), "a text with e", signature)).isFalse();
    assertThat(verifier().signed(signer().fresh().publicKey(), "a text with é", signature))
        .isFalse();
  }

  @Test
  void whatIsNoKeyOrSignatureIsRefusedQuietly() {
    assertThat(signer().open(new byte[] {1, 2, 3}, "x")).isEmpty();
    assertThat(signer().open(new byte[0], "")).isEmpty();
    assertThat(verifier().signed("", "sample", KNOWN_SIGNATURE)).isFalse();
    assertThat(verifier().signed("no base64!", "sample", KNOWN_SIGNATURE)).isFalse();
    assertThat(verifier().signed(KNOWN_KEY, "sample", "")).isFalse();
    assertThat(verifier().signed(KNOWN_KEY, "sample", "AAAA")).isFalse();
    assertThat(verifier().signed(KNOWN_KEY, "sample", KNOWN_KEY)).isFalse();
  }
}
