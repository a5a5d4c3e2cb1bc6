package uk.seenheard.handset.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Hex;

/** What every {@link Stretch} does. */
public abstract class StretchContract {
  protected abstract Stretch stretch();

  private String stretched(String passphrase, String salt, int rounds) {
    return Hex.of(
        stretch().stretch(passphrase.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), rounds));
  }

  @Test
  void stretchesAsThePublishedVectorsSay() {
    // RFC 7914, section 11; the first 32 bytes of each.
    assertThat(stretched("passwd", "salt", 1))
        .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    assertThat(stretched("Password", "NaCl", 80_000))
        .isEqualTo("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
  }

  @Test
  void wipesThePassphrase() {
    char[] passphrase = "correct horse".toCharArray();

    stretch().stretch(passphrase, new byte[16], 1);

    assertThat(passphrase).containsOnly('\0');
  }
}
