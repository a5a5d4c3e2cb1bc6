package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;
import java.util.List;

/**
 * Something that is derived from the log so that it can be asked for: filed changes, cards, what
 * the records system is owed. A feature brings its own, and everything below is done with it.
 *
 * <p>The rules: what it holds follows from the commits alone, so that a generation which is built
 * from the first commit on equals the one that serves; whatever is written may be written again, by
 * the same process after a crash and by others at the same time; its documents carry the name of
 * their generation as {@code feed}, and every query has an index that begins with it.
 */
public interface ReadModel {
  /** Its name, for log lines and tests. */
  String name();

  /** The collections in which it keeps its generations. */
  List<String> collections();

  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** What keeps one generation of it. */
  Keeper keeper(Generation generation);

  /** Keeps one generation: follows the log into it. */
  interface Keeper {
    /** Takes in some commits; does the same when they come again, all or in part. */
    Future<Void> follow(Round round);

    /**
     * Takes out an incident that was erased by law, all but what has to be said of it.
     *
     * @param act the act in the force's ledger that erased it
     */
    default Future<Void> erase(String incident, LedgerAct act) {
      return Future.succeededFuture();
    }
  }
}
