package uk.seenheard.sync.merge;

import java.util.Optional;
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
    boolean evidence) {}
