package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.sync.change.Hash;

/**
 * What is looked at before a server goes on with a log: the last hundred commits, and whether it is
 * the log that the key folder remembers.
 */
public final class LogStart {
  /** Commits that are verified before anything is served. */
  public static final int LAST = 100;

  private static final int PAGE = 20;

  private final Vertx vertx;
  private final CommitLog log;
  private final LogSeal seal;
  private final IncidentKeys keys;

  /** Of a log. */
  public LogStart(Vertx vertx, CommitLog log, LogSeal seal, IncidentKeys keys) {
    this.vertx = vertx;
    this.log = log;
    this.seal = seal;
    this.keys = keys;
  }

  /**
   * Verifies the last commits.
   *
   * @return done, or failed with {@link LogRefused} that says where the fault is
   */
  public Future<Void> verifyLast() {
    return log.last()
        .compose(last -> verify(LogCheck.after(seal, Math.max(0, last - LAST))))
        .compose(
            fault ->
                fault
                    .<Future<Void>>map(
                        found ->
                            Future.failedFuture(
                                new LogRefused(
                                    "The log is not as it was written: "
                                        + found.text()
                                        + ". Keep a copy of the data folder, run `store check` to"
                                        + " see all of it, and restore a backup.")))
                    .orElseGet(Future::succeededFuture));
  }

  /** The first fault from where a check stands on, a page after the other. */
  public Future<Optional<LogCheck.Fault>> verify(LogCheck check) {
    return page(check)
        .compose(
            page ->
                page.fault().isPresent() || page.end()
                    ? Future.succeededFuture(page.fault())
                    : verify(check));
  }

  /**
   * What came of a page of a check.
   *
   * @param end whether there was nothing more
   */
  public record Page(Optional<LogCheck.Fault> fault, boolean end) {}

  /** Looks at the next page. */
  public Future<Page> page(LogCheck check) {
    return log.keptAfter(check.n(), PAGE)
        .compose(
            kept ->
                vertx
                    .executeBlocking(() -> look(check, kept), false)
                    .compose(
                        looked -> notErased(looked.blank().entrySet().iterator(), looked.fault()))
                    .map(fault -> new Page(fault, kept.size() < PAGE)));
  }

  /** What came of a page: the blank ones with their commits. */
  private record PageLooked(Map<String, Long> blank, Optional<LogCheck.Fault> fault) {}

  private static PageLooked look(LogCheck check, List<CommitLog.Kept> page) {
    Map<String, Long> blank = new TreeMap<>();
    for (CommitLog.Kept kept : page) {
      LogCheck.Looked looked = check.next(kept);
      looked.blank().forEach(incident -> blank.putIfAbsent(incident, kept.n()));
      if (looked.fault().isPresent()) {
        return new PageLooked(blank, looked.fault());
      }
    }
    return new PageLooked(blank, Optional.empty());
  }

  /** Words may be gone only where an erasure took the incident's key as well. */
  private Future<Optional<LogCheck.Fault>> notErased(
      Iterator<Map.Entry<String, Long>> blank, Optional<LogCheck.Fault> otherwise) {
    if (!blank.hasNext()) {
      return Future.succeededFuture(otherwise);
    }
    Map.Entry<String, Long> at = blank.next();
    return keys.key(at.getKey())
        .compose(
            key ->
                key.isPresent()
                    ? Future.succeededFuture(
                        Optional.of(
                            new LogCheck.Fault(
                                at.getValue(),
                                "the sealed words of incident "
                                    + at.getKey()
                                    + " are gone, and it was not erased")))
                    : notErased(blank, otherwise));
  }

  /**
   * How the log compares with what the key folder remembers.
   *
   * @return empty when it goes on from there; else a sentence that says how it does not; fails with
   *     {@link LogRefused} where there is no log at all
   */
  public Future<Optional<String>> parted(KeptHead head) {
    return Future.succeededFuture()
        .map(begun -> head.read())
        .compose(
            kept ->
                kept.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : parted(kept.get(), head));
  }

  private Future<Optional<String>> parted(LogPosition kept, KeptHead head) {
    return log.last()
        .compose(
            last -> {
              if (last == 0) {
                return Future.failedFuture(
                    new LogRefused(
                        "The store holds no log, but the key folder remembers commit "
                            + kept.n()
                            + ". See that the data folder is the right one and is mounted. If the"
                            + " log is gone for good, restore a backup; without one, remove "
                            + head.file()
                            + " and start again: handsets then send what they still keep."));
              }
              return last < kept.n()
                  ? Future.succeededFuture(Optional.of(shorter(last, kept)))
                  : at(kept.n()).map(found -> other(found, kept));
            });
  }

  private Future<Optional<Hash>> at(long n) {
    return log.after(n - 1, 1)
        .map(
            (List<Commit> found) ->
                found.stream().filter(commit -> commit.n() == n).map(seal::digest).findFirst());
  }

  private static String shorter(long last, LogPosition kept) {
    return "The log ends at commit "
        + last
        + ", but the key folder remembers commit "
        + kept.n()
        + ": the data folder is an old copy, or its end was taken away.";
  }

  private static Optional<String> other(Optional<Hash> found, LogPosition kept) {
    return found.equals(Optional.of(kept.commit()))
        ? Optional.empty()
        : Optional.of(
            "The log holds another commit "
                + kept.n()
                + " than the key folder remembers: the data folder is a copy that went on by"
                + " itself, or was altered.");
  }
}
