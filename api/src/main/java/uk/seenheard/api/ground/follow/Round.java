package uk.seenheard.api.ground.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.Verdict;

/**
 * Some commits in a row, as the read models are given them.
 *
 * @param changes what they hold, but for what was known already
 * @param acts those of the force's ledger
 * @param ledger the incident that the ledger is
 * @param since the last commit before them
 * @param through the last of them
 */
public record Round(
    List<OpenedChange> changes, List<LedgerAct> acts, String ledger, long since, long through) {

  static Round of(List<OpenedChange> changes, String ledger, long since, long through) {
    List<LedgerAct> acts = new ArrayList<>();
    for (OpenedChange change : changes) {
      StoredChange stored = change.stored();
      if (stored.entry().incident().equals(ledger)) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act) {
            acts.add(
                new LedgerAct(
                    stored.n(), stored.at(), stored.entry().author(), act.act(), act.with()));
          }
        }
      }
    }
    return new Round(changes, acts, ledger, since, through);
  }

  /** Whether it says something that people wait for. */
  boolean wakes() {
    return acts.stream().anyMatch(LedgerAct::wakes)
        || changes.stream().anyMatch(change -> !change.stored().entry().incident().equals(ledger));
  }

  /**
   * The changes of commits in a row, with their times as they were mended.
   *
   * @throws IllegalStateException when one is missing
   */
  static List<StoredChange> changes(List<Commit> commits, long since, Mends mends) {
    List<StoredChange> changes = new ArrayList<>();
    long expected = since + 1;
    for (Commit commit : commits) {
      if (commit.n() != expected++) {
        throw new IllegalStateException("the log has a hole before commit " + commit.n());
      }
      add(changes, commit, mends.of(commit.n()));
    }
    return changes;
  }

  private static void add(List<StoredChange> changes, Commit commit, Optional<Mend> mend) {
    long at = mend.map(one -> one.right(commit.at())).orElse(commit.at());
    boolean doubtful = commit.doubtful() || mend.isPresent();
    int i = 0;
    for (Batch batch : commit.batches()) {
      long seq = batch.from();
      for (LogEntry entry : batch.changes()) {
        if (entry.verdict() != Verdict.DUPLICATE) {
          changes.add(
              new StoredChange(
                  commit.n(),
                  i,
                  batch.device(),
                  batch.epoch(),
                  seq,
                  at,
                  doubtful,
                  batch.clock(),
                  commit.bodies(entry.incident()),
                  entry));
        }
        i++;
        seq++;
      }
    }
  }
}
