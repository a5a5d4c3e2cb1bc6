package uk.seenheard.api.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import uk.seenheard.api.Main;

/**
 * The server with something beside it that eats its memory once a file is there: whichever thread
 * wants some next does not get it.
 */
public final class HungryServer {
  private static final List<byte[]> EATEN = new ArrayList<>();

  private HungryServer() {}

  /** The server; the file is named by a system property. */
  public static void main(String[] arguments) {
    Path appetite = Path.of(System.getProperty("hungry"));
    Thread eater = new Thread(() -> eat(appetite), "eater");
    eater.setDaemon(true);
    eater.start();
    Main.main(arguments);
  }

  private static void eat(Path appetite) {
    while (!Files.exists(appetite)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    // What is left at first, so that what asks next may be any thread of the server.
    int crumb = 512 << (System.nanoTime() % 5);
    int bite = 1024 * 1024;
    while (true) {
      try {
        EATEN.add(new byte[bite]);
      } catch (OutOfMemoryError full) {
        // And then what others give back, so that no thread gets over it.
        LockSupport.parkNanos(bite > crumb ? 0 : TimeUnit.MILLISECONDS.toNanos(20));
        bite = Math.max(crumb, bite / 2);
      }
    }
  }
}
