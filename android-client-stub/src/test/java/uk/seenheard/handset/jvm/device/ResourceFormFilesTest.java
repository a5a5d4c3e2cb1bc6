package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.FormFiles;
import uk.seenheard.handset.core.device.FormFilesContract;

class ResourceFormFilesTest extends FormFilesContract {
  @Override
  protected FormFiles files() {
    return new ResourceFormFiles();
  }
}
