package uk.seenheard.handset.jvm.crypto;

import uk.seenheard.handset.core.crypto.Stretch;
import uk.seenheard.handset.core.crypto.StretchContract;

class JcaStretchTest extends StretchContract {
  @Override
  protected Stretch stretch() {
    return new JcaStretch();
  }
}
