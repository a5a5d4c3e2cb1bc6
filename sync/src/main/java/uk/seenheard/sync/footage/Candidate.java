package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A recording that may show an incident, and why.
 *
 * @param source the system that has it
 * @param clip its name there
 * @param person who wore the camera, where that is known
 * @param certainty how sure that is
 * @param reasons what speaks for it and what keeps it from being certain, for people to read
 */
public record Candidate(
    String source,
    String clip,
    Optional<String> person,
    Certainty certainty,
    List<String> reasons) {
  public Candidate {
    reasons = Collections.unmodifiableList(new ArrayList<>(reasons));
  }

  /** What may be done with it. */
  public enum Certainty {
    /** It may be linked without a person, where the force has it so. */
    CERTAIN,
    /** It is offered to a person. */
    LIKELY,
    /** A person may know it; nothing that can be computed says so. */
    BY_HAND
  }
}
