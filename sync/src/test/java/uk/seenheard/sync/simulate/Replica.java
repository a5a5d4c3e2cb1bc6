package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.feed.WireFault;

/** The part of a simulated handset that can be thrown away and pulled again. */
final class Replica {
  private final Handset handset;
  private final World world;
  private final Disk disk;

  Replica(Handset handset) {
    this.handset = handset;
    this.world = handset.world;
    this.disk = handset.disk;
  }

  /** The changes of an incident that take part in its fold. */
  Map<Hash, Change> applied(String incident) {
    Map<Hash, Change> changes = new LinkedHashMap<>();
    disk.replica
        .getOrDefault(incident, Map.of())
        .forEach(
            (hash, held) -> {
              if (held.verdict() == Verdict.APPLIED) {
                world.read(held.content()).fold(c -> changes.put(hash, c), nonsense -> null);
              }
            });
    return changes;
  }

  /**
   * Stores a page and its cursor in one transaction, if the page was asked for with the cursor that
   * is still held. A page that comes late, or twice, or to another of two loops, is left aside: its
   * cursor would vouch for frames that an eviction in between took away.
   */
  void store(String asked, String text) {
    List<Frame> frames = new ArrayList<>();
    try {
      for (String line : text.split("\n")) {
        frames.add(Frame.read(Pen.READER.read(line)));
      }
    } catch (UnreadableJson | WireFault cutOff) {
      world.log(handset.name + " got half a line");
      return;
    }
    if (!(frames.get(frames.size() - 1) instanceof Frame.Through through) || !text.endsWith("\n")) {
      world.log(handset.name + " got a page without its end");
      return;
    }
    if (!asked.equals(disk.cursor)) {
      return;
    }
    if (world.mutation == Mutation.CURSOR_BEFORE_DATA) {
      handset.transact(Step.STORE_PAGE, () -> disk.cursor = through.cursor());
      handset.transact(Step.STORE_PAGE, () -> frames.forEach(this::take));
      handset.transact(Step.STORE_PAGE, () -> reached(through));
    } else {
      handset.transact(
          Step.STORE_PAGE,
          () -> {
            frames.forEach(this::take);
            disk.cursor = through.cursor();
            reached(through);
          });
    }
  }

  private void take(Frame frame) {
    if (frame instanceof Frame.Change change) {
      take(change);
    } else if (frame instanceof Frame.Evict evict && !disk.evicted.contains(evict.incident())) {
      disk.evicting.add(evict.incident());
    }
  }

  private void take(Frame.Change frame) {
    Hash hash = world.read(frame.content()).hash();
    String incident = world.read(frame.content()).fold(Change::incident, nonsense -> Server.LEDGER);
    world
        .read(frame.content())
        .fold(
            change -> {
              disk.hlc = disk.hlc.seen(change.hlc(), handset.wall());
              return true;
            },
            nonsense -> false);
    disk.evicting.remove(incident);
    disk.evicted.remove(incident);
    Map<Hash, Disk.Held> held =
        disk.replica.computeIfAbsent(incident, unused -> new LinkedHashMap<>());
    Disk.Held before = held.get(hash);
    if (before == null || before.verdict() != Verdict.APPLIED) {
      held.put(hash, new Disk.Held(frame.content(), frame.verdict()));
    }
    for (Disk.Posted one : disk.outbox) {
      if (one.hash.equals(hash)) {
        if (!one.isKnownToBeInTheLog()) {
          one.applied = frame.verdict() == Verdict.APPLIED;
          one.settledAt = world.now;
        }
        one.seen = true;
      }
    }
  }

  private void reached(Frame.Through through) {
    disk.inFeed(through.feed());
    disk.told(through.n(), through.commit());
    if (disk.layDue && !through.more()) {
      disk.layWhatWasNotShown();
    }
    disk.synced =
        through.digest().isPresent()
            && disk.evicting.isEmpty()
            && disk.isDrained()
            && through.digest().get().equals(digest());
    world.log(handset.name + " reaches " + through.cursor() + (disk.synced ? ", synced" : ""));
    if (disk.synced) {
      forgetWhatIsNobodysHere();
    }
    Invariants.cursorPassesNothing(handset, through);
  }

  /** Work in incidents that its writer may not see is not kept once it is safe. */
  private void forgetWhatIsNobodysHere() {
    for (Disk.Posted one : disk.outbox) {
      if (one.isKnownToBeInTheLog() && !disk.replica.containsKey(one.incident)) {
        blank(one);
      }
    }
  }

  /** The digest of what is held, as the handset computes it. */
  Hash digest() {
    Map<String, Hash> frontiers = new TreeMap<>();
    for (String incident : disk.replica.keySet()) {
      Map<Hash, Change> applied = applied(incident);
      if (!applied.isEmpty() && !disk.evicting.contains(incident)) {
        frontiers.put(incident, Folds.frontierOnHandset(world, applied.keySet()));
      }
    }
    return ReplicaDigest.of(frontiers, World.DIGESTS).hash();
  }

  /** Drops everything pulled; the outbox stays. */
  void startAgain() {
    disk.replica.clear();
    disk.evicted.addAll(disk.evicting);
    disk.evicting.clear();
    disk.cursor = "";
    disk.synced = false;
  }

  /** Forgets the content of an incident; positions and hashes stay, so that the chain is whole. */
  void evict(String incident) {
    world.log(handset.name + " evicts " + incident);
    disk.replica.remove(incident);
    disk.evicting.remove(incident);
    disk.evicted.add(incident);
    for (Disk.Posted one : disk.outbox) {
      if (one.incident.equals(incident)) {
        blank(one);
      }
    }
  }

  /** What is acknowledged of an incident that was evicted need not be kept either. */
  void blankIfEvicted(Disk.Posted one) {
    if (disk.evicted.contains(one.incident) && !disk.layDue) {
      blank(one);
    }
  }

  private void blank(Disk.Posted one) {
    if (one.content.isEmpty()) {
      return;
    }
    if (one.isKnownToBeInTheLog()) {
      world.oracle.letGo(one.hash, disk.feed, disk.told);
    } else if (world.mutation != Mutation.EVICT_BEFORE_DRAIN) {
      return;
    }
    world.log(handset.name + " lets go of " + one.hash);
    one.content = "";
  }
}
