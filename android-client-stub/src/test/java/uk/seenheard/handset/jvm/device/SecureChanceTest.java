package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.ChanceContract;

class SecureChanceTest extends ChanceContract {
  @Override
  protected Chance chance() {
    return new SecureChance();
  }
}
