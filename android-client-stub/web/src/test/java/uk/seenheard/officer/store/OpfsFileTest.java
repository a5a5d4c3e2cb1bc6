package uk.seenheard.officer.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.seenheard.handset.core.store.log.LogFile;
import uk.seenheard.handset.core.store.log.LogFileContract;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

@NeedsChromium
class OpfsFileTest extends LogFileContract {
  private final Worker worker = new Worker(InChromium.chromium());
  private ChromiumFile file;

  @BeforeEach
  void make() {
    file = new ChromiumFile(worker, "file");
  }

  @AfterEach
  void leave() {
    file.close();
    worker.ask("remove", "file");
  }

  @Override
  protected LogFile file() {
    return new OpfsFile(file);
  }
}
