package uk.seenheard.handset.jvm.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.store.log.LogFile;
import uk.seenheard.handset.core.store.log.LogFileContract;

class ChannelFileTest extends LogFileContract {
  @TempDir Path folder;
  private ChannelFile file;

  @BeforeEach
  void make() {
    file = new ChannelFile(folder.resolve("file"));
  }

  @AfterEach
  void leave() {
    file.close();
  }

  @Override
  protected LogFile file() {
    return file;
  }
}
