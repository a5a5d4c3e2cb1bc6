package uk.seenheard.api.ground.identity;

/** The port by which others learn that a shift was begun on a device. */
@FunctionalInterface
public interface ShiftWatch {
  /** Takes note, at once and in memory. */
  void began(ShiftPass pass);
}
