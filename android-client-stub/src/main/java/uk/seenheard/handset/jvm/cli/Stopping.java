package uk.seenheard.handset.jvm.cli;

import java.util.concurrent.TimeUnit;

/** Ends processes: asks first, and insists after a while. */
final class Stopping {
  private static final long GRACE_SECONDS = 20;

  private Stopping() {}

  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
