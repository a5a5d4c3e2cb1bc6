package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.feed.Verdict;

/** What a simulated handset has on its disk. */
final class Disk {
  final String device;
  int epoch = 1;
  long baseSeq;
  Hash base;
  final List<Posted> outbox = new ArrayList<>();
  final Map<String, Map<Hash, Held>> replica = new TreeMap<>();
  final Set<String> evicting = new LinkedHashSet<>();
  final Set<String> evicted = new LinkedHashSet<>();
  String cursor = "";
  String feed = "";

  /** Place of the furthest commit that this handset was told of, {@code n.hash}. */
  String told = "";

  /** How often this handset met a log that was another than the one it knew. */
  int lives;

  /** Whether what was forgotten has to be named to the log that this handset met. */
  boolean naming;

  /** What was forgotten when the log was put back: known to the test, and to no handset. */
  final Set<String> owed = new LinkedHashSet<>();

  boolean synced;
  boolean locked;
  boolean draining;

  /** Whether it met a fork, in a log that was put back perhaps, and has not seen the log since. */
  boolean layDue;

  /** Whether all that it keeps was laid anew since it pulls no more: two copies would go on. */
  boolean laidAll;

  boolean wiped;
  int unsentAtWipe;
  String login = "";
  String pass = "";
  String person = "";
  Hlc hlc = Hlc.ZERO;

  Disk(String device) {
    this.device = device;
    this.base = Chain.start(device, 1, World.DIGESTS);
  }

  /** A change in the replica. */
  record Held(String content, Verdict verdict) {}

  /** A change in the outbox; {@code seq} is 0 while it has no place in the present epoch. */
  static final class Posted {
    final Hash hash;
    final String incident;
    final String pass;
    String content;
    long seq;
    Hash link;
    boolean acknowledged;
    boolean applied;
    boolean seen;
    long settledAt;

    Posted(Hash hash, String incident, String pass, String content) {
      this.hash = hash;
      this.incident = incident;
      this.pass = pass;
      this.content = content;
      this.link = hash;
    }

    boolean isKnownToBeInTheLog() {
      return acknowledged || seen;
    }

    /** Nobody knows any longer whether the log has it. */
    void mayBeLost() {
      if (!content.isEmpty()) {
        acknowledged = false;
        seen = false;
      }
    }

    private Posted copy() {
      Posted copy = new Posted(hash, incident, pass, content);
      copy.seq = seq;
      copy.link = link;
      copy.acknowledged = acknowledged;
      copy.applied = applied;
      copy.seen = seen;
      copy.settledAt = settledAt;
      return copy;
    }
  }

  Disk copy() {
    Disk copy = new Disk(device);
    copy.epoch = epoch;
    copy.baseSeq = baseSeq;
    copy.base = base;
    outbox.forEach(one -> copy.outbox.add(one.copy()));
    replica.forEach((incident, held) -> copy.replica.put(incident, new LinkedHashMap<>(held)));
    copy.evicting.addAll(evicting);
    copy.evicted.addAll(evicted);
    copy.cursor = cursor;
    copy.feed = feed;
    copy.told = told;
    copy.naming = naming;
    copy.lives = lives;
    copy.login = login;
    copy.pass = pass;
    copy.person = person;
    copy.locked = locked;
    copy.draining = draining;
    copy.layDue = layDue;
    copy.laidAll = laidAll;
    copy.wiped = wiped;
    copy.unsentAtWipe = unsentAtWipe;
    copy.hlc = hlc;
    return copy;
  }

  /** Puts a change behind the last of the chain. */
  void chain(Posted posted) {
    long seq = baseSeq;
    Hash previous = base;
    for (Posted one : outbox) {
      if (one.seq > seq) {
        seq = one.seq;
        previous = one.link;
      }
    }
    posted.seq = seq + 1;
    posted.link = Chain.link(previous, seq + 1, posted.hash, World.DIGESTS);
  }

  /**
   * Takes note of the log's life. In another one, nothing that was acknowledged is known to be in
   * the log, and all that was kept is laid in a new chain.
   */
  void inFeed(Optional<String> life) {
    if (life.isPresent() && !life.get().equals(feed)) {
      boolean another = !feed.isEmpty();
      feed = life.get();
      if (another) {
        metAnotherLog();
      }
    }
  }

  /** Nothing that was acknowledged is known to be in this log: it is laid anew, or named. */
  void metAnotherLog() {
    mayLackAll();
    newEpoch(epoch + 1);
    told = "";
    lives++;
    layDue = false;
    laidAll = false;
  }

  /** Lays anew what it keeps and a pull to the end has not shown: the fork was in another log. */
  void layWhatWasNotShown() {
    boolean lays = false;
    for (Posted one : outbox) {
      boolean shown = replica.getOrDefault(one.incident, Map.of()).containsKey(one.hash);
      if (!shown && one.isKnownToBeInTheLog() && !one.content.isEmpty()) {
        one.mayBeLost();
        lays = true;
      }
    }
    naming = true;
    layDue = false;
    if (lays) {
      newEpoch(epoch + 1);
    }
  }

  /** Lays anew all that it keeps, once, because it sees no more what the log has. */
  void layAll() {
    mayLackAll();
    layDue = false;
    laidAll = true;
    newEpoch(epoch + 1);
  }

  /** Whether the log has what it acknowledged is not known any longer. */
  void mayLackAll() {
    outbox.forEach(Posted::mayBeLost);
    naming = true;
  }

  /** Takes note of a place in the log, the furthest counts. */
  void told(long n, Optional<Hash> commit) {
    long before = told.isEmpty() ? 0 : Long.parseLong(told.substring(0, told.indexOf('.')));
    if (commit.isPresent() && n >= before) {
      told = n + "." + commit.get().hex();
    }
  }

  /** The log was put back now: what it may lack, and this handset had to forget before. */
  void owes() {
    owed.addAll(forgotten());
  }

  /** What was written here and had to be forgotten. */
  List<String> forgotten() {
    List<String> forgotten = new ArrayList<>();
    outbox.stream()
        .filter(one -> one.content.isEmpty())
        .forEach(one -> forgotten.add(one.hash.hex()));
    return forgotten;
  }

  /** Takes a later epoch and lays in it whatever is not known to be in the log. */
  void newEpoch(int later) {
    epoch = later;
    baseSeq = 0;
    base = Chain.start(device, later, World.DIGESTS);
    for (Posted one : outbox) {
      one.seq = 0;
    }
    for (Posted one : outbox) {
      if (!one.isKnownToBeInTheLog() && !one.content.isEmpty()) {
        chain(one);
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("epoch " + epoch + " base " + baseSeq + ":");
    for (Posted one : outbox) {
      out.append(' ')
          .append(one.hash.hex(), 0, 4)
          .append('@')
          .append(one.seq)
          .append(one.acknowledged ? "a" : "")
          .append(one.seen ? "s" : "")
          .append(one.content.isEmpty() ? "-" : "");
    }
    return out.toString();
  }

  /** Forgets everything but that it was wiped and what its receipt says. */
  void wipe() {
    outbox.clear();
    replica.clear();
    evicting.clear();
    evicted.clear();
    cursor = "";
    login = "";
    pass = "";
    person = "";
    synced = false;
    wiped = true;
  }

  boolean isDrained() {
    return outbox.stream().allMatch(Posted::isKnownToBeInTheLog);
  }

  boolean isDrained(String incident) {
    return outbox.stream()
        .allMatch(one -> one.isKnownToBeInTheLog() || !one.incident.equals(incident));
  }

  /** All that stands on the disk, as somebody would find it who reads the raw bytes. */
  String raw() {
    StringBuilder raw = new StringBuilder();
    outbox.forEach(one -> raw.append(one.content).append('\n'));
    replica.forEach((incident, held) -> held.values().forEach(h -> raw.append(h.content())));
    return raw.toString();
  }
}
