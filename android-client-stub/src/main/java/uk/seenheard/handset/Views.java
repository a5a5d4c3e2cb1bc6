package uk.seenheard.handset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.device.HandsetPorts;
import uk.seenheard.handset.outbox.Outbox;
import uk.seenheard.handset.outbox.Posted;
import uk.seenheard.handset.replica.Replica;
import uk.seenheard.handset.store.Rows;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Fold;

/** Folds what the server sent and what was made here into what the officer sees. */
final class Views {
  private final Outbox outbox;
  private final Replica replica;
  private final HandsetPorts ports;
  private final ChangeCodec codec;

  Views(Outbox outbox, Replica replica, HandsetPorts ports) {
    this.outbox = outbox;
    this.replica = replica;
    this.ports = ports;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
  }

  View view(Rows rows, String incident) {
    if (replica.isLeaving(rows, incident)) {
      return new View(
          Incident.of(Fold.of(incident, List.of(), ports.digests())), Set.of(), List.of(), true);
    }
    List<Change> changes = new ArrayList<>(replica.applied(rows, incident));
    Set<Hash> unsent = new HashSet<>();
    List<Posted> quarantined = new ArrayList<>();
    for (Posted posted : outbox.of(rows, incident)) {
      if (posted.state() == Posted.State.QUARANTINED) {
        quarantined.add(posted);
      } else if (!posted.erased()) {
        codec.read(outbox.content(rows, posted)).fold(changes::add, nonsense -> false);
      }
      if (!posted.isSafe()) {
        unsent.add(posted.hash());
      }
    }
    return new View(
        Incident.of(Fold.of(incident, changes, ports.digests())), unsent, quarantined, false);
  }

  /** Every incident that has something to show. */
  List<String> incidents(Rows rows) {
    Set<String> found = new TreeSet<>(replica.incidents(rows));
    outbox.each(
        rows,
        posted -> {
          if (!posted.erased() && !replica.isLeaving(rows, posted.incident())) {
            found.add(posted.incident());
          }
        });
    return new ArrayList<>(found);
  }
}
