package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;

/** What shares with what came before must read as if it had been copied. */
class PathMapTest {

  @Test
  void readsAsASortedMapAndLeavesEarlierMapsAsTheyWere() {
    Random random = new Random(20_261_125L);
    TreeMap<FieldPath, Integer> expected = new TreeMap<>();
    PathMap<Integer> map = PathMap.none();
    List<PathMap<Integer>> earlier = new ArrayList<>();
    List<Map<FieldPath, Integer>> copies = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      FieldPath path = new FieldPath("note.n" + random.nextInt(700));
      expected.put(path, i);
      map = map.with(path, i);
      assertThat(map.get(path)).isEqualTo(i);
      if (i % 100 == 0) {
        earlier.add(map);
        copies.add(new TreeMap<>(expected));
      }
    }
    assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
    assertThat(map).hasSameSizeAs(expected).doesNotContainKey(new FieldPath("note.none"));
    for (int i = 0; i < earlier.size(); i++) {
      assertThat(earlier.get(i)).isEqualTo(copies.get(i)).hasSameSizeAs(copies.get(i));
    }
  }

  @Test
  void aRecordStaysAsItWasReadWhenMoreIsFolded() {
    for (long seed = 1; seed <= 40; seed++) {
      List<Change> changes = History.of(seed, 25);
      Fold fold = new Fold(Pen.INCIDENT, Pen.DIGESTS);
      List<IncidentRecord> read = new ArrayList<>();
      for (Change change : changes) {
        fold.add(change);
        read.add(fold.record()); // its frontiers are not asked for yet
      }
      for (int i = 0; i < changes.size(); i++) {
        assertThat(read.get(i).canonical().canonical())
            .as("seed %d, after %d changes", seed, i + 1)
            .isEqualTo(
                Fold.of(Pen.INCIDENT, changes.subList(0, i + 1), Pen.DIGESTS)
                    .canonical()
                    .canonical());
      }
    }
  }
}
