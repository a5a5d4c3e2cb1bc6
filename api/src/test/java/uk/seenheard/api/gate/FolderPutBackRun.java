package uk.seenheard.api.gate;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a server put back from a plain copy while handsets go on, again and again, over
 * HTTP and with real processes: {@code mvn -pl api -am verify -Pput-back}. The last line is {@code
 * N passed, 0 failed}.
 */
public final class FolderPutBackRun {
  private FolderPutBackRun() {}

  /** The number of rounds may be given. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    Path folder = Files.createTempDirectory("seenheard-put-back");
    int passed = 0;
    for (int round = 0; round < rounds; round++) {
      try {
        FolderPutBackTest.putBack(folder.resolve("round-" + round), round % 2 == 1);
        passed++;
        System.out.println("round " + (round + 1) + " passed");
      } catch (AssertionError | RuntimeException lost) {
        System.out.println("round " + (round + 1) + " failed: " + lost);
      }
    }
    System.out.println(passed + " passed, " + (rounds - passed) + " failed");
    System.exit(passed == rounds ? 0 : 1);
  }
}
