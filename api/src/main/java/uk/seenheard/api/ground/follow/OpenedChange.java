package uk.seenheard.api.ground.follow;

import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeReading;

/**
 * A filed change whose body was unsealed.
 *
 * @param content the text as it was hashed, or empty when its incident's key is destroyed
 * @param reading what the text says, when there is one
 */
public record OpenedChange(
    StoredChange stored, Optional<String> content, Optional<ChangeReading> reading) {

  /** The change, when it could be opened and read. */
  public Optional<Change> change() {
    return reading.flatMap(read -> read.fold(Optional::of, nonsense -> Optional.empty()));
  }

  /** The change, when it takes part in the fold. */
  public Optional<Change> applied() {
    return stored.isApplied() ? change() : Optional.empty();
  }
}
