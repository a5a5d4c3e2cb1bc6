package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * Decides what a push adds to a log that stands at a certain commit.
 *
 * <p>A writer calls this anew for every commit it tries to insert, because the answer depends on
 * all commits before: what was new at {@code n - 1} may be known at {@code n}.
 */
public final class PushDecision {
  private final Digests digests;

  /** With the digests of this end. */
  public PushDecision(Digests digests) {
    this.digests = digests;
  }

  /**
   * The outcome.
   *
   * @param chain the device's chain as the log holds it
   * @param overlap what the log holds at positions of this run's epoch, at least all of those that
   *     the run claims again
   * @param rulings for each change of the run, why it goes to quarantine, or empty
   * @param known those of the run's changes that the log holds under other positions, with the
   *     verdict they got
   */
  public PushOutcome decide(
      Run run,
      DeviceChain chain,
      List<KnownPosition> overlap,
      List<Optional<String>> rulings,
      Map<Hash, KnownPosition> known) {
    if (run.epoch() < chain.epoch()) {
      return new PushOutcome.Forked(chain.epoch());
    }
    boolean newEpoch = run.epoch() > chain.epoch();
    long held = newEpoch ? 0 : chain.seq();
    if (run.from() > held + 1) {
      return new PushOutcome.ResendFrom(run.epoch(), held + 1);
    }
    if (contradictsLog(run, chain, overlap, held, newEpoch)) {
      return new PushOutcome.Forked(chain.epoch());
    }
    Map<Long, KnownPosition> positions = new HashMap<>();
    for (KnownPosition position : overlap) {
      positions.put(position.seq(), position);
    }
    List<Judgement> verdicts = new ArrayList<>(run.changes().size());
    int append = 0;
    Map<Hash, KnownPosition> seen = new HashMap<>(known);
    for (int i = 0; i < run.changes().size(); i++) {
      long seq = run.from() + i;
      Hash hash = run.changes().get(i);
      KnownPosition before = seq <= held ? positions.get(seq) : seen.get(hash);
      if (before != null && before.verdict() == Verdict.DUPLICATE) {
        // The position replayed a change of an earlier epoch: its first verdict stands there.
        before = seen.getOrDefault(hash, before);
      }
      if (before != null) {
        verdicts.add(duplicate(seq, hash, before));
      } else {
        Verdict verdict = rulings.get(i).isPresent() ? Verdict.QUARANTINED : Verdict.APPLIED;
        verdicts.add(new Judgement(seq, hash, verdict, Optional.empty(), rulings.get(i)));
        seen.put(hash, new KnownPosition(seq, hash, verdict, rulings.get(i)));
      }
      if (seq > held) {
        append++;
      }
    }
    return new PushOutcome.Continues(verdicts, append, run.head());
  }

  private static Judgement duplicate(long seq, Hash hash, KnownPosition before) {
    return new Judgement(
        seq, hash, Verdict.DUPLICATE, Optional.of(before.verdict()), before.reason());
  }

  /** Whether the run claims something else than the log holds at a position. */
  private boolean contradictsLog(
      Run run, DeviceChain chain, List<KnownPosition> overlap, long held, boolean newEpoch) {
    if (run.from() == 1
        && !run.previous().equals(Chain.start(run.device(), run.epoch(), digests))) {
      return true;
    }
    if (newEpoch) {
      return false;
    }
    Set<Long> missing = new HashSet<>();
    for (long seq = run.from(); seq <= Math.min(held, run.to()); seq++) {
      missing.add(seq);
    }
    for (KnownPosition position : overlap) {
      long place = position.seq() - run.from();
      if (place >= 0 && place < run.changes().size() && missing.remove(position.seq())) {
        if (!run.changes().get((int) place).equals(position.hash())) {
          return true;
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the overlap lacks positions that the log holds");
    }
    if (run.to() < held) {
      return false;
    }
    Hash atHeld =
        run.from() == held + 1 ? run.previous() : run.links().get((int) (held - run.from()));
    return !atHeld.equals(chain.head());
  }
}
