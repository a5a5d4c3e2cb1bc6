package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.KnownPosition;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushDecision;
import uk.seenheard.sync.feed.PushOutcome;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.feed.WireFault;

/**
 * One process that takes pushes to the log, as {@code PushService} and {@code LogWriter} of the
 * server do: verify, gather a group, decide at the tail it knows, insert, and when another process
 * was first, catch up and decide everything again.
 */
final class Writer {
  private static final PushDecision DECISION = new PushDecision(World.DIGESTS);

  private final Server server;
  private final World world;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, DeviceChain> chains = new HashMap<>();
  private long known;

  Writer(Server server) {
    this.server = server;
    this.world = server.world;
  }

  /** A verified push. */
  private record Waiting(
      Network.Letter letter,
      PushRequest request,
      Run run,
      List<ChangeReading> readings,
      Map<Hash, Tokens.Shown> passes,
      List<Optional<String>> rulings,
      long at) {}

  /**
   * What a push adds, and what its sender will be told once it is durable. A push that repeats one
   * of the same group adds nothing, and is told no sooner: what it repeats may yet be lost.
   */
  private record Pending(Waiting push, Optional<Commit.Batch> batch, List<Judgement> verdicts) {}

  void forget() {
    waiting.clear();
    chains.clear();
    known = 0;
  }

  /** Verifies a push and puts it into the queue, or refuses it. */
  void receive(Network.Letter letter) {
    PushRequest request;
    try {
      request = PushRequest.read(Pen.READER.read(letter.text()));
    } catch (UnreadableJson | WireFault malformed) {
      refuse(letter, 400, "malformed", 0, 0);
      return;
    }
    Optional<Tokens.Shown> enrolment = Tokens.read("enrolment", request.enrolment());
    if (enrolment.isEmpty()) {
      refuse(letter, 401, "enrolment-refused", 0, 0);
      return;
    }
    String device = enrolment.get().device();
    List<ChangeReading> readings = new ArrayList<>();
    List<Hash> hashes = new ArrayList<>();
    for (String content : request.changes()) {
      readings.add(world.read(content));
      hashes.add(readings.get(readings.size() - 1).hash());
    }
    Run run =
        Run.of(device, request.epoch(), request.from(), request.previous(), hashes, World.DIGESTS);
    String text = Chain.headText(World.FORCE, device, run.epoch(), run.to(), run.head());
    if (!request.signature().equals(Tokens.signature(Tokens.deviceKey(device), text))) {
      refuse(letter, 401, "signature-refused", 0, 0);
      return;
    }
    Map<Hash, Tokens.Shown> passes = new LinkedHashMap<>();
    for (String token : request.passes()) {
      Tokens.read("pass", token).ifPresent(pass -> passes.put(Hash.of(token, World.DIGESTS), pass));
    }
    List<Optional<String>> rulings =
        server.rules(readings, device, request.epoch(), passes, request.clock(), world.now);
    waiting.add(new Waiting(letter, request, run, readings, passes, rulings, world.now));
    if (waiting.size() > 2 || world.calm || world.oneIn(2)) {
      commit();
    }
  }

  /** Takes everything in the queue to the log as one commit. */
  void commit() {
    if (waiting.isEmpty()) {
      return;
    }
    List<Waiting> group = new ArrayList<>(waiting);
    waiting.clear();
    if (known == 0 || world.calm || world.oneIn(3)) {
      catchUp();
    }
    while (!group.isEmpty()) {
      List<Pending> pending = decide(group);
      group.clear();
      if (pending.isEmpty()) {
        return;
      }
      List<Commit.Batch> batches = new ArrayList<>();
      pending.forEach(one -> one.batch().ifPresent(batches::add));
      Hash previous =
          known == 0 ? Hash.of("origin", World.DIGESTS) : server.log.get((int) known - 1).hash();
      Commit commit = new Commit(known + 1, previous, world.now, List.copyOf(batches));
      if (!server.insert(commit)) {
        world.met(Fault.SECOND_WRITER, Step.COMMIT);
        pending.forEach(one -> group.add(one.push()));
        catchUp();
        continue;
      }
      follow(commit);
      if (world.mutation == Mutation.ACKNOWLEDGE_BEFORE_FSYNC) {
        pending.forEach(one -> tell(one.push(), one.verdicts(), commit.n()));
        server.sync();
      } else {
        server.sync();
        pending.forEach(one -> tell(one.push(), one.verdicts(), commit.n()));
      }
    }
  }

  void catchUp() {
    for (Commit commit : server.log.subList((int) known, server.log.size())) {
      follow(commit);
    }
  }

  private void follow(Commit commit) {
    known = commit.n();
    for (Commit.Batch batch : commit.batches()) {
      chains.put(
          batch.device(), new DeviceChain(batch.device(), batch.epoch(), batch.to(), batch.head()));
    }
  }

  /** The chain as this process knows it; one it does not know is looked up, as the server does. */
  private DeviceChain chain(String device) {
    DeviceChain found = chains.get(device);
    return found == null ? DeviceChain.none(device, World.DIGESTS) : found;
  }

  private List<Pending> decide(List<Waiting> group) {
    Map<String, DeviceChain> ahead = new HashMap<>();
    List<Pending> pending = new ArrayList<>();
    for (Waiting push : group) {
      DeviceChain chain = ahead.getOrDefault(push.run().device(), chain(push.run().device()));
      Run run = push.run();
      PushOutcome outcome = outcome(push, chain, pending);
      if (outcome instanceof PushOutcome.ResendFrom resend) {
        refuse(push.letter(), 409, "resend-from", resend.epoch(), resend.seq());
      } else if (outcome instanceof PushOutcome.Forked forked) {
        world.log("forked " + run.device() + " at " + forked.epoch());
        refuse(push.letter(), 409, "forked", forked.epoch(), 0);
      } else if (outcome instanceof PushOutcome.Continues continues) {
        if (continues.append() == 0 && ahead.containsKey(run.device())) {
          pending.add(new Pending(push, Optional.empty(), continues.verdicts()));
        } else if (continues.append() == 0) {
          tell(push, continues.verdicts(), known);
        } else {
          Commit.Batch batch = batch(push, continues);
          ahead.put(
              run.device(), new DeviceChain(run.device(), batch.epoch(), batch.to(), batch.head()));
          pending.add(new Pending(push, Optional.of(batch), continues.verdicts()));
        }
      }
    }
    return pending;
  }

  private PushOutcome outcome(Waiting push, DeviceChain chain, List<Pending> pending) {
    Run run = push.run();
    if (world.mutation == Mutation.SKIP_A_HOLE
        && run.epoch() == chain.epoch()
        && run.from() > chain.seq() + 1) {
      chain = new DeviceChain(run.device(), run.epoch(), run.from() - 1, run.previous());
    }
    Map<Long, KnownPosition> overlap = new HashMap<>();
    Map<Hash, KnownPosition> elsewhere = new HashMap<>();
    look(run, overlap, elsewhere, pending);
    if (world.mutation == Mutation.DEDUPE_BY_POSITION && run.epoch() == chain.epoch()) {
      Optional<PushOutcome> wrong = byPosition(push, chain, overlap);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    return DECISION.decide(run, chain, List.copyOf(overlap.values()), push.rulings(), elsewhere);
  }

  /** The mistake: whatever stands at a position that is held is taken for what is held there. */
  private static Optional<PushOutcome> byPosition(
      Waiting push, DeviceChain chain, Map<Long, KnownPosition> overlap) {
    Run run = push.run();
    if (run.from() > chain.seq() + 1) {
      return Optional.empty();
    }
    List<Judgement> verdicts = new ArrayList<>();
    int append = 0;
    for (int i = 0; i < run.changes().size(); i++) {
      long seq = run.from() + i;
      boolean held = seq <= chain.seq() && overlap.containsKey(seq);
      append += held ? 0 : 1;
      Verdict verdict = push.rulings().get(i).isPresent() ? Verdict.QUARANTINED : Verdict.APPLIED;
      verdicts.add(
          new Judgement(
              seq,
              run.changes().get(i),
              held ? Verdict.DUPLICATE : verdict,
              held ? Optional.of(overlap.get(seq).verdict()) : Optional.empty(),
              held ? Optional.empty() : push.rulings().get(i)));
    }
    return Optional.of(new PushOutcome.Continues(verdicts, append, run.head()));
  }

  /** What the log and the commit being put together hold of a device's changes. */
  private void look(
      Run run,
      Map<Long, KnownPosition> overlap,
      Map<Hash, KnownPosition> elsewhere,
      List<Pending> pending) {
    List<Commit.Batch> batches = new ArrayList<>();
    for (Commit commit : server.log.subList(0, (int) known)) {
      batches.addAll(commit.batches());
    }
    pending.forEach(one -> one.batch().ifPresent(batches::add));
    for (Commit.Batch batch : batches) {
      if (batch.device().equals(run.device())) {
        long seq = batch.from();
        for (Commit.Entry entry : batch.entries()) {
          Verdict first = entry.verdict();
          KnownPosition known = new KnownPosition(seq, entry.hash(), first, entry.reason());
          if (batch.epoch() == run.epoch() && seq >= run.from() && seq <= run.to()) {
            overlap.put(seq, known);
          }
          if (entry.verdict() != Verdict.DUPLICATE) {
            elsewhere.put(entry.hash(), known);
          }
          seq++;
        }
      }
    }
    overlap.replaceAll((seq, one) -> original(seq, one, elsewhere));
  }

  /** A position that replayed a change got no verdict of its own: the first one counts. */
  private static KnownPosition original(
      long seq, KnownPosition one, Map<Hash, KnownPosition> elsewhere) {
    KnownPosition first = elsewhere.getOrDefault(one.hash(), one);
    return one.verdict() == Verdict.DUPLICATE
        ? new KnownPosition(seq, one.hash(), first.verdict(), first.reason())
        : one;
  }

  private Commit.Batch batch(Waiting push, PushOutcome.Continues continues) {
    Run run = push.run();
    int first = run.changes().size() - continues.append();
    List<Commit.Entry> entries = new ArrayList<>();
    for (int i = first; i < run.changes().size(); i++) {
      ChangeReading reading = push.readings().get(i);
      Judgement judgement = continues.verdicts().get(i);
      boolean duplicate = judgement.verdict() == Verdict.DUPLICATE;
      String person =
          reading.fold(
              change ->
                  // A pass that was made out for another device proves nobody on this one.
                  Optional.ofNullable(push.passes().get(change.pass()))
                      .filter(shown -> shown.device().equals(run.device()))
                      .map(Tokens.Shown::person)
                      .orElse(""),
              nonsense -> "");
      entries.add(
          new Commit.Entry(
              reading.hash(),
              reading.fold(change -> change.incident(), nonsense -> Server.LEDGER),
              person,
              judgement.verdict(),
              judgement.reason(),
              duplicate ? "" : push.request().changes().get(i)));
    }
    return new Commit.Batch(
        run.device(), run.epoch(), run.from() + first, continues.head(), List.copyOf(entries));
  }

  private void tell(Waiting push, List<Judgement> verdicts, long n) {
    List<Hash> named = new ArrayList<>();
    push.readings().forEach(one -> one.fold(c -> named.add(c.pass()), nonsense -> false));
    server.heard(push.request(), push.run().device(), named, push.passes());
    PushAnswer answer =
        new PushAnswer(
            push.run().epoch(),
            push.run().to(),
            n,
            push.at(),
            verdicts,
            Optional.of(server.feedEpoch()),
            Optional.of(server.log.get((int) n - 1).hash()));
    world.network.send(push.letter().answer(Step.PUSH_ANSWER, 200, answer.json().canonical()));
  }

  private void refuse(Network.Letter letter, int status, String name, int epoch, long seq) {
    Json.Obj problem =
        Json.object()
            .put("type", "/problems/" + name)
            .put("epoch", epoch)
            .put("resendFrom", seq)
            .build();
    world.network.send(letter.answer(Step.PUSH_ANSWER, status, problem.canonical()));
  }

  /** The mistake of a projection that decides what was decided. */
  static Commit ruledAgain(Server server, Commit commit) {
    List<Commit.Batch> batches = new ArrayList<>();
    for (Commit.Batch batch : commit.batches()) {
      List<Commit.Entry> entries = new ArrayList<>();
      for (Commit.Entry entry : batch.entries()) {
        boolean refused =
            entry.verdict() == Verdict.APPLIED && server.revoked.containsKey(entry.person());
        entries.add(
            new Commit.Entry(
                entry.hash(),
                entry.incident(),
                entry.person(),
                refused ? Verdict.QUARANTINED : entry.verdict(),
                entry.reason(),
                entry.content()));
      }
      batches.add(
          new Commit.Batch(batch.device(), batch.epoch(), batch.from(), batch.head(), entries));
    }
    return new Commit(commit.n(), commit.previous(), commit.at(), batches);
  }
}
