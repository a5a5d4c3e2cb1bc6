package uk.seenheard.sync.footage;

import java.util.Optional;
import java.util.Set;

/**
 * One officer's time at one incident, all in true time (milliseconds since 1970).
 *
 * @param incident the incident
 * @param person the officer
 * @param events the references under which an evidence system may know it
 * @param camera whether the roster gives the officer a camera
 * @param dispatchedAt when control sent them; empty without control
 * @param arrivedAt when they said that they were there
 * @param leftAt when they said that they left
 * @param recorded from their first to their last change of the incident
 * @param uncertainty how far these times may be off, milliseconds
 * @param shiftEnd when their shift ended, or is to
 */
public record Attended(
    String incident,
    String person,
    Set<String> events,
    boolean camera,
    Optional<Long> dispatchedAt,
    Optional<Long> arrivedAt,
    Optional<Long> leftAt,
    Window recorded,
    long uncertainty,
    long shiftEnd) {

  /** When they were on scene, as far as anybody said so. */
  public Window present() {
    long from = arrivedAt.orElse(recorded.from());
    return new Window(from, Math.max(from, leftAt.orElse(recorded.to())));
  }

  /** Within what a recording of theirs is one of this incident. */
  Window window(FootagePolicy policy) {
    long first = Math.min(arrivedAt.orElse(recorded.from()), recorded.from());
    long last = Math.max(leftAt.orElse(recorded.to()), recorded.to());
    return dispatchedAt
        .map(sent -> new Window(Math.min(sent, first), last).wider(policy.buffer()))
        .orElseGet(() -> new Window(first, last).wider(policy.bufferWithoutControl()));
  }
}
