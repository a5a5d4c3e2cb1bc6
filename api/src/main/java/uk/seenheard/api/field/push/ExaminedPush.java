package uk.seenheard.api.field.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.review.DeviceKnown;

/**
 * A push whose signature holds: everything about it that does not depend on where the log stands.
 *
 * @param changes one for each content, in order
 */
record ExaminedPush(Run run, String signature, ClockReading clock, List<Examined> changes) {
  ExaminedPush {
    changes = List.copyOf(changes);
  }

  /** The same, but what belongs to these incidents goes to quarantine for that reason. */
  ExaminedPush without(Set<String> incidents, String ledger, String reason) {
    List<Examined> ruled = new ArrayList<>();
    for (Examined change : changes) {
      ruled.add(incidents.contains(change.incident(ledger)) ? change.kept(reason) : change);
    }
    return new ExaminedPush(run, signature, clock, ruled);
  }

  /**
   * One change of it.
   *
   * @param pass the shift pass it names, when that was shown and is genuine
   * @param ruling why it goes to quarantine, or empty
   * @param rise what it may add to its incident
   */
  record Examined(
      ChangeReading reading,
      String content,
      Optional<ShiftPass> pass,
      Optional<String> ruling,
      Rise rise) {
    Hash hash() {
      return reading.hash();
    }

    /** The same, but it goes to quarantine. */
    Examined kept(String reason) {
      return new Examined(reading, content, pass, Optional.of(reason), rise);
    }

    /** Who had a device by its pass, and since when: nobody, when it was made out for another. */
    Optional<DeviceKnown.Hand> handOn(String device) {
      return proved(device).map(shown -> new DeviceKnown.Hand(shown.person(), shown.issuedAt()));
    }

    /** The person whom its pass proves on a device: nobody, when it was made out for another. */
    Optional<String> provedOn(String device) {
      return proved(device).map(ShiftPass::person);
    }

    /**
     * Whether an act of attending in it counts: it was received within the shift that its pass
     * proves on a device. Whatever the device's clock says, no later and no earlier one does.
     */
    boolean attends(String device, long at) {
      return proved(device)
              .filter(shown -> shown.issuedAt() <= at && at <= shown.leaseUntil())
              .isPresent()
          && reading.fold(Examined::holdsAttend, nonsense -> false);
    }

    private static boolean holdsAttend(Change change) {
      return change.ops().stream()
          .anyMatch(op -> op instanceof Operation.Act act && Act.ATTEND.is(act.act()));
    }

    private Optional<ShiftPass> proved(String device) {
      return pass.filter(shown -> shown.device().equals(device))
          .filter(shown -> shown.role().isPerson());
    }

    /** The incident it names, or the ledger when it names none. */
    String incident(String ledger) {
      return reading.fold(
          change -> change.incident(), nonsense -> nonsense.incident().orElse(ledger));
    }
  }

  /** The hashes of its changes, by the incident that each belongs to. */
  Map<String, Set<Hash>> hashes(String ledger) {
    Map<String, Set<Hash>> hashes = new TreeMap<>();
    for (Examined change : changes) {
      hashes.computeIfAbsent(change.incident(ledger), unused -> new TreeSet<>()).add(change.hash());
    }
    return hashes;
  }

  Set<String> incidents(String ledger) {
    Set<String> incidents = new TreeSet<>();
    changes.forEach(change -> incidents.add(change.incident(ledger)));
    return incidents;
  }
}
