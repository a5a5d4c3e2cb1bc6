package uk.seenheard.api.ground.projection;

/**
 * One scope's access to an incident, from a commit on and possibly up to another.
 *
 * @param scope {@code person:ID}, {@code team:ID} or {@code force}
 * @param from the commit that gave it
 * @param until the commit that took it, or {@link #OPEN}
 */
public record Access(String scope, long from, long until) {
  /** Access that nobody took. */
  public static final long OPEN = Long.MAX_VALUE;

  /** Whether it stands. */
  public boolean isOpen() {
    return until == OPEN;
  }
}
