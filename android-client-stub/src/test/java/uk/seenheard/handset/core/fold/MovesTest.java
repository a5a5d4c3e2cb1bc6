package uk.seenheard.handset.core.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.jvm.store.SqliteStore;

/** What is known of what moved, whatever became of the transaction in which it did. */
class MovesTest {
  private static final Moves.Moved ROW = new Moves.Moved(Space.OUTBOX_INCIDENT, "i/1");

  @TempDir Path folder;

  private static Optional<Set<Moves.Moved>> since(Moves moves) {
    return moves.<Optional<Set<Moves.Moved>>>read(rows -> moves.since("i"));
  }

  @Test
  void aLookWithinATransactionThatFailedIsNotTrustedAfterwards() {
    try (Moves moves = new Moves(SqliteStore.open(folder))) {
      assertThatThrownBy(
              () ->
                  moves.change(
                      rows -> {
                        rows.put(ROW.space(), ROW.key(), "one");
                        moves.looked("i");
                        assertThat(moves.since("i")).contains(Set.of());
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");

      assertThat(since(moves)).contains(Set.of(ROW));
    }
  }

  @Test
  void whatMovesOfOneIncidentSaysNothingOfAnother() {
    try (Moves moves = new Moves(SqliteStore.open(folder))) {
      moves.read(
          rows -> {
            moves.looked("i");
            return true;
          });
      moves.change(rows -> rows.put(Space.OUTBOX_INCIDENT, "another/1", "one"));
      assertThat(since(moves)).contains(Set.of());

      moves.change(rows -> rows.put(ROW.space(), ROW.key(), "one"));
      assertThat(since(moves)).contains(Set.of(ROW));
    }
  }

  @Test
  void moreThanIsToldOneByOneIsLookedThrough() {
    try (Moves moves = new Moves(SqliteStore.open(folder))) {
      moves.read(
          rows -> {
            moves.looked("i");
            return true;
          });
      moves.change(
          rows -> {
            for (int i = 0; i < 100; i++) {
              rows.put(Space.REPLICA, "i/" + i, "one");
            }
          });
      assertThat(since(moves)).isEmpty();
    }
  }
}
