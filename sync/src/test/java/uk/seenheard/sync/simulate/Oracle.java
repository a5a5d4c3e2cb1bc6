package uk.seenheard.sync.simulate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.Verdict;

/** Knows what really happened, which no part of the system may ask. */
final class Oracle {
  private final World world;
  private final Map<Hash, Written> written = new LinkedHashMap<>();
  private final Map<String, Map<String, Set<Hash>>> promises = new HashMap<>();
  private final Set<Hash> givenUp = new HashSet<>();
  private final Set<Hash> exempt = new HashSet<>();
  private final Set<Hash> outOfTurn = new HashSet<>();
  private final Set<Hash> decisions = new HashSet<>();
  private final Set<Hash> brought = new HashSet<>();
  private final Map<String, Verdict> told = new HashMap<>();
  private String life = "life-1.";
  private List<Commit> log = List.of();
  private long serials;

  Oracle(World world) {
    this.world = world;
  }

  /** A change that somebody really wrote, and on which device. */
  record Written(Change change, String device, boolean hostile) {}

  /** A change is on the disk of who wrote it. */
  void stored(Change change, String device, boolean hostile) {
    written.put(change.hash(), new Written(change, device, hostile));
  }

  /** The server wrote somebody's words down once more, where they belong. */
  void brought(Change change) {
    written.put(change.hash(), new Written(change, change.device(), false));
    brought.add(change.hash());
  }

  /** Somebody wrote it who had the handset no longer, or no account. */
  void outOfTurn(Hash hash) {
    outOfTurn.add(hash);
  }

  Set<Hash> outOfTurn() {
    return outOfTurn;
  }

  /** The server told its supervisor that a decision is safe. */
  void acknowledged(Hash hash) {
    decisions.add(hash);
  }

  /** Whether a change has to be in the log once all have come to rest. */
  boolean mustBeKept(Written one) {
    Hash hash = one.change().hash();
    boolean promised = isKeptElsewhere(one) || decisions.contains(hash);
    return promised && !one.hostile() && !exempt.contains(hash);
  }

  boolean isFromAHandset(Hash hash) {
    Written one = written.get(hash);
    return one == null || isKeptElsewhere(one);
  }

  /** Whether somebody else than the server wrote it, and keeps it. */
  private boolean isKeptElsewhere(Written one) {
    return !one.device().equals(Server.DEVICE) && !brought.contains(one.change().hash());
  }

  boolean wrote(Hash hash) {
    return written.containsKey(hash) && !written.get(hash).hostile();
  }

  Map<Hash, Written> written() {
    return written;
  }

  long serial() {
    return ++serials;
  }

  /** What the holder of a cursor has been handed. */
  void promised(String cursor, Map<String, Set<Hash>> visible) {
    promises.put(cursor, visible);
  }

  Map<String, Set<Hash>> promise(String cursor) {
    return promises.getOrDefault(cursor, Map.of());
  }

  /**
   * A handset let go of a content that the server had acknowledged, because it had to. If it still
   * believes in an earlier life of the log (a page was under way during a restore), what the
   * restore took is gone in the same way as what was let go before it.
   *
   * @param told the place in the log that it knows
   */
  void letGo(Hash hash, String feed, String told) {
    givenUp.add(hash);
    if (!feed.equals(life) || !isInLog(told)) {
      exempt.add(hash);
    }
  }

  /** Whether a place is in the log as it is since it was put back; there is none before. */
  boolean isInLog(String told) {
    if (told.isEmpty() || log.isEmpty()) {
      return true;
    }
    long n = Long.parseLong(told.substring(0, told.indexOf('.')));
    return n <= log.size() && told.equals(n + "." + log.get((int) n - 1).hash().hex());
  }

  /** A supervisor gave up what was unsent, by name: the receipt says how much. */
  void givenUpByOrder(Hash hash) {
    exempt.add(hash);
  }

  /**
   * The server went back to a backup. What it had acknowledged, and what a handset then had to
   * forget by order, is in neither place: only the engine's own point-in-time restore brings it.
   */
  void restored(List<Commit> log, String newLife) {
    life = newLife;
    this.log = log;
    Set<Hash> held = new HashSet<>();
    log.forEach(
        commit -> commit.batches().forEach(b -> b.entries().forEach(e -> held.add(e.hash()))));
    written.forEach(
        (hash, one) -> {
          boolean elsewhere = !givenUp.contains(hash) && isKeptElsewhere(one);
          if (!held.contains(hash) && !elsewhere) {
            exempt.add(hash);
          }
        });
    told.clear();
  }

  /** The first verdict that a device's change got in a life of the log is its verdict for ever. */
  void told(String chain, Judgement judgement, String place) {
    if (!isInLog(place)) {
      // An answer of a life that is over, and was under way.
      return;
    }
    Verdict first = judgement.first().orElse(judgement.verdict());
    Verdict before = told.putIfAbsent(chain + judgement.hash(), first);
    if (before != null && before != first) {
      throw new Violation(
          "I9", judgement.hash() + " was " + before + " and is told to be " + first);
    }
  }
}
