package uk.seenheard.handset.jvm.store;

import java.nio.file.Path;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.log.LogStore;

/** A log in two files of a folder: the store that a browser has, on a JVM. */
public final class LogInAFolder {
  private LogInAFolder() {}

  /** Opens it, and closes both files with it. */
  public static Store open(Path folder) {
    ChannelFile one = new ChannelFile(folder.resolve("one"));
    ChannelFile two = new ChannelFile(folder.resolve("two"));
    return LogStore.open(
        one,
        two,
        () -> {
          one.close();
          two.close();
        });
  }
}
