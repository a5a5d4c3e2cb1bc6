package uk.seenheard.handset.jvm.crypto;

import uk.seenheard.handset.core.crypto.Sealer;
import uk.seenheard.handset.core.crypto.SealerContract;

class JcaSealerTest extends SealerContract {
  @Override
  protected Sealer sealer() {
    return new JcaSealer();
  }
}
