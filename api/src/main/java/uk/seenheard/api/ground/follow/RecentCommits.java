package uk.seenheard.api.ground.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import uk.seenheard.api.ground.log.Commit;

/**
 * The commits that this process wrote itself and that are not followed yet, so that they need not
 * be read from the log again. Confined to the projector's context.
 */
final class RecentCommits {
  /** Changes of commits kept, should the projector fall behind: some megabytes. */
  private static final int MOST_CHANGES = 4_000;

  private final ArrayDeque<Commit> commits = new ArrayDeque<>();
  private int changes;

  /** Takes one that was just inserted. */
  void add(Commit commit, long applied) {
    commits.addLast(commit);
    changes += size(commit);
    while (!commits.isEmpty() && (changes > MOST_CHANGES || commits.getFirst().n() <= applied)) {
      changes -= size(commits.removeFirst());
    }
  }

  /** Those that come next, without a hole; none when the log has to be asked. */
  List<Commit> after(long applied, int most) {
    while (!commits.isEmpty() && commits.getFirst().n() <= applied) {
      changes -= size(commits.removeFirst());
    }
    List<Commit> next = new ArrayList<>();
    for (Commit commit : commits) {
      if (next.size() == most || commit.n() != applied + 1 + next.size()) {
        break;
      }
      next.add(commit);
    }
    return next;
  }

  /**
   * The last commit up to a position that matters to somebody; the position itself where not all of
   * them are known here.
   *
   * @param matters whether an incident does
   */
  long lastThatMatters(long applied, long n, Predicate<String> matters) {
    long expected = applied + 1;
    long last = applied;
    for (Commit commit : commits) {
      if (commit.n() > n || commit.n() > expected) {
        break;
      }
      if (commit.n() == expected) {
        expected++;
        if (commit.incidents().stream().anyMatch(matters)) {
          last = commit.n();
        }
      }
    }
    return expected > n ? last : n;
  }

  private static int size(Commit commit) {
    return commit.batches().stream().mapToInt(batch -> batch.changes().size()).sum();
  }
}
