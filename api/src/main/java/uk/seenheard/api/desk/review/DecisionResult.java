package uk.seenheard.api.desk.review;

import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** A decision that is in the log, and how the incident stands after it. */
record DecisionResult(long n, Hash change, Hash frontier, ReviewState state) {}
