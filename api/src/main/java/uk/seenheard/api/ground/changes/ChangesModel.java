package uk.seenheard.api.ground.changes;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.follow.StoredChange;

/** Files each change under its incident. */
public final class ChangesModel implements ReadModel {
  private final Function<Supplier<String>, Changes> filed;

  /** With what opens the changes that are filed under a name. */
  public ChangesModel(Function<Supplier<String>, Changes> filed) {
    this.filed = filed;
  }

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public List<String> collections() {
    return List.of(MongoSegments.NAME, MongoChanges.HELD, MongoFiledHashes.STRAYS);
  }

  @Override
  public Future<Void> prepare() {
    return filed.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    Changes changes = filed.apply(generation.feed());
    return new Keeper() {
      @Override
      public Future<Void> follow(Round round) {
        List<StoredChange> stored = new ArrayList<>(round.changes().size());
        for (OpenedChange change : round.changes()) {
          stored.add(change.stored());
        }
        return changes.file(stored);
      }
    };
  }
}
