package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.Frontier;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * The things that are always true, I1 to I11 and I14 to I16, as they are checked; I12 stands in
 * Ruled, I13 and I17 in Sighted.
 */
final class Invariants {
  private Invariants() {}

  private static void hold(String invariant, boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(invariant, otherwise);
    }
  }

  /** I11: what was replaced, an operation of the same field named. */
  static void noForeignReplacement(IncidentRecord record, Collection<Change> changes) {
    Map<String, Set<OperationId>> namedIn = new HashMap<>();
    for (Change change : changes) {
      for (Operation op : change.ops()) {
        if (op instanceof Operation.SetField set) {
          String last = set.at().name();
          namedIn.computeIfAbsent(last, unused -> new HashSet<>()).addAll(set.over());
        }
      }
    }
    for (Field field : record.fields().values()) {
      Set<OperationId> named = namedIn.getOrDefault(field.at().name(), Set.of());
      for (Answer answer : field.replaced()) {
        hold(
            "I11",
            named.contains(answer.id()),
            field.at() + " was altered by an operation that did not name the field");
      }
    }
  }

  /** Whether a change moves words, or brings them. */
  static boolean isOfAMove(Change change) {
    return change.moved().isPresent() || !movedBy(change).isEmpty();
  }

  /** What the acts of a change say was moved away. */
  private static Set<String> movedBy(Change change) {
    Set<String> names = new HashSet<>();
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act && act.act().equals("misplaced")) {
        act.with().items("what").forEach(one -> names.add(((Json.Text) one).value()));
      }
    }
    return names;
  }

  /** Whether an act in this record says that a word of it belongs elsewhere. */
  static boolean isMovedAway(Projection.Card card, OperationId id) {
    Set<String> names = new HashSet<>();
    card.folded.values().forEach(change -> names.addAll(movedBy(change)));
    for (Change change : names.isEmpty() ? List.<Change>of() : card.folded.values()) {
      for (int i = 0; i < change.ops().size(); i++) {
        if (change.id(i).equals(id)
            && (names.contains(change.hash().hex())
                || names.contains(change.carrier(i).toString()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** I16: what was written stands in one record, never in two and never in none. */
  static void eachWordInOneRecord(Collection<Projection.Card> cards) {
    Set<OperationId> written = new HashSet<>();
    Map<OperationId, String> standing = new HashMap<>();
    for (Projection.Card card : cards) {
      for (Change change : card.folded.values()) {
        for (int i = 0; i < change.ops().size(); i++) {
          Operation op = change.ops().get(i);
          if (op instanceof Operation.SetField || op instanceof Operation.AddEntry) {
            written.add(change.id(i));
          }
        }
      }
      for (OperationId id : words(card.record())) {
        String other = standing.put(id, card.incident);
        hold(
            "I16",
            other == null || other.equals(card.incident),
            id + " stands in " + card.incident + " and in " + other);
      }
    }
    for (OperationId id : written) {
      hold("I16", standing.containsKey(id), id + " was moved, and stands nowhere");
    }
  }

  private static List<OperationId> words(IncidentRecord record) {
    List<OperationId> words = new ArrayList<>();
    for (Field field : record.fields().values()) {
      field.standing().forEach(answer -> words.add(answer.id()));
      field.replaced().forEach(answer -> words.add(answer.id()));
    }
    record
        .entries()
        .values()
        .forEach(entry -> entry.added().forEach(added -> words.add(added.by().id())));
    return words;
  }

  /** I4 and I7, whenever a cursor is stored. */
  static void cursorPassesNothing(Handset handset, Frame.Through through) {
    Map<String, Set<Hash>> promised = handset.world.oracle.promise(through.cursor());
    Map<String, Hash> frontiers = new TreeMap<>();
    promised.forEach(
        (incident, hashes) -> {
          Set<Hash> held = handset.replica.applied(incident).keySet();
          hold(
              "I4",
              held.containsAll(hashes),
              handset.name + " has a cursor beyond a change of " + incident + " it has not got");
          if (!hashes.isEmpty()) {
            frontiers.put(incident, Frontier.of(new TreeSet<>(hashes), World.DIGESTS));
          }
        });
    if (handset.disk.synced) {
      Set<String> shown = new TreeSet<>();
      handset.disk.replica.keySet().stream()
          .filter(incident -> !handset.replica.applied(incident).isEmpty())
          .forEach(shown::add);
      Map<String, Hash> own = new TreeMap<>();
      for (String incident : shown) {
        TreeSet<Hash> held = new TreeSet<>(handset.replica.applied(incident).keySet());
        own.put(incident, Frontier.of(held, World.DIGESTS));
      }
      hold(
          "I7",
          ReplicaDigest.of(own, World.DIGESTS).equals(ReplicaDigest.of(frontiers, World.DIGESTS)),
          handset.name + " says it is synced and holds something else than the server");
      hold("I7", handset.disk.isDrained(), handset.name + " says it is synced with unsent work");
    }
  }

  /** I6, right after an eviction. */
  static void nothingLeft(Handset handset, String incident) {
    hold("I6", !handset.disk.evicting.contains(incident), "the eviction did not happen");
    String raw = handset.disk.raw();
    for (Oracle.Written one : handset.world.oracle.written().values()) {
      if (one.change().incident().equals(incident)) {
        hold(
            "I6",
            !raw.contains(one.change().content()),
            handset.name + " still holds content of " + incident + " after its eviction");
      }
    }
  }

  /** Everything that can be seen once all have come to rest. */
  static void atRest(World world, Server server, List<Handset> handsets) {
    Map<Hash, List<Commit.Entry>> inLog = dense(world, server);
    kept(world, inLog, handsets);
    inTurn(world, inLog);
    once(world, inLog);
    hold(
        "I9",
        server.projection().text().equals(server.rebuilt().text()),
        "the projections built anew are not the live ones");
    for (Handset handset : handsets) {
      hold("I1", handset.disk.isDrained(), handset.name + " is not drained: " + handset.disk);
      if (!handset.disk.locked && !handset.disk.wiped) {
        hold("I7", handset.disk.synced, handset.name + " never comes to say that it is synced");
      }
      sameBytes(world, server, handset);
      named(server, handset, inLog.keySet());
      handset.disk.evicted.forEach(incident -> nothingLeft(handset, incident));
    }
  }

  /** I14: what a handset had to forget and the log lacks by now stands in the restore report. */
  private static void named(Server server, Handset handset, Set<Hash> inLog) {
    if (handset.disk.wiped) {
      return;
    }
    for (String forgotten : handset.disk.owed) {
      hold(
          "I14",
          inLog.contains(new Hash(forgotten)) || server.reported.contains(forgotten),
          handset.name + " forgot " + forgotten + ", the log lacks it, and nobody is told");
    }
  }

  private static Map<Hash, List<Commit.Entry>> dense(World world, Server server) {
    Map<Hash, List<Commit.Entry>> inLog = new HashMap<>();
    Map<String, long[]> chains = new HashMap<>();
    Hash previous = Hash.of("origin", World.DIGESTS);
    long n = 0;
    for (Commit commit : server.wholeLog(server.log.size())) {
      n++;
      hold("I8", commit.n() == n, "the log has a hole before " + commit.n());
      hold("I8", commit.previous().equals(previous), "commit " + n + " does not follow the last");
      previous = commit.hash();
      for (Commit.Batch batch : commit.batches()) {
        long[] last = chains.computeIfAbsent(batch.device(), unused -> new long[2]);
        boolean follows =
            batch.epoch() == last[0] ? batch.from() == last[1] + 1 : batch.from() == 1;
        hold("I8", follows && batch.epoch() >= last[0], "a chain has a hole in the log");
        last[0] = batch.epoch();
        last[1] = batch.to();
        for (Commit.Entry entry : batch.entries()) {
          boolean released =
              batch.device().equals(Server.DEVICE) && world.oracle.isFromAHandset(entry.hash());
          if (!released) {
            inLog.computeIfAbsent(entry.hash(), unused -> new ArrayList<>()).add(entry);
          }
        }
      }
    }
    return inLog;
  }

  private static void kept(
      World world, Map<Hash, List<Commit.Entry>> inLog, List<Handset> handsets) {
    Set<Hash> waiting = waiting(world, handsets);
    world
        .oracle
        .written()
        .forEach(
            (hash, written) -> {
              if (world.oracle.mustBeKept(written) && !waiting.contains(hash)) {
                List<Commit.Entry> entries = inLog.getOrDefault(hash, List.of());
                hold("I1", !entries.isEmpty(), hash + " of " + written.device() + " is lost");
                hold(
                    "I1",
                    entries.stream().anyMatch(e -> e.content().equals(written.change().content())),
                    hash + " is in the log without its content");
              }
            });
  }

  /**
   * What lies on handsets that nobody may sign in to any more and that know a log that was put back
   * since: they ask for nothing, so they cannot learn of it; whoever signs in there lays it anew.
   */
  private static Set<Hash> waiting(World world, List<Handset> handsets) {
    Set<Hash> waiting = new HashSet<>();
    for (Handset handset : handsets) {
      if (handset.disk.locked && !world.oracle.isInLog(handset.disk.told)) {
        handset.disk.outbox.stream()
            .filter(one -> !one.content.isEmpty())
            .forEach(one -> waiting.add(one.hash));
      }
    }
    return waiting;
  }

  /** I15: what was written out of turn takes effect by nobody's push. */
  private static void inTurn(World world, Map<Hash, List<Commit.Entry>> inLog) {
    for (Hash hash : world.oracle.outOfTurn()) {
      hold(
          "I15",
          inLog.getOrDefault(hash, List.of()).stream()
              .noneMatch(entry -> entry.verdict() == Verdict.APPLIED),
          hash + " took effect, and whoever wrote it had the handset no longer, or no account");
    }
  }

  /** A change takes effect by one verdict; its release from quarantine repeats none. */
  private static void once(World world, Map<Hash, List<Commit.Entry>> inLog) {
    inLog.forEach(
        (hash, entries) -> {
          long applied = entries.stream().filter(e -> e.verdict() == Verdict.APPLIED).count();
          hold("I1", applied <= 1, hash + " took effect " + applied + " times");
          Oracle.Written written = world.oracle.written().get(hash);
          if (applied == 1) {
            hold("I11", written != null, "a change took effect that nobody wrote");
            Commit.Entry entry =
                entries.stream().filter(e -> e.verdict() == Verdict.APPLIED).findFirst().get();
            hold(
                "I11",
                entry.person().isEmpty() || entry.person().equals(written.change().author()),
                "a change took effect under another's name");
            hold(
                "I11",
                written.device().equals(written.change().device()),
                "a change took effect that another device made");
          }
        });
  }

  private static void sameBytes(World world, Server server, Handset handset) {
    for (String incident : handset.disk.replica.keySet()) {
      Map<Hash, Change> held = handset.replica.applied(incident);
      Projection.Card card = server.projection().cards().get(incident);
      if (card == null || !held.keySet().equals(card.folded.keySet())) {
        hold(
            "I7",
            !handset.disk.synced,
            handset.name
                + " is synced and holds other changes of "
                + incident
                + ": "
                + held.size()
                + " of "
                + (card == null ? 0 : card.folded.size())
                + handset.disk.evicting
                + handset.disk.evicted
                + handset.disk.person);
        continue;
      }
      List<Change> shuffled = new ArrayList<>(held.values());
      shuffled.addAll(shuffled.subList(0, shuffled.size() / 2));
      Collections.shuffle(shuffled, world.random);
      String expected = card.record().canonical().canonical();
      hold(
          "I2",
          Folds.onHandset(world, incident, shuffled).canonical().canonical().equals(expected),
          handset.name + " reads " + incident + " otherwise than the server");
      Fold onTheWay = new Fold(incident, World.DIGESTS);
      shuffled.forEach(onTheWay::add);
      if (world.mutation == Mutation.NONE) {
        hold("I2", onTheWay.record().canonical().canonical().equals(expected), "order mattered");
      }
      noForeignReplacement(card.record(), held.values());
      Map<OperationId, String> authors = new HashMap<>();
      for (Change change : held.values()) {
        for (int i = 0; i < change.ops().size(); i++) {
          authors.put(change.id(i), change.author());
        }
      }
      for (Field field : card.record().fields().values()) {
        for (Answer answer : field.standing()) {
          hold(
              "I11",
              answer.author().equals(authors.get(answer.id())),
              "an answer is shown under another's name");
        }
      }
    }
  }
}
