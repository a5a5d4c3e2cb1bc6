package uk.seenheard.officer.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.crypto.DeviceKey;
import uk.seenheard.handset.core.crypto.SignatureContract;
import uk.seenheard.handset.core.crypto.Signer;
import uk.seenheard.handset.core.crypto.Verifier;
import uk.seenheard.handset.jvm.crypto.JcaSigner;
import uk.seenheard.handset.jvm.crypto.JcaVerifier;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

@NeedsChromium
class NobleSignaturesTest extends SignatureContract {
  private final NobleSignatures signatures =
      new NobleSignatures(new ChromiumCrypto(new Worker(InChromium.chromium())));

  @Override
  protected Signer signer() {
    return signatures;
  }

  @Override
  protected Verifier verifier() {
    return signatures;
  }

  @Test
  void whatOneEndSignsTheOtherTakesAndOneOpensTheOthersKey() {
    DeviceKey browsers = signatures.fresh();
    DeviceKey javas = new JcaSigner().fresh();

    assertThat(new JcaVerifier().signed(browsers.publicKey(), "é", browsers.sign("é"))).isTrue();
    assertThat(signatures.signed(javas.publicKey(), "é", javas.sign("é"))).isTrue();
    DeviceKey taken = new JcaSigner().open(browsers.secret(), browsers.publicKey()).orElseThrow();
    assertThat(signatures.signed(browsers.publicKey(), "x", taken.sign("x"))).isTrue();
    assertThat(signatures.open(javas.secret(), javas.publicKey()).orElseThrow().sign("x"))
        .satisfies(
            signature ->
                assertThat(new JcaVerifier().signed(javas.publicKey(), "x", signature)).isTrue());
  }
}
