package uk.seenheard.sync.simulate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.change.Hash;

/**
 * Wipes by order: what was ordered of which device, how a handset carries it out (lock, drain,
 * wipe, or wipe at once), and the receipts that come back.
 */
final class Orders {
  static final String WIPE = "wipe.";
  static final String WIPE_NOW = "wipe-now.";

  private final World world;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Map<Handset, Set<Hash>> lost = new LinkedHashMap<>();
  private final Map<String, Integer> receipts = new LinkedHashMap<>();

  Orders(World world) {
    this.world = world;
  }

  /** Orders a device to be wiped; the last order counts, and at once is never taken back. */
  void give(String device, String order) {
    world.log("ordered of " + device + ": " + order);
    given.merge(device, order, (before, now) -> before.equals(WIPE_NOW) ? before : now);
  }

  /** Answers a handset that asks what is ordered of it, and takes its receipt. */
  void receive(Network.Letter letter, Server server) {
    String[] parts = letter.text().split("\\|", -1);
    if (parts.length != 5 || !parts[4].equals("end")) {
      world.network.send(letter.answer(Step.ORDER, 400, ""));
      return;
    }
    boolean receipt = !parts[1].isEmpty();
    if (receipt) {
      receipts.put(parts[1], Integer.parseInt(parts[2]));
    }
    if (!parts[3].isEmpty()) {
      server.named(List.of(parts[3].split(",", -1)));
    }
    String order = receipt ? "" : given.getOrDefault(parts[0], "");
    world.network.send(letter.answer(Step.ORDER, 200, order));
  }

  /** Asks, and hands in the receipt of a wipe until it is answered. */
  void ask(Handset handset) {
    Disk disk = handset.disk;
    handset.under(Step.ASK);
    String receipt = disk.wiped ? handset.name + '|' + disk.unsentAtWipe : "|0";
    world.network.request(
        Step.ASK, handset, "", disk.device + '|' + receipt + '|' + named(disk) + "|end");
  }

  private String named(Disk disk) {
    return disk.naming && world.mutation != Mutation.FORGOTTEN_UNNAMED
        ? String.join(",", disk.forgotten())
        : "";
  }

  /** Carries out what the answer orders; one that was cut off on its way orders nothing. */
  void take(Handset handset, String order) {
    Disk disk = handset.disk;
    if (disk.wiped) {
      return;
    }
    handset.under(Step.ORDER);
    if (order.equals(WIPE) && !disk.draining) {
      world.met(Fault.WIPE_ORDERED, Step.ORDER);
      handset.transact(
          Step.ORDER,
          () -> {
            disk.draining = true;
            handset.layWithoutALook();
          });
    } else if (order.equals(WIPE_NOW)) {
      world.met(Fault.WIPE_NOW_ORDERED, Step.ORDER);
      handset.transact(Step.WIPE, () -> wipe(handset, true));
      nothingLeft(handset);
    }
    carryOut(handset);
  }

  /** Wipes a handset that was to drain first, once it has. */
  void carryOut(Handset handset) {
    Disk disk = handset.disk;
    boolean ready = disk.isDrained() || world.mutation == Mutation.WIPE_BEFORE_DRAIN;
    if (disk.draining && !disk.wiped && ready) {
      world.met(Fault.WIPE_ORDERED, Step.WIPE);
      handset.under(Step.WIPE);
      handset.transact(Step.WIPE, () -> wipe(handset, false));
      nothingLeft(handset);
    }
  }

  /**
   * Wipes.
   *
   * @param now whether what is unsent was given up: also of a handset that was to drain first
   */
  private void wipe(Handset handset, boolean now) {
    Disk disk = handset.disk;
    Set<Hash> unsent = new LinkedHashSet<>();
    for (Disk.Posted one : disk.outbox) {
      if (one.isKnownToBeInTheLog() && !disk.layDue) {
        world.oracle.letGo(one.hash, disk.feed, disk.told);
      } else if (now) {
        unsent.add(one.hash);
        world.oracle.givenUpByOrder(one.hash);
      }
    }
    disk.unsentAtWipe = unsent.size();
    lost.put(handset, unsent);
    disk.wipe();
    world.log(handset.name + " is wiped, unsent " + unsent.size());
  }

  /** The copy of a handset that was wiped hands in the same receipt. */
  void copied(Handset from, Handset copy) {
    Set<Hash> unsent = lost.get(from);
    if (unsent != null) {
      lost.put(copy, unsent);
    }
  }

  /** I6, after a wipe: nothing that anybody wrote can be read on the disk. */
  private void nothingLeft(Handset handset) {
    String raw = handset.disk.raw();
    for (Oracle.Written one : world.oracle.written().values()) {
      if (raw.contains(one.change().content())) {
        throw new Violation("I6", handset.name + " was wiped and still holds a change");
      }
    }
  }

  /** Whether nothing is ordered of a handset, or it was carried out and the receipt is here. */
  boolean isSettled(Handset handset) {
    return !given.containsKey(handset.disk.device) || receipts.containsKey(handset.name);
  }

  /** Once all have come to rest: every order was carried out, and every receipt tells the truth. */
  void atRest(List<Handset> handsets, Set<Hash> inLog) {
    for (Handset handset : handsets) {
      boolean ordered = given.containsKey(handset.disk.device);
      if (ordered != handset.disk.wiped) {
        throw new Violation("I6", handset.name + (ordered ? " was not" : " was") + " wiped");
      }
      if (ordered) {
        Integer told = receipts.get(handset.name);
        Set<Hash> unsent = lost.getOrDefault(handset, Set.of());
        if (told == null || told != unsent.size()) {
          throw new Violation(
              "I1", handset.name + " was wiped and its receipt says " + told + " of " + unsent);
        }
        long gone = unsent.stream().filter(hash -> !inLog.contains(hash)).count();
        if (gone > told) {
          throw new Violation("I1", handset.name + " lost more than its receipt says");
        }
      }
    }
  }
}
