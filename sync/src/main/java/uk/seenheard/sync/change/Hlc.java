package uk.seenheard.sync.change;

/**
 * A hybrid logical clock reading: milliseconds since 1970 and a counter that keeps causes before
 * effects within a millisecond. It orders what people look at; it never decides which answer wins.
 */
public record Hlc(long millis, int counter) implements Comparable<Hlc> {
  /** How far a reading may run ahead of the wall clock of who receives it: five minutes. */
  public static final long MAX_DRIFT_MILLIS = 300_000;

  /** The reading before all others. */
  public static final Hlc ZERO = new Hlc(0, 0);

  /** The next reading at a wall clock time. */
  public Hlc tick(long wallMillis) {
    if (wallMillis > millis) {
      return new Hlc(wallMillis, 0);
    }
    return counter == Integer.MAX_VALUE ? new Hlc(millis + 1, 0) : new Hlc(millis, counter + 1);
  }

  /**
   * This clock after it has seen another's reading. A reading further ahead than {@link
   * #MAX_DRIFT_MILLIS} is not adopted, so that one clock that is years fast does not drag all the
   * others along.
   */
  public Hlc seen(Hlc other, long wallMillis) {
    return other.millis > wallMillis + MAX_DRIFT_MILLIS || other.compareTo(this) <= 0
        ? this
        : other;
  }

  @Override
  public int compareTo(Hlc other) {
    int byMillis = Long.compare(millis, other.millis);
    return byMillis != 0 ? byMillis : Integer.compare(counter, other.counter);
  }
}
