package uk.seenheard.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JdkDigests;

/** The frontier of a growing set is the one of the plain definition, whenever it is asked for. */
class GrowingSetTest {
  private static final Digests DIGESTS = new JdkDigests();

  private static Hash hash(int i) {
    return Hash.of("change " + i, DIGESTS);
  }

  @Test
  void frontierIsThatOfTheDefinitionAfterEachChange() {
    GrowingSet set = new GrowingSet(DIGESTS);
    TreeSet<Hash> plain = new TreeSet<>();

    assertThat(set.frontier().hash()).isEqualTo(Frontier.of(plain, DIGESTS));
    for (int i = 0; i < 300; i++) {
      set.add(hash(i));
      plain.add(hash(i));
      assertThat(set.frontier().hash())
          .as("%d changes", i + 1)
          .isEqualTo(Frontier.of(plain, DIGESTS));
    }
  }

  @Test
  void momentsAreAskedForInAnyOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      GrowingSet set = new GrowingSet(DIGESTS);
      TreeSet<Hash> plain = new TreeSet<>();
      List<GrowingSet.LateFrontier> moments = new ArrayList<>();
      List<Hash> expected = new ArrayList<>();
      int changes = random.nextInt(80);
      for (int i = 0; i < changes; i++) {
        Hash next = hash(random.nextInt(60)); // some are known already
        set.add(next);
        plain.add(next);
        moments.add(set.frontier());
        expected.add(Frontier.of(plain, DIGESTS));
      }
      for (int asked = 0; asked < changes; asked++) {
        int i = random.nextInt(changes);
        assertThat(moments.get(i).hash()).isEqualTo(expected.get(i));
        assertThat(moments.get(i).hash()).isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void aMomentKeepsItsFrontierWhateverComesLater() {
    GrowingSet set = new GrowingSet(DIGESTS);
    set.add(hash(1));
    GrowingSet.LateFrontier before = set.frontier();
    for (int i = 2; i < 100; i++) {
      set.add(hash(i));
      set.frontier().hash();
    }

    assertThat(before.hash()).isEqualTo(Frontier.of(new TreeSet<>(List.of(hash(1))), DIGESTS));
  }

  @Test
  void threadsAskForMomentsOfOneSet() throws Exception {
    GrowingSet set = new GrowingSet(DIGESTS);
    TreeSet<Hash> plain = new TreeSet<>();
    List<GrowingSet.LateFrontier> moments = new ArrayList<>();
    List<Hash> expected = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      set.add(hash(i));
      plain.add(hash(i));
      moments.add(set.frontier());
      expected.add(Frontier.of(plain, DIGESTS));
    }
    List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      Thread thread =
          new Thread(
              () -> {
                for (int asked = 0; asked < 400; asked++) {
                  int i = random.nextInt(400);
                  if (!moments.get(i).hash().equals(expected.get(i))) {
                    wrong.add("moment " + i);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).isEmpty();
  }
}
