package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.handset.core.outbox.OutboxIndexRow;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Fold;

/**
 * Folds what the server sent and what was made here into what the officer sees.
 *
 * <p>The folds of the incidents last looked at are kept. What is kept is never trusted: each look
 * reads the hashes that belong to the incident now, folds those that are new, and begins anew when
 * one that was folded is gone (a transaction that failed, a quarantine, an evict). The store lets
 * one at a time at it.
 */
final class Views {
  private static final int KEPT = 4;

  private final Outbox outbox;
  private final Replica replica;
  private final HandsetPorts ports;
  private final ChangeCodec codec;
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  Views(Outbox outbox, Replica replica, HandsetPorts ports) {
    this.outbox = outbox;
    this.replica = replica;
    this.ports = ports;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
  }

  /** A fold, and the hashes of what was given to it. */
  private record Kept(Fold fold, Set<Hash> folded) {}

  /** Whether nothing of an incident is shown here any more. */
  boolean isLeaving(Rows rows, String incident) {
    return replica.isLeaving(rows, incident) || replica.isLetGo(rows, incident);
  }

  View view(Rows rows, String incident) {
    if (replica.isLeaving(rows, incident)) {
      kept.remove(incident);
      return new View(
          Incident.of(Fold.of(incident, List.of(), ports.digests())),
          Set.of(),
          List.of(),
          true,
          false);
    }
    Map<Hash, Optional<OutboxIndexRow>> shown = new HashMap<>();
    replica.applied(rows, incident).forEach(hash -> shown.put(hash, Optional.empty()));
    Set<Hash> unsent = new HashSet<>();
    List<OutboxEntry> quarantined = new ArrayList<>();
    for (OutboxIndexRow row : outbox.index(rows, incident)) {
      if (row.isShown()) {
        shown.putIfAbsent(row.hash(), Optional.of(row));
      } else if (row.state() == OutboxEntry.State.QUARANTINED) {
        quarantined.add(outbox.of(rows, row));
      }
      if (row.state() == OutboxEntry.State.QUEUED) {
        unsent.add(row.hash());
      }
    }
    Fold fold = folded(rows, incident, shown);
    return new View(
        Incident.of(fold.record()), unsent, quarantined, false, replica.isArriving(rows, incident));
  }

  private Fold folded(Rows rows, String incident, Map<Hash, Optional<OutboxIndexRow>> shown) {
    Kept known = kept.remove(incident);
    if (known == null || !shown.keySet().containsAll(known.folded())) {
      known = new Kept(new Fold(incident, ports.digests()), new HashSet<>());
    }
    for (Map.Entry<Hash, Optional<OutboxIndexRow>> one : shown.entrySet()) {
      if (known.folded().add(one.getKey())) {
        Fold fold = known.fold();
        content(rows, incident, one.getKey(), one.getValue())
            .ifPresent(content -> codec.read(content).fold(fold::add, nonsense -> false));
      }
    }
    kept.put(incident, known);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return known.fold();
  }

  private Optional<String> content(
      Rows rows, String incident, Hash hash, Optional<OutboxIndexRow> own) {
    return own.isPresent()
        ? Optional.of(outbox.content(rows, outbox.of(rows, own.get())))
        : replica.content(rows, incident, hash);
  }

  /**
   * Lets go of all that was kept: nothing is to be shown for now. Called in a turn of the store.
   */
  void forget() {
    kept.clear();
  }

  /** Every incident that has something to show. */
  List<String> incidents(Rows rows) {
    Set<String> found = new TreeSet<>();
    for (String incident : replica.incidents(rows)) {
      if (!replica.isLetGo(rows, incident)) {
        found.add(incident);
      }
    }
    outbox.each(
        rows,
        entry -> {
          if (!entry.erased() && !replica.isLeaving(rows, entry.incident())) {
            found.add(entry.incident());
          }
        });
    return new ArrayList<>(found);
  }
}
