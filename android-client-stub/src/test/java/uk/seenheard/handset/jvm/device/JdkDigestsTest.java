package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.DigestsContract;
import uk.seenheard.sync.codec.Digests;

class JdkDigestsTest extends DigestsContract {
  @Override
  protected Digests digests() {
    return new JdkDigests();
  }
}
