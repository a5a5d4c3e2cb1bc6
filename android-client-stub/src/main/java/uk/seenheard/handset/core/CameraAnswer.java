package uk.seenheard.handset.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;

/**
 * What an officer says of their camera at an incident.
 *
 * @param recording whether it was on: {@code all}, {@code part}, {@code no}
 * @param why why not the whole time: a code and words
 * @param told whether people were told that they were recorded: {@code yes}, {@code no}
 */
public record CameraAnswer(String recording, Optional<Json> why, Optional<String> told) {
  /** The fields that say so, and what they say. */
  Map<FieldPath, Json> at(FieldPath attendance, String officer) {
    Map<FieldPath, Json> said = new LinkedHashMap<>();
    said.put(attendance.field(Incident.RECORDING), Json.of(recording));
    told.ifPresent(answer -> said.put(attendance.field("told"), Json.of(answer)));
    why.ifPresent(
        reason -> said.put(new FieldPath("reason." + Incident.CAMERA + '.' + officer), reason));
    return said;
  }
}
