package uk.seenheard.handset.core.replica;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.codec.Parts;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.merge.Frontier;

/**
 * What the server sent: changes by incident, the cursor behind them, and the digest by which both
 * ends know that they hold the same. It can be dropped and fetched again at any time.
 *
 * <p>A page's frames and its cursor are stored in one transaction: a cursor never stands behind
 * changes that are not here.
 */
public final class Replica {
  private static final String CURSOR = "cursor";
  static final String DIGEST = "digest";
  private static final String SERVER_DIGEST = "server-digest";
  private static final String THROUGH = "through";
  private static final String HLC = "hlc";
  private static final String SKIPPED = "skipped-lines";
  private static final String LET_GO = "let-go/";
  private static final int MAX_SKIPPED_CHARS = 1_000;

  private final Keyring keys;
  private final Outbox outbox;
  private final HandsetPorts ports;
  private final ChangeCodec codec;
  private final ReplicaRows table;
  private final Departures departures;

  /** Beside the outbox of the same store. */
  public Replica(Keyring keys, Outbox outbox, HandsetPorts ports) {
    this.keys = keys;
    this.outbox = outbox;
    this.ports = ports;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
    this.table = new ReplicaRows(keys, ports);
    this.departures = new Departures(keys, outbox);
  }

  /** Where the next pull goes on, or empty for the beginning. */
  public Optional<String> cursor(Rows rows) {
    return rows.text(Space.META, CURSOR);
  }

  /**
   * Stores a page: its frames, the cursor behind them, and what both say of the digest.
   *
   * @param vouched whether the server signed the page's evictions
   */
  public void store(WritableRows rows, List<Frame> frames, Frame.Through through, boolean vouched) {
    take(rows, frames, vouched);
    Arriving.through(rows, through.n());
    rows.put(Space.META, CURSOR, through.cursor());
    rows.put(Space.META, THROUGH, Long.toString(through.n()));
    if (!through.more() && through.n() >= KnownLog.acknowledged(rows)) {
      // Beside the cursor, which goes when somebody else signs in or everything is fetched anew.
      KnownLog.stands(rows, through.n(), through.commit());
    }
    if (through.digest().isPresent() && !through.more()) {
      rows.put(Space.META, SERVER_DIGEST, through.digest().get().hex());
    } else {
      rows.delete(Space.META, SERVER_DIGEST);
    }
  }

  /** Takes lines in, without a cursor behind them. */
  void take(WritableRows rows, List<Frame> frames, boolean vouched) {
    Set<String> touched = new TreeSet<>();
    // For as long as this page is stored: what a change needs is opened once for all of them.
    Map<String, SealingKey> opened = new HashMap<>();
    Hlc before = hlc(rows);
    Hlc heard = before;
    for (Frame frame : frames) {
      if (frame instanceof Frame.Change change) {
        ChangeReading reading = codec.read(change.content());
        touched.add(take(rows, change, reading, opened));
        heard = heard(heard, reading);
      } else if (frame instanceof Frame.Snapshot snapshot) {
        Arriving.begins(rows, snapshot);
        touched.add(snapshot.incident());
      } else if (frame instanceof Frame.Evict evict) {
        forget(rows, evict.incident(), vouched);
        opened.remove(evict.incident());
        touched.remove(evict.incident());
      } else if (frame instanceof Frame.Unknown unknown) {
        skip(rows, unknown.type());
      }
    }
    if (!heard.equals(before)) {
      keep(rows, heard);
    }
    touched.forEach(incident -> refront(rows, incident));
  }

  /** Remembers that lines of a type went by that this version has no use for. */
  private static void skip(WritableRows rows, String type) {
    String skipped = rows.text(Space.META, SKIPPED).orElse("");
    boolean known = Parts.of(skipped, '\n').contains(type);
    if (!known && skipped.length() + type.length() < MAX_SKIPPED_CHARS) {
      rows.put(Space.META, SKIPPED, skipped + '\n' + type);
    }
  }

  /**
   * Begins anew where an earlier version of this handset skipped lines that this one can use: the
   * cursor has passed them.
   *
   * @return whether it did
   */
  public boolean fetchWhatWasSkipped(WritableRows rows) {
    for (String type : Parts.of(rows.text(Space.META, SKIPPED).orElse(""), '\n')) {
      if (Frame.isKnown(type)) {
        rows.delete(Space.META, SKIPPED);
        drop(rows);
        return true;
      }
    }
    return false;
  }

  /** Whether only a part of this incident has come yet. */
  public boolean isArriving(Rows rows, String incident) {
    return rows.get(Space.ARRIVING, incident).isPresent();
  }

  private String take(
      WritableRows rows,
      Frame.Change frame,
      ChangeReading reading,
      Map<String, SealingKey> opened) {
    String incident =
        reading.fold(
            Change::incident, nonsense -> nonsense.incident().orElse("incident-not-readable"));
    String key = incident + '/' + reading.hash().hex();
    SealingKey seal = opened.get(incident);
    if (seal == null) {
      seal = keys.of(rows, incident);
      opened.put(incident, seal);
      Departures.stays(rows, incident);
      if (isLetGo(rows, incident)) {
        // Something is new in it: what was there before is fetched too, as it differs now.
        rows.delete(Space.META, LET_GO + incident);
        Arriving.again(rows, incident);
      }
    }
    byte[] envelope = seal.sealText(reading.hash().hex(), ReplicaRows.kept(frame));
    if (frame.verdict() == Verdict.APPLIED) {
      rows.delete(Space.REPLICA_HELD, key);
      rows.put(Space.REPLICA, key, envelope);
    } else if (!rows.get(Space.REPLICA, key).isPresent()) {
      rows.put(Space.REPLICA_HELD, key, envelope);
    }
    outbox.seen(rows, reading.hash(), frame.verdict());
    return incident;
  }

  /** The display clock after it has seen a change's. */
  private Hlc heard(Hlc own, ChangeReading reading) {
    return reading.fold(
        change -> own.seen(change.hlc(), ports.clock().now().wall()), nonsense -> own);
  }

  /** The display clock, to be ticked by who makes a change. */
  public Hlc hlc(Rows rows) {
    return rows.text(Space.META, HLC)
        .map(
            text -> {
              int point = text.indexOf('.');
              return new Hlc(
                  Long.parseLong(text.substring(0, point)),
                  Integer.parseInt(text.substring(point + 1)));
            })
        .orElse(Hlc.ZERO);
  }

  /** Keeps the display clock. */
  public void keep(WritableRows rows, Hlc hlc) {
    rows.put(Space.META, HLC, hlc.millis() + "." + hlc.counter());
  }

  /** Computes an incident's frontier anew, and the digest of the whole with it. */
  private void refront(WritableRows rows, String incident) {
    TreeSet<Hash> hashes = new TreeSet<>(applied(rows, incident));
    Optional<Hash> before = frontier(rows, incident);
    ReplicaDigest digest = digest(rows);
    if (before.isPresent()) {
      digest = digest.without(incident, before.get(), ports.digests());
    }
    if (hashes.isEmpty()) {
      rows.delete(Space.FRONTIER, incident);
    } else {
      Hash now = Frontier.of(hashes, ports.digests());
      digest = digest.with(incident, now, ports.digests());
      rows.put(Space.FRONTIER, incident, now.hex());
      Arriving.holds(rows, incident, now);
    }
    rows.put(Space.META, DIGEST, digest.hash().hex());
  }

  /** The frontier of what is held here of an incident, or empty when nothing is. */
  Optional<Hash> frontier(Rows rows, String incident) {
    return rows.text(Space.FRONTIER, incident).map(Hash::new);
  }

  /** The position of the log that the last page reached. */
  long reached(Rows rows) {
    return whole(rows, THROUGH);
  }

  /** The digest of what is held here. */
  public ReplicaDigest digest(Rows rows) {
    return rows.text(Space.META, DIGEST)
        .map(hex -> new ReplicaDigest(new BigInteger(hex, 16)))
        .orElse(ReplicaDigest.EMPTY);
  }

  /** Whether the last pull is whole, and both ends then held the same. */
  public boolean agrees(Rows rows) {
    return isWhole(rows)
        && rows.text(Space.META, SERVER_DIGEST)
            .filter(digest(rows).hash().hex()::equals)
            .isPresent();
  }

  /**
   * Whether the last pull came as far as the server has acknowledged, and ended with the server's
   * digest: only then can both ends be compared.
   */
  public boolean isWhole(Rows rows) {
    return whole(rows, THROUGH) >= KnownLog.acknowledged(rows)
        && rows.get(Space.META, SERVER_DIGEST).isPresent();
  }

  private static long whole(Rows rows, String name) {
    return rows.text(Space.META, name).map(Long::parseLong).orElse(0L);
  }

  /**
   * Lets go of what the server sent of an incident.
   *
   * @param vouched whether the server signed that: then what was made here follows once it is safe
   */
  void forget(WritableRows rows, String incident, boolean vouched) {
    empty(rows, incident);
    refront(rows, incident);
    rows.delete(Space.ARRIVING, incident);
    Departures.leaves(rows, incident, vouched);
  }

  /** Takes away what the server sent of an incident, to be sent again. */
  void empty(WritableRows rows, String incident) {
    ReplicaRows.clear(rows, Space.REPLICA, incident + '/');
    ReplicaRows.clear(rows, Space.REPLICA_HELD, incident + '/');
  }

  /**
   * Takes an incident off this handset that its officer needs no longer: what the server sent goes
   * at once, what was made here as after a hand-over. Its frontier stays, so that both ends still
   * agree; whatever is new in it brings it back.
   */
  public void letGo(WritableRows rows, String incident) {
    empty(rows, incident);
    rows.put(Space.META, LET_GO + incident, "");
    Departures.isHandedOver(rows, incident);
  }

  /** Whether the server sent anything of an incident that is still here. */
  public boolean holdsAny(Rows rows, String incident) {
    return frontier(rows, incident).isPresent() && !isLetGo(rows, incident);
  }

  /** Whether the officer took this incident off the handset. */
  public boolean isLetGo(Rows rows, String incident) {
    return rows.get(Space.META, LET_GO + incident).isPresent();
  }

  /**
   * Carries out what may be forgotten by now.
   *
   * @return the incidents that were forgotten
   */
  public List<String> carryOutEvicts(WritableRows rows) {
    return departures.carryOut(rows, KnownLog.heardAt(rows), ports.clock().now().wall());
  }

  /** Whether something was let go of since, whose rows are still to be scrubbed. */
  public boolean isScrubDue(Rows rows) {
    return Departures.isScrubDue(rows);
  }

  /** The store was scrubbed. */
  public void scrubbed(WritableRows rows) {
    Departures.scrubbed(rows);
  }

  /** Whether access to this incident ended: nothing of it is shown. */
  public boolean isLeaving(Rows rows, String incident) {
    return rows.get(Space.EVICT, incident).isPresent();
  }

  /**
   * Lets go for the next person: all that the server sent at once; what was made here is shown to
   * nobody, and stays sealed for {@link Departures#KEPT_MILLIS} after it is safe, but for the
   * incidents that the server sends to the next person too.
   */
  public void handOver(WritableRows rows) {
    drop(rows);
    outbox.each(
        rows,
        entry -> {
          if (!entry.erased()) {
            Departures.isHandedOver(rows, entry.incident());
          }
        });
  }

  /** Drops everything but what was made here: the next pull begins at the beginning. */
  public void drop(WritableRows rows) {
    ReplicaRows.clear(rows, Space.REPLICA, "");
    ReplicaRows.clear(rows, Space.REPLICA_HELD, "");
    ReplicaRows.clear(rows, Space.FRONTIER, "");
    ReplicaRows.clear(rows, Space.ARRIVING, "");
    ReplicaRows.clear(rows, Space.META, LET_GO);
    rows.delete(Space.META, CURSOR);
    rows.delete(Space.META, DIGEST);
    rows.delete(Space.META, SERVER_DIGEST);
    rows.delete(Space.META, THROUGH);
  }

  /**
   * Begins anew at a server that counts its log anew.
   *
   * @param acknowledged the position of the new log that is acknowledged already
   */
  public void dropFor(WritableRows rows, long acknowledged) {
    drop(rows);
    KnownLog.isAnother(rows, acknowledged);
  }

  /**
   * What the other log lacks is laid anew.
   *
   * @param whole whether all that is kept is, because the log is not looked at any more
   */
  public void laid(WritableRows rows, boolean whole) {
    KnownLog.laid(rows, whole);
    Departures.countAnew(rows);
  }

  /** The hashes of an incident's changes that take part in the fold, without their contents. */
  public List<Hash> applied(Rows rows, String incident) {
    return table.applied(rows, incident);
  }

  /** Whether the server sent this change, applied or in quarantine. */
  public boolean holds(Rows rows, String incident, Hash hash) {
    return table.holds(rows, incident, hash);
  }

  /** The content of a change held here, exactly as it was hashed. */
  public Optional<String> content(Rows rows, String incident, Hash hash) {
    return table.content(rows, incident, hash);
  }

  /** Whether a row opens, and holds what its hash says. */
  boolean isWhole(Rows rows, String incident, Hash hash) {
    return table.isWhole(rows, incident, hash);
  }

  /** The incidents held here. */
  public List<String> incidents(Rows rows) {
    return table.incidents(rows);
  }
}
