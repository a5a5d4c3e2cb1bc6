package uk.seenheard.api.field.push;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.sight.AccessRules;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.feed.KnownPosition;
import uk.seenheard.sync.feed.Run;

/** Looks up what the log holds of a run already: at its positions, and under other positions. */
final class HeldRuns {
  private static final int OVERLAP_COMMITS = 200;
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  /** How long the sight of an author is waited for: nobody's words wait for others' records. */
  private static final long SIGHT_WAIT_MILLIS = 2_000;

  private final CommitLog log;
  private final Projector projector;
  private final Changes filed;
  private final Cards cards;
  private final IncidentWeights weights;

  HeldRuns(
      CommitLog log, Projector projector, Changes filed, Cards cards, IncidentWeights weights) {
    this.weights = weights;
    this.cards = cards;
    this.log = log;
    this.projector = projector;
    this.filed = filed;
  }

  /**
   * What the log holds.
   *
   * @param overlap at the run's positions
   * @param positions of its changes, wherever they stand; looked up for later epochs only
   * @param asOf the last commit that was looked at for them, or 0
   * @param access to its incidents, where that has to be known
   * @param anybody whether that could not be known in time, and everybody counts as being on it
   */
  record Held(
      List<KnownPosition> overlap,
      Map<Hash, KnownPosition> positions,
      long asOf,
      Optional<Map<String, List<Access>>> access,
      boolean anybody) {
    /** Nothing was looked up. */
    static final Held NOTHING = new Held(List.of(), Map.of(), 0, Optional.empty(), false);
  }

  /**
   * Whether a log with that chain can hold anything at the positions of a run. The commits that say
   * so are read whole, which costs more than all else of a push: who sends on from where the chain
   * ends is spared it.
   */
  static boolean mayHold(DeviceChain chain, Run run) {
    return chain.epoch() == run.epoch() && run.from() <= chain.seq();
  }

  /**
   * What the log holds of a push, and who is on its incidents where that has to be known.
   *
   * @param positions whether it may hold anything at the run's positions
   */
  Future<Held> of(ExaminedPush push, String ledger, boolean positions) {
    Run run = push.run();
    Set<String> incidents = CapRules.toLookUp(push, ledger, weights);
    return (positions
            ? overlap(run, Long.MAX_VALUE, new ArrayList<>(), 0)
            : Future.succeededFuture(List.<KnownPosition>of()))
        .compose(overlap -> known(push, ledger, overlap, incidents));
  }

  private Future<Held> known(
      ExaminedPush push, String ledger, List<KnownPosition> overlap, Set<String> incidents) {
    return log.last()
        .compose(
            n ->
                push.run().epoch() == 1
                    ? Future.succeededFuture(n)
                    : projector.reached(n, PROJECTION_WAIT_MILLIS).map(n))
        .compose(
            n ->
                known(push, ledger, overlap, n)
                    .compose(
                        held ->
                            incidents.isEmpty()
                                ? Future.succeededFuture(held)
                                : on(held, incidents, n)));
  }

  /** Only a later epoch replays what may be in the log under an earlier one. */
  private Future<Held> known(
      ExaminedPush push, String ledger, List<KnownPosition> overlap, long n) {
    Run run = push.run();
    return run.epoch() == 1
        ? Future.succeededFuture(new Held(overlap, Map.of(), 0, Optional.empty(), false))
        : filed
            .known(push.hashes(ledger))
            .map(
                found ->
                    new Held(overlap, positions(found, run.device()), n, Optional.empty(), false));
  }

  /** While the projections lag everybody counts as being on it: that costs a share, not words. */
  private Future<Held> on(Held held, Set<String> incidents, long n) {
    return projector
        .reached(n, SIGHT_WAIT_MILLIS)
        .transform(
            reached ->
                reached.succeeded()
                    ? on(held, incidents)
                    : Future.succeededFuture(
                        new Held(
                            held.overlap(),
                            held.positions(),
                            held.asOf(),
                            Optional.empty(),
                            true)));
  }

  private Future<Held> on(Held held, Set<String> incidents) {
    return cards
        .cards(incidents)
        .map(
            found -> {
              Map<String, List<Access>> access = new HashMap<>();
              found.forEach((incident, card) -> access.put(incident, card.access()));
              access.forEach((incident, one) -> weights.on(incident, AccessRules.on(one)));
              return new Held(
                  held.overlap(), held.positions(), held.asOf(), Optional.of(access), false);
            });
  }

  /**
   * What counts as known: what is applied, and what this device itself sent into quarantine. A
   * stranger's copy in quarantine must not keep the author's own words there.
   */
  private static Map<Hash, KnownPosition> positions(List<StoredChange> found, String device) {
    Map<Hash, KnownPosition> positions = new HashMap<>();
    for (StoredChange change : found) {
      LogEntry entry = change.entry();
      if (!change.isApplied() && !change.device().equals(device)) {
        continue;
      }
      positions.put(
          entry.hash(),
          new KnownPosition(change.seq(), entry.hash(), entry.verdict(), entry.reason()));
    }
    return positions;
  }

  private Future<List<KnownPosition>> overlap(
      Run run, long beforeN, List<KnownPosition> found, int commits) {
    return log.ofDevice(run.device(), beforeN, 10)
        .compose(
            page -> {
              boolean below = false;
              for (Commit commit : page) {
                for (Batch batch : commit.batches()) {
                  if (batch.device().equals(run.device()) && batch.epoch() == run.epoch()) {
                    addPositions(found, batch);
                    below |= batch.from() <= run.from();
                  }
                }
              }
              boolean enough = below || page.size() < 10 || commits >= OVERLAP_COMMITS;
              return enough
                  ? Future.succeededFuture(
                      found.stream()
                          .filter(p -> p.seq() >= run.from() && p.seq() <= run.to())
                          .collect(Collectors.toUnmodifiableList()))
                  : overlap(run, page.get(page.size() - 1).n(), found, commits + page.size());
            });
  }

  private static void addPositions(List<KnownPosition> found, Batch batch) {
    long seq = batch.from();
    for (LogEntry entry : batch.changes()) {
      found.add(new KnownPosition(seq++, entry.hash(), entry.verdict(), entry.reason()));
    }
  }
}
