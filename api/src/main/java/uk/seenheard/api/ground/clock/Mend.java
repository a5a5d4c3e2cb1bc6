package uk.seenheard.api.ground.clock;

import uk.seenheard.sync.codec.Json;

/**
 * What a person said of the times that a wrong clock wrote: of the commits from one on to the one
 * that says so, the clock was ahead by so much.
 *
 * @param from the first commit of a false time
 * @param n the commit that says so: those before it are meant
 * @param at its time, by the clock that was put right
 * @param ahead milliseconds by which the clock was ahead; below nought when it was behind
 */
public record Mend(long from, long n, long at, long ahead) {
  /** The act in the force's ledger that says it. */
  public static final String ACT = "clock-mended";

  /** As an act of the ledger says it. */
  public static Mend of(long n, long at, Json.Obj with) {
    return new Mend(with.whole("from").orElse(n), n, at, with.whole("ahead").orElse(0L));
  }

  /** Whether the time of a commit is a false one. */
  public boolean covers(long commit) {
    return commit >= from && commit < n;
  }

  /** What the time of one of its commits is taken to be: never after it was mended. */
  public long right(long time) {
    return Math.min(at, time - ahead);
  }
}
