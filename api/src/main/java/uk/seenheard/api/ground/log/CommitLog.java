package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The port to the log of one force: an append-only sequence of commits, dense from 1 because commit
 * {@code n} can only be inserted by who has read commit {@code n - 1}.
 */
public interface CommitLog {

  /** What came of an attempt to insert a commit. */
  enum Insertion {
    /** It is in the log, durably. */
    INSERTED,
    /** Another commit has that position: read it, decide anew, try the next. */
    TAKEN
  }

  /**
   * A commit as it lies there.
   *
   * @param commit empty when it cannot be read
   * @param fault what of its form is not as the log writes it
   */
  record Kept(long n, Optional<Commit> commit, Optional<String> fault) {}

  /** The last commit, without its bodies, or empty. */
  Future<Optional<Commit>> tail();

  /** The position of the last commit, 0 when there is none. */
  Future<Long> last();

  /**
   * Inserts a commit at the position after the tail. A failed future means that nobody knows: the
   * commit may be in the log or not.
   */
  Future<Insertion> insert(Commit commit);

  /**
   * Commits after a position, in order, at most {@code most}, without their bodies; the answer may
   * hold fewer.
   */
  Future<List<Commit>> after(long n, int most);

  /** The same with their bodies, as far as these were not erased. */
  Future<List<Commit>> wholeAfter(long n, int most);

  /** The same for who checks them: none is left out because it cannot be read. */
  Future<List<Kept>> keptAfter(long n, int most);

  /**
   * Commits that carry a device's chain, without their bodies, the latest first, at most {@code
   * most}, from before a position on.
   */
  Future<List<Commit>> ofDevice(String device, long beforeN, int most);
}
