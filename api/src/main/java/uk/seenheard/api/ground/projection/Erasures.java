package uk.seenheard.api.ground.projection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** What an erased incident leaves behind. */
final class Erasures {
  private static final Hash NONE = new Hash("0".repeat(64));

  private Erasures() {}

  /** The name under which the records system's feed holds the erasure. */
  static Hash name(String incident) {
    return Hash.of("seenheard/erasure/1\n" + incident, new JdkDigests());
  }

  /** The card of an erased incident: nobody may see it, and who could is told so. */
  static IncidentCard tombstone(String incident, List<Access> access, long n, long at) {
    return new IncidentCard(
        incident,
        n,
        0,
        NONE,
        NONE,
        ReviewState.RECORDING,
        Optional.empty(),
        Optional.empty(),
        new IncidentCard.Counts(0, 0, 0, 0, 0, 0),
        Chronology.NONE,
        at,
        at,
        0,
        0,
        Set.of(),
        access,
        Watch.NOTHING);
  }
}
