package uk.seenheard.handset.core.device;

import java.util.Optional;

/**
 * The port to what a platform does beside what it was asked: a thread, or a timer where there are
 * no threads. Every implementation passes {@code BackgroundContract}.
 */
public interface Background {
  /** Milliseconds of a clock that is never put back; where it begins is not told. */
  long now();

  /** Runs a step now and again, one at a time, until it asks for no more or is ended. */
  Running begin(Step step);

  /** Something to be done again and again. */
  @FunctionalInterface
  interface Step {
    /** Does it once; answers with how many milliseconds to wait at most, or empty to end. */
    Optional<Long> run();
  }

  /** Steps that are under way. */
  interface Running {
    /** Ends the wait: the next step comes at once. */
    void wake();

    /** No further step; waits for the one under way, but not for itself. */
    void end();
  }
}
