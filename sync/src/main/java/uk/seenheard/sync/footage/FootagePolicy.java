package uk.seenheard.sync.footage;

/**
 * How a force has its recordings matched; times in milliseconds.
 *
 * @param links whether what is certain is linked without a person
 * @param buffer what is added before dispatch and after leaving
 * @param bufferWithoutControl the same where only changes tell when somebody was there
 * @param near how far beyond that a recording is still offered
 * @param unmeasured how far a camera may be off whose clock nobody compared
 * @param metPerMille how much of the time on scene is enough
 * @param gap the longest hole that is not shown
 * @param docking how long after the end of a shift recordings may still arrive
 */
public record FootagePolicy(
    boolean links,
    long buffer,
    long bufferWithoutControl,
    long near,
    long unmeasured,
    int metPerMille,
    long gap,
    long docking) {
  private static final long MINUTE = 60_000;

  /**
   * What holds where a force says nothing: a buffer of four minutes, as makers of cameras advise
   * (not over four to five), and a day for docking.
   */
  public static final FootagePolicy USUAL =
      new FootagePolicy(
          true,
          4 * MINUTE,
          30 * MINUTE,
          15 * MINUTE,
          15 * MINUTE,
          950,
          2 * MINUTE,
          24 * 60 * MINUTE);
}
