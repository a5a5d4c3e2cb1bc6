package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Where in a linked recording a statement or a mark lies: as the clocks say, as a person says, or
 * both beside each other.
 *
 * @param about the entry
 * @param source the system that has the recording
 * @param clip its name there
 * @param computed what follows from the clocks; empty where they put it outside, or say nothing
 * @param byHand what somebody says who watched it
 */
public record Position(
    FieldPath about, String source, String clip, Optional<Pin> computed, Optional<Placed> byHand) {
  /** From the first picture, milliseconds: where a person says, else where the clocks do. */
  public long millis() {
    return byHand.map(Placed::position).orElseGet(() -> computed.map(Pin::position).orElse(0L));
  }

  /** How far that may lie off. */
  public long uncertainty() {
    return byHand.isPresent()
        ? Placed.UNCERTAINTY
        : computed.map(Pin::uncertainty).orElse(Placed.UNCERTAINTY);
  }

  /**
   * All of an incident: first what the clocks say, then what a person alone does. What was said of
   * a recording counts while that is linked and there.
   *
   * @param given with what is linked by rule
   */
  public static List<Position> of(IncidentRecord record, FootageGiven given, Footage footage) {
    List<Position> positions = new ArrayList<>();
    List<Placed> alone = new ArrayList<>(Placed.of(record));
    for (Pin pin : footage.pins()) {
      Optional<Placed> said =
          alone.stream()
              .filter(
                  one ->
                      one.about().equals(pin.about())
                          && one.source().equals(pin.source())
                          && one.clip().equals(pin.clip()))
              .findFirst();
      said.ifPresent(alone::remove);
      positions.add(new Position(pin.about(), pin.source(), pin.clip(), Optional.of(pin), said));
    }
    for (Placed one : alone) {
      boolean there =
          given.clips().stream()
              .anyMatch(
                  clip ->
                      one.names(clip)
                          && clip.state() == ClipState.PRESENT
                          && given.isLinked(clip, record.incident()));
      if (there) {
        positions.add(
            new Position(
                one.about(), one.source(), one.clip(), Optional.empty(), Optional.of(one)));
      }
    }
    return Collections.unmodifiableList(positions);
  }
}
