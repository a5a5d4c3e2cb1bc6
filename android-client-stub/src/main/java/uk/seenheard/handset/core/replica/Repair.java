package uk.seenheard.handset.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.merge.Frontier;

/**
 * Puts a replica right where it differs from what the server says, and leaves the rest alone.
 *
 * <p>The digest is carried along from page to page and says what was stored. Whether it is still
 * there says only {@link #recount}, which looks at every row.
 */
public final class Repair {
  private final Replica replica;
  private final HandsetPorts ports;

  /** Of a replica. */
  public Repair(Replica replica, HandsetPorts ports) {
    this.replica = replica;
    this.ports = ports;
  }

  /**
   * Looks at every row of the next incident: throws away what does not open or is not what its hash
   * says, and counts the frontier anew.
   *
   * @param after the incident that the last step ended with, or empty to begin
   * @return the incident it looked at, or empty when there is none left; then the digest is right
   */
  public Optional<String> recount(WritableRows rows, String after) {
    Optional<String> next = next(rows, after);
    if (!next.isPresent()) {
      rows.put(Space.META, Replica.DIGEST, sum(rows).hash().hex());
      return next;
    }
    String incident = next.get();
    TreeSet<Hash> whole = new TreeSet<>();
    List<String> damaged = new ArrayList<>();
    String prefix = incident + '/';
    String last = "";
    List<String> page;
    do {
      page = rows.keys(Space.REPLICA, prefix, last, Rows.MAX_ROWS);
      for (String key : page) {
        last = key;
        String hash = key.substring(prefix.length());
        if (Hex.is(hash, 64) && replica.isWhole(rows, incident, new Hash(hash))) {
          whole.add(new Hash(hash));
        } else {
          damaged.add(key);
        }
      }
    } while (page.size() == Rows.MAX_ROWS);
    damaged.forEach(key -> rows.delete(Space.REPLICA, key));
    if (replica.isLetGo(rows, incident)) {
      // Nothing of it is here, and both ends know of what: its frontier stays as it was.
      return next;
    }
    if (whole.isEmpty()) {
      rows.delete(Space.FRONTIER, incident);
    } else {
      String frontier = Frontier.of(whole, ports.digests()).hex();
      if (!rows.text(Space.FRONTIER, incident).filter(frontier::equals).isPresent()) {
        rows.put(Space.FRONTIER, incident, frontier);
      }
    }
    return next;
  }

  private static Optional<String> next(Rows rows, String after) {
    // '0' is the character after '/': beyond every key of the incident before.
    String beyond = after.isEmpty() ? "" : after + '0';
    Optional<String> held =
        rows.keys(Space.REPLICA, "", beyond, 1).stream()
            .findFirst()
            .map(key -> key.substring(0, key.indexOf('/')));
    Optional<String> counted = rows.keys(Space.FRONTIER, "", after, 1).stream().findFirst();
    if (held.isPresent() && counted.isPresent()) {
      return held.get().compareTo(counted.get()) < 0 ? held : counted;
    }
    return held.isPresent() ? held : counted;
  }

  private ReplicaDigest sum(Rows rows) {
    ReplicaDigest[] sum = {ReplicaDigest.EMPTY};
    for (String incident : replica.incidents(rows)) {
      replica
          .frontier(rows, incident)
          .ifPresent(frontier -> sum[0] = sum[0].with(incident, frontier, ports.digests()));
    }
    return sum[0];
  }

  /**
   * Compares a page of the server's digests with what is held. What is held and should not be is
   * let go of at once.
   *
   * @param after what the page was asked for
   * @return the incidents to be fetched again
   */
  public List<String> compare(WritableRows rows, String after, IncidentDigests page) {
    TreeMap<String, IncidentDigests.Held> told = new TreeMap<>();
    page.incidents().forEach(held -> told.put(held.incident(), held));
    long reached = replica.reached(rows);
    List<String> differing = new ArrayList<>();
    for (IncidentDigests.Held held : told.values()) {
      boolean same =
          replica.frontier(rows, held.incident()).filter(held.frontier()::equals).isPresent();
      // What has moved on beyond this handset's position comes with the next pull.
      if (!same && held.n() <= reached) {
        differing.add(held.incident());
      }
    }
    List<String> gone = new ArrayList<>();
    String last = after;
    List<String> keys;
    do {
      keys = rows.keys(Space.FRONTIER, "", last, Rows.MAX_ROWS);
      for (String incident : keys) {
        boolean inPage = !page.next().isPresent() || incident.compareTo(page.next().get()) <= 0;
        if (inPage && !told.containsKey(incident)) {
          gone.add(incident);
        }
        last = incident;
      }
    } while (keys.size() == Rows.MAX_ROWS
        && (!page.next().isPresent() || last.compareTo(page.next().get()) <= 0));
    gone.forEach(incident -> replica.forget(rows, incident, false));
    return differing;
  }

  /** Stores a page of an incident that is fetched again; the first one takes the old away. */
  public void store(WritableRows rows, String incident, boolean first, List<Frame> frames) {
    if (first) {
      replica.empty(rows, incident);
    }
    replica.take(rows, frames, false);
  }

  /** All of an incident was fetched again. */
  public void fetched(WritableRows rows, String incident) {
    Arriving.whole(rows, incident);
  }

  /** What the replica stands on, or empty when it stands on nothing. */
  public Optional<String> cursor(Rows rows) {
    return replica.cursor(rows);
  }

  /** Notes in which log the replica was compared: the next pull has to be of the same. */
  public void compared(WritableRows rows, IncidentDigests page) {
    KnownLog.acknowledged(rows, page.n(), page.commit());
  }

  /** An incident that was to be fetched again is not for this person any more. */
  public void gone(WritableRows rows, String incident) {
    replica.forget(rows, incident, false);
  }
}
