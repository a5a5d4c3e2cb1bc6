package uk.seenheard.api;

import java.util.Random;

/**
 * What a test draws at random, and draws again when asked to: whatever fails says its seed, and
 * {@code -Dseenheard.seed=} takes it.
 */
public final class Seed {
  private static final String PROPERTY = "seenheard.seed";

  private Seed() {}

  /** What is tried with random numbers. */
  @FunctionalInterface
  public interface Attempt {
    void with(Random random) throws Exception;
  }

  /** Another one each time: for what depends on the machine's moment as well. */
  public static void drawn(Attempt attempt) {
    tries(Long.getLong(PROPERTY, System.nanoTime()), attempt);
  }

  /** The same each time. */
  public static void fixed(long seed, Attempt attempt) {
    tries(Long.getLong(PROPERTY, seed), attempt);
  }

  private static void tries(long seed, Attempt attempt) {
    try {
      attempt.with(new Random(seed));
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(
          "failed with seed " + seed + "; again with -D" + PROPERTY + "=" + seed + ": " + failed,
          failed);
    }
  }
}
