package uk.seenheard.handset.core.fold;

import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;

/**
 * A change as a fold takes it.
 *
 * @param change empty where this version of the handset cannot read the content
 */
public record TakenChange(Hash hash, Optional<Change> change) {}
