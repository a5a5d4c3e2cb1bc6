package uk.seenheard.officer.crypto;

import uk.seenheard.handset.core.crypto.Sealer;
import uk.seenheard.handset.core.crypto.SealerContract;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

@NeedsChromium
class NobleSealerTest extends SealerContract {
  @Override
  protected Sealer sealer() {
    return new NobleSealer(new ChromiumCrypto(new Worker(InChromium.chromium())));
  }
}
