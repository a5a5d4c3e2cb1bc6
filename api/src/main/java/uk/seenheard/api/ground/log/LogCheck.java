package uk.seenheard.api.ground.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.Hash;

/**
 * A look at commits one after another: whether each is what the log wrote, and follows the one
 * before. Pure; it says where the first fault is.
 */
public final class LogCheck {
  private final LogSeal seal;
  private final boolean sealsToo;
  private long n;
  private @Nullable Hash digest;

  private LogCheck(LogSeal seal, boolean sealsToo, long n, @Nullable Hash digest) {
    this.seal = seal;
    this.sealsToo = sealsToo;
    this.n = n;
    this.digest = digest;
  }

  /** From the first commit on. */
  public static LogCheck whole(LogSeal seal) {
    return new LogCheck(seal, true, 0, seal.origin());
  }

  /** From the first commit on, without the key: everything but the seals. */
  public static LogCheck withoutKey(LogSeal seal) {
    return new LogCheck(seal, false, 0, seal.origin());
  }

  /** From the commit after a position on, whose predecessor is taken at its successor's word. */
  public static LogCheck after(LogSeal seal, long n) {
    return n == 0 ? whole(seal) : new LogCheck(seal, true, n, null);
  }

  /**
   * What is wrong with a commit.
   *
   * @param n its position
   * @param what a sentence, without anybody's name
   */
  public record Fault(long n, String what) {
    /** Where and what. */
    public String text() {
      return "commit " + n + ": " + what;
    }
  }

  /**
   * What came of one commit.
   *
   * @param blank incidents of which no body is left: right only for one that was erased
   */
  public record Looked(Optional<Fault> fault, Set<String> blank) {}

  /** Takes the next commit as it lies there. */
  public Looked next(CommitLog.Kept kept) {
    if (kept.n() != n + 1) {
      return fault(n + 1, "it is missing; the next that is there is commit " + kept.n());
    }
    if (kept.fault().isPresent() || kept.commit().isEmpty()) {
      return fault(kept.n(), kept.fault().orElse("it cannot be read"));
    }
    Commit commit = kept.commit().get();
    Hash own = seal.digest(commit);
    if (sealsToo && !seal.holds(commit.seal(), own)) {
      return fault(commit.n(), "what it says was altered: its seal does not hold");
    }
    if (digest != null && !commit.prev().equals(digest)) {
      return fault(
          commit.n(), "it does not follow the commit before it: one of the two was altered");
    }
    List<String> blank = new ArrayList<>();
    for (String incident : commit.bodies().keySet()) {
      if (!seal.holdsBody(commit, incident)) {
        if (!commit.isBlank(incident)) {
          return fault(commit.n(), "the sealed words of incident " + incident + " were altered");
        }
        blank.add(incident);
      }
    }
    n = commit.n();
    digest = own;
    return new Looked(Optional.empty(), new TreeSet<>(blank));
  }

  /** The position of the last commit that was looked at. */
  public long n() {
    return n;
  }

  private static Looked fault(long n, String what) {
    return new Looked(Optional.of(new Fault(n, what)), Set.of());
  }
}
