package uk.seenheard.sync.feed;

import java.util.Optional;
import uk.seenheard.sync.change.Hash;

/** A position of a device's chain that the log holds, and the verdict it got. */
public record KnownPosition(long seq, Hash hash, Verdict verdict, Optional<String> reason) {}
