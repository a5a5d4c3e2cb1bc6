package uk.seenheard.api.ground.incident;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.writer.ServerPiece;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;

/**
 * What was decided about incidents as they stand.
 *
 * @param ops what is written in each incident; nothing is when all are empty
 * @param along changes that are logged with it in the same commit
 * @param answer what the decider is told once that is on the disk and can be read
 */
public record Decided<T>(
    Map<String, List<Operation>> ops, List<ServerPiece> along, Answer<T> answer) {
  /** Copies. */
  public Decided {
    ops = Map.copyOf(ops);
    along = List.copyOf(along);
  }

  /** Makes the answer of what was written. */
  @FunctionalInterface
  public interface Answer<T> {
    /**
     * The answer.
     *
     * @param written what is on the disk; empty when there was nothing to write
     */
    Future<T> of(Optional<Written> written);
  }

  /**
   * What was written.
   *
   * @param n its commit
   * @param changes by incident
   */
  public record Written(long n, Map<String, Change> changes) {
    /** Copies. */
    public Written {
      changes = Map.copyOf(changes);
    }

    /** The change of an incident in which something was written. */
    public Change change(String incident) {
      return Optional.ofNullable(changes.get(incident)).orElseThrow();
    }
  }

  /** Nothing is to be written. */
  public static <T> Decided<T> nothing(T answer) {
    return new Decided<>(Map.of(), List.of(), written -> Future.succeededFuture(answer));
  }

  /** Operations in one incident. */
  public static <T> Decided<T> of(IncidentAt at, List<Operation> ops, T answer) {
    return new Decided<>(
        Map.of(at.id(), ops), List.of(), written -> Future.succeededFuture(answer));
  }
}
