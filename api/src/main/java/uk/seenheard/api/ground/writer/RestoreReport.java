package uk.seenheard.api.ground.writer;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.LogEntry;

/**
 * What a restore from a backup cost: how far the backup goes, and what only the server had written
 * after it. What handsets had written they hold and send again; a decision made on a page is in no
 * handset and has to be made again by the person who made it.
 *
 * @param endsAt the last commit of the backup, 0 when it is empty
 * @param endsWhen when that commit was made, milliseconds since 1970
 * @param commitsAfter commits in the store that was moved aside which the backup has not; empty
 *     when there is no such store, so that nobody can know
 * @param byHandsets changes of handsets among them
 * @param byPerson changes that only the server held among them: looks, disclosures, decisions
 * @param cause how it was noticed, where no restore was run
 */
public record RestoreReport(
    long endsAt,
    long endsWhen,
    Optional<Long> commitsAfter,
    long byHandsets,
    Map<String, Long> byPerson,
    Optional<String> cause) {
  private static final int PAGE = 20;

  /** Copies the counts. */
  public RestoreReport {
    byPerson = Map.copyOf(byPerson);
  }

  /** Compares a restored log with the one that it replaced. */
  public static Future<RestoreReport> of(CommitLog restored, Optional<CommitLog> before) {
    return restored
        .tail()
        .compose(
            tail -> {
              long n = tail.map(Commit::n).orElse(0L);
              long at = tail.map(Commit::at).orElse(0L);
              return before
                  .map(log -> counted(log, n, new Count()).map(count -> count.report(n, at)))
                  .orElseGet(
                      () ->
                          Future.succeededFuture(
                              new RestoreReport(
                                  n, at, Optional.empty(), 0, Map.of(), Optional.empty())));
            });
  }

  /** The same, of a store that was put back without a restore. */
  public RestoreReport withCause(String how) {
    return new RestoreReport(
        endsAt, endsWhen, commitsAfter, byHandsets, byPerson, Optional.of(how));
  }

  private static final class Count {
    private final Map<String, Long> byPerson = new TreeMap<>();
    private long commits;
    private long handsets;

    void add(Commit commit) {
      commits++;
      for (Batch batch : commit.batches()) {
        for (LogEntry entry : batch.changes()) {
          if (!batch.device().startsWith(ServerAuthor.DEVICE_PREFIX)) {
            handsets++;
          } else if (!entry.author().equals(batch.device())) {
            byPerson.merge(entry.author(), 1L, Long::sum);
          }
        }
      }
    }

    RestoreReport report(long endsAt, long endsWhen) {
      return new RestoreReport(
          endsAt, endsWhen, Optional.of(commits), handsets, byPerson, Optional.empty());
    }
  }

  private static Future<Count> counted(CommitLog log, long after, Count count) {
    return log.after(after, PAGE)
        .compose(
            page -> {
              page.forEach(count::add);
              return page.isEmpty()
                  ? Future.succeededFuture(count)
                  : counted(log, page.get(page.size() - 1).n(), count);
            });
  }

  /** What it says to who runs the server, without anybody's name. */
  public String summary() {
    String from =
        cause
                .map(how -> "The store was put back without a restore; it")
                .orElse("The store was restored from a backup that")
            + " ends at commit "
            + endsAt
            + (endsAt == 0 ? "" : " of " + Instant.ofEpochMilli(endsWhen))
            + ". Handsets send again what they still keep; what they were told to forget, or was"
            + " handed over with a handset, before this start is in no handset: only a later backup"
            + " brings it back. ";
    return commitsAfter.isEmpty()
        ? from
            + "What only the server had written after that is lost, and how much it was cannot be"
            + " known: the store that was there is gone."
        : from
            + "What only the server had written after that is lost: "
            + byPerson.values().stream().mapToLong(Long::longValue).sum()
            + " changes of "
            + byPerson.size()
            + " people (looks and disclosures among them).";
  }

  /** The same for a file that only who runs the server reads: who has to look again. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    cause.ifPresent(lines::add);
    lines.add(summary());
    commitsAfter.ifPresent(
        commits ->
            lines.add(
                commits + " commits after the backup, " + byHandsets + " changes of handsets."));
    new TreeMap<>(byPerson)
        .forEach((person, count) -> lines.add(person + ": " + count + " changes to look at again"));
    return lines;
  }
}
