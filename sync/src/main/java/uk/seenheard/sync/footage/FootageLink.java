package uk.seenheard.sync.footage;

import java.util.Optional;

/**
 * A recording that was put beside an incident, or taken off it again.
 *
 * @param source the system that has it
 * @param clip its name there
 * @param incident the incident
 * @param wearer who wore the camera, where a person said so
 * @param part what of it belongs there, in true time, where a person said so
 * @param undone whether a person has taken it off: it is not linked again by itself
 */
public record FootageLink(
    String source,
    String clip,
    String incident,
    Optional<String> wearer,
    Optional<Window> part,
    boolean undone) {
  boolean names(Clip other) {
    return source.equals(other.source()) && clip.equals(other.id());
  }
}
