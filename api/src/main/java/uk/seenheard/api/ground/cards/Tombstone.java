package uk.seenheard.api.ground.cards;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** The card of an erased incident: nobody may see it, and who could is told so. */
final class Tombstone {
  private static final Hash NONE = new Hash("0".repeat(64));

  private Tombstone() {}

  static IncidentCard of(String incident, List<Access> access, long n, long at) {
    return new IncidentCard(
        incident,
        n,
        0,
        NONE,
        NONE,
        ReviewState.RECORDING,
        Optional.empty(),
        Optional.empty(),
        IncidentCard.Counts.NONE,
        Chronology.NONE,
        at,
        at,
        0,
        0,
        Set.of(),
        access,
        Watch.NOTHING,
        n);
  }
}
