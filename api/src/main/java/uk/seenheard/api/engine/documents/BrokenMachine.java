package uk.seenheard.api.engine.documents;

import java.util.Optional;

/**
 * Finds out whether what failed is the machine itself: memory at its end. Whatever was being done
 * then, on this thread or another, may be half done, so nobody is to go on as if one request had
 * failed. A stack that ran over is the request's own fault and ends with it: else whoever found one
 * that is deep enough could end the process.
 */
public final class BrokenMachine {
  private static final int MOST_CAUSES = 10;

  private BrokenMachine() {}

  /** The machine's error behind a failure, if that is what it is. */
  public static Optional<VirtualMachineError> behind(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MOST_CAUSES; depth++, at = at.getCause()) {
      if (at instanceof VirtualMachineError broke && !(at instanceof StackOverflowError)) {
        return Optional.of(broke);
      }
    }
    return Optional.empty();
  }

  /** Throws that error, so that who watches this thread hears of it; does nothing else. */
  public static void tell(Throwable failure) {
    behind(failure)
        .ifPresent(
            broke -> {
              throw broke;
            });
  }
}
