package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.review.CaptureRules;
import uk.seenheard.sync.review.Obstacle;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/**
 * The simulated server's door for decisions: rules on them as of now, and writes what it allows.
 */
final class Deciding {
  private final World world;
  private final Server server;

  Deciding(World world, Server server) {
    this.world = world;
    this.server = server;
  }

  /** What an authorisation waits for here: a child of whom nobody wrote words down. */
  static List<Obstacle> obstacles(Incident incident) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Entry child : incident.children()) {
      if (incident.statementsAbout(child).isEmpty()) {
        obstacles.add(
            new Obstacle("child-words", "F5", Optional.of(child.at()), "What did they say?"));
      }
    }
    return obstacles;
  }

  /** Decides, on the record as it stands or not at all. */
  boolean decide(Projection.Card card, Reviewer by, List<Operation> ops) {
    if (server.projection().applied() != server.log.size()) {
      return false;
    }
    Incident incident = Incident.of(card.record());
    if (isRefused(ops, by, incident)) {
      return false;
    }
    List<Commit.Entry> entries = new ArrayList<>();
    for (Operation op : ops) {
      if (op instanceof Operation.Act act && Act.RELEASE.is(act.act())) {
        Optional<Commit.Entry> released = released(card, act.with().text("change").orElse(""));
        if (released.isEmpty()) {
          return false;
        }
        entries.add(released.get());
      }
    }
    Change change = written(card.incident, by.person(), ops);
    entries.add(
        0,
        new Commit.Entry(
            change.hash(), card.incident, "", Verdict.APPLIED, Optional.empty(), change.content()));
    append(entries);
    world.oracle.acknowledged(change.hash());
    server.projectAll();
    return true;
  }

  private boolean isRefused(List<Operation> ops, Reviewer by, Incident incident) {
    List<Obstacle> obstacles = obstacles(incident);
    if (world.mutation != Mutation.JUDGE_PARTS_ALONE) {
      return ReviewRules.judge(ops, by, incident, obstacles) instanceof Ruling.Refused;
    }
    return ops.stream()
        .anyMatch(
            op ->
                ReviewRules.judge(List.of(op), by, incident, obstacles) instanceof Ruling.Refused);
  }

  /** What a release lets in: the same rules as on a push, as of now. */
  Optional<Commit.Entry> released(Projection.Card card, String hash) {
    for (Projection.Filed one : card.filed) {
      Commit.Entry entry = one.entry();
      if (entry.hash().hex().equals(hash)
          && entry.verdict() == Verdict.QUARANTINED
          && !card.folded.containsKey(entry.hash())) {
        Optional<String> proved = Optional.of(entry.person()).filter(person -> !person.isEmpty());
        boolean refused =
            CaptureRules.release(world.read(entry.content()), one.device(), proved).isPresent();
        boolean readable = world.read(entry.content()).fold(change -> true, nonsense -> false);
        return refused && !(readable && world.mutation == Mutation.RELEASE_WITHOUT_RULES)
            ? Optional.empty()
            : Optional.of(
                new Commit.Entry(
                    entry.hash(),
                    entry.incident(),
                    entry.person(),
                    Verdict.APPLIED,
                    Optional.empty(),
                    entry.content()));
      }
    }
    return Optional.empty();
  }

  /** A change that somebody signed in here makes. */
  Change written(String incident, String person, List<Operation> ops) {
    Change change =
        Pen.CODEC.write(
            new Draft(
                incident,
                new FormRef("domestic-abuse", 1),
                person,
                Server.DEVICE,
                Hash.of("token of " + person, World.DIGESTS),
                world.now,
                "boot",
                0,
                new Hlc(world.now, 0),
                ops,
                world.hex(32)));
    world.oracle.stored(change, Server.DEVICE, false);
    return change;
  }

  /** Puts entries behind what the server itself wrote. */
  void append(List<Commit.Entry> entries) {
    Map<Long, Commit.Entry> held = server.positions(Server.DEVICE, 1);
    Hash head = Chain.start(Server.DEVICE, 1, World.DIGESTS);
    for (long seq = 1; seq <= held.size(); seq++) {
      head = Chain.link(head, seq, held.get(seq).hash(), World.DIGESTS);
    }
    long from = held.size() + 1;
    Hash link = head;
    for (int i = 0; i < entries.size(); i++) {
      link = Chain.link(link, from + i, entries.get(i).hash(), World.DIGESTS);
    }
    Hash previous =
        server.log.isEmpty()
            ? Hash.of("origin", World.DIGESTS)
            : server.log.get(server.log.size() - 1).hash();
    Commit.Batch batch = new Commit.Batch(Server.DEVICE, 1, from, link, entries);
    server.insert(new Commit(server.log.size() + 1, previous, world.now, List.of(batch)));
    server.sync();
  }
}
