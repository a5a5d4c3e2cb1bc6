package uk.seenheard.api.field.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.writer.Decision;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.api.ground.writer.Submission;
import uk.seenheard.api.ground.writer.Tail;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.KnownPosition;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushDecision;
import uk.seenheard.sync.feed.PushOutcome;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.feed.Verdict;

/**
 * A verified push on its way into the log.
 *
 * @param bodies the sealed contents, one for each change
 * @param overlap positions that the log is known to hold already
 * @param known changes that the log is known to hold under other positions
 * @param asOf the commit up to which {@code known} was looked up
 * @param access to each incident, where that was looked up
 * @param anybody whether that could not be known in time, and everybody counts as being on it
 * @param feedEpoch the log's present life
 * @param at receipt time
 * @param request the id of the request that brought it, for the log
 */
record PushSubmission(
    ExaminedPush push,
    List<Sealed> bodies,
    List<KnownPosition> overlap,
    Map<Hash, KnownPosition> known,
    long asOf,
    Optional<Map<String, List<Access>>> access,
    boolean anybody,
    String ledger,
    String feedEpoch,
    long at,
    PushDecision decision,
    String request)
    implements Submission<PushResult> {

  @Override
  public String device() {
    return push.run().device();
  }

  @Override
  public int bytes() {
    return bodies.stream().mapToInt(Sealed::length).sum();
  }

  @Override
  public int changes() {
    return push.changes().size();
  }

  @Override
  public Decision<PushResult> decide(Tail tail) {
    Run run = push.run();
    DeviceChain chain = tail.chain(device());
    if (isStale(run, chain, tail)) {
      return new Decision.Stale<>(chain);
    }
    Optional<List<Optional<String>>> rulings =
        new CapRules(tail, ledger, access, anybody).rulings(push, held(run, chain));
    if (rulings.isEmpty()) {
      return new Decision.Stale<>(chain);
    }
    PushOutcome outcome = decision.decide(run, chain, overlap, rulings.get(), known);
    if (outcome instanceof PushOutcome.ResendFrom resend) {
      return new Decision.Answer<>(new PushResult.ResendFrom(resend.epoch(), resend.seq()));
    } else if (outcome instanceof PushOutcome.Forked forked) {
      return new Decision.Answer<>(new PushResult.Forked(forked.epoch()));
    }
    PushOutcome.Continues continues = (PushOutcome.Continues) outcome;
    if (continues.append() == 0) {
      return new Decision.Answer<>(taken(continues, chain.seq(), tail.position()));
    }
    return new Decision.Append<>(
        batch(continues), rises(continues), at -> taken(continues, run.to(), at));
  }

  /** How many of the run's changes the log holds at their positions. */
  private static int held(Run run, DeviceChain chain) {
    long held = run.epoch() == chain.epoch() ? chain.seq() - run.from() + 1 : 0;
    return (int) Math.max(0, Math.min(held, run.changes().size()));
  }

  /** What those add that take part. */
  private Map<String, List<Rise>> rises(PushOutcome.Continues continues) {
    Map<String, List<Rise>> rises = new TreeMap<>();
    int first = push.changes().size() - continues.append();
    for (int i = first; i < push.changes().size(); i++) {
      if (continues.verdicts().get(i).verdict() == Verdict.APPLIED) {
        ExaminedPush.Examined change = push.changes().get(i);
        rises
            .computeIfAbsent(change.incident(ledger), unused -> new ArrayList<>())
            .add(change.rise());
      }
    }
    return rises;
  }

  /** Whether the log holds positions or changes of this run that were not looked up. */
  private boolean isStale(Run run, DeviceChain chain, Tail tail) {
    if (run.epoch() == chain.epoch()) {
      Map<Long, KnownPosition> held = new TreeMap<>();
      overlap.forEach(position -> held.put(position.seq(), position));
      for (long seq = run.from(); seq <= Math.min(chain.seq(), run.to()); seq++) {
        if (!held.containsKey(seq)) {
          return true;
        }
      }
    }
    // Only a later epoch replays what may be in the log under an earlier one.
    return run.epoch() > 1
        && push.incidents(ledger).stream().anyMatch(incident -> tail.movedSince(incident, asOf));
  }

  private PushResult taken(PushOutcome.Continues continues, long through, LogPosition stands) {
    return new PushResult.Taken(
        new PushAnswer(
            push.run().epoch(),
            Math.max(through, push.run().to()),
            stands.n(),
            at,
            continues.verdicts(),
            Optional.of(feedEpoch),
            Optional.of(stands.commit())));
  }

  private Batch batch(PushOutcome.Continues continues) {
    int first = push.changes().size() - continues.append();
    List<LogEntry> entries = new ArrayList<>();
    for (int i = first; i < push.changes().size(); i++) {
      ExaminedPush.Examined change = push.changes().get(i);
      Judgement judgement = continues.verdicts().get(i);
      boolean duplicate = judgement.verdict() == Verdict.DUPLICATE;
      entries.add(
          new LogEntry(
              change.hash(),
              change.incident(ledger),
              change.provedOn(push.run().device()).orElse(""),
              change.pass().map(pass -> pass.team()).orElse(""),
              judgement.verdict(),
              duplicate ? Optional.empty() : judgement.reason(),
              judgement.verdict() == Verdict.APPLIED && change.attends(push.run().device(), at),
              change.pass().filter(pass -> pass.role().reviews()).isPresent(),
              duplicate ? Sealed.NOTHING : bodies.get(i)));
    }
    Run run = push.run();
    return new Batch(
        run.device(),
        run.epoch(),
        run.from() + first,
        continues.head(),
        push.signature(),
        push.clock(),
        entries);
  }
}
