package uk.seenheard.officer.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.crypto.Stretch;
import uk.seenheard.handset.core.crypto.StretchContract;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

/** What the browser stretched, given to the core as it asks for it. */
@NeedsChromium
class BrowserStretchTest extends StretchContract {
  @Override
  protected Stretch stretch() {
    ChromiumCrypto browser = new ChromiumCrypto(new Worker(InChromium.chromium()));
    return (passphrase, salt, rounds) ->
        new PreparedStretch(salt, rounds, browser.stretch(passphrase, salt, rounds))
            .stretch(passphrase, salt, rounds);
  }

  @Test
  void whatWasStretchedForOneStoreOpensNoOther() {
    PreparedStretch prepared = new PreparedStretch(new byte[16], 10, new byte[32]);
    byte[] other = new byte[16];
    other[0] = 1;
    assertThatThrownBy(() -> prepared.stretch(new char[] {'x'}, other, 10))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> prepared.stretch(new char[] {'x'}, new byte[16], 11))
        .isInstanceOf(IllegalStateException.class);
  }
}
