package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.Background;
import uk.seenheard.handset.core.device.BackgroundContract;

class ThreadBackgroundTest extends BackgroundContract {
  @Override
  protected Background background() {
    return new ThreadBackground();
  }
}
