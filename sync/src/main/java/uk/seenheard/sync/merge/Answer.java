package uk.seenheard.sync.merge;

import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * A value that one person gave to a field.
 *
 * @param wall the device's own clock at that moment, milliseconds since 1970
 */
public record Answer(
    OperationId id,
    Json value,
    String author,
    String device,
    long wall,
    Hlc hlc,
    Optional<String> reason,
    boolean evidence) {

  /** This answer with another value in its place, for a view that reads it so. */
  public Answer saying(Json other) {
    return new Answer(id, other, author, device, wall, hlc, reason, evidence);
  }

  static Answer of(
      Change change, OperationId id, Json value, Optional<String> reason, boolean evidence) {
    return new Answer(
        id, value, change.author(), change.device(), change.wall(), change.hlc(), reason, evidence);
  }

  /** The entry that what was added says it is about. */
  Optional<FieldPath> about() {
    return value instanceof Json.Obj object
        ? object
            .text("about")
            .filter(text -> !FieldPath.fault(text).isPresent())
            .map(FieldPath::new)
            .filter(FieldPath::isEntry)
        : Optional.empty();
  }
}
