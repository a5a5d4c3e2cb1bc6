package uk.seenheard.api.ground.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;

/** What every keeper of filed changes does: whatever is filed twice is there once. */
abstract class ChangesContract {
  static final String ONE = "00000000-0000-7000-8000-000000000001";
  static final String TWO = "00000000-0000-7000-8000-000000000002";
  static final String LEDGER = "00000000-0000-7000-8000-00000000000f";
  private static final Hash ZERO = new Hash("0".repeat(64));

  /** One that holds nothing, over a log that has the bodies of what is filed. */
  abstract Changes empty() throws Exception;

  /** Takes the bodies of an incident out of the log under the one that was made last. */
  abstract void erased(String incident);

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** By which name the log has the bodies of an incident in a commit: any, but always the same. */
  private static Hash bodies(String incident, long n) {
    return Hash.of("bodies of " + incident + " in " + n, new JdkDigests());
  }

  static StoredChange change(long n, int i, String incident, String words, Verdict verdict) {
    return new StoredChange(
        n,
        i,
        "d1",
        1,
        n,
        1_000 + n,
        n % 2 == 0,
        new ClockReading(1, "boot", 2),
        bodies(incident, n),
        new LogEntry(
            Hash.of(words, new JdkDigests()),
            incident,
            "pc1",
            "ashmere",
            verdict,
            verdict == Verdict.QUARANTINED ? Optional.of("why") : Optional.empty(),
            n % 2 == 0,
            n % 3 == 0,
            Sealed.of(words.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void changesComeBackInTheLogsOrderAndOnceHoweverOftenTheyAreFiled() throws Exception {
    Changes changes = empty();
    StoredChange first = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange second = change(1, 1, ONE, "b", Verdict.APPLIED);
    StoredChange third = change(2, 0, ONE, "c", Verdict.APPLIED);
    StoredChange other = change(2, 1, TWO, "d", Verdict.APPLIED);
    await(changes.file(List.of(third, other)));
    await(changes.file(List.of(first, second, third)));
    assertThat(await(changes.changes(ONE, Place.START, 9, 10)))
        .containsExactly(first, second, third);
    assertThat(await(changes.changes(ONE, new Place(1, 0), 9, 10))).containsExactly(second, third);
    assertThat(await(changes.changes(ONE, new Place(1, Integer.MAX_VALUE), 9, 10)))
        .containsExactly(third);
    assertThat(await(changes.changes(ONE, Place.START, 1, 10))).containsExactly(first, second);
    assertThat(await(changes.changes(ONE, Place.START, 9, 1))).containsExactly(first);
    assertThat(await(changes.byHash(TWO, List.of(other.entry().hash(), ZERO))))
        .containsExactly(other);
  }

  @Test
  void severalIncidentsAreReadTogetherEachBehindItsOwnPlace() throws Exception {
    Changes changes = empty();
    StoredChange first = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange second = change(1, 1, ONE, "b", Verdict.APPLIED);
    StoredChange third = change(3, 0, ONE, "c", Verdict.APPLIED);
    StoredChange other = change(2, 0, TWO, "d", Verdict.QUARANTINED);
    await(changes.file(List.of(first, second, third, other)));
    List<Changes.Wanted> whole =
        List.of(
            new Changes.Wanted(TWO, Place.START, 1),
            new Changes.Wanted(LEDGER, Place.START, 5),
            new Changes.Wanted(ONE, new Place(1, 0), 2));
    assertThat(await(changes.parts(whole, 9)))
        .containsExactly(
            new Changes.Part(List.of(other), true),
            new Changes.Part(List.of(), true),
            new Changes.Part(List.of(second, third), true));
    assertThat(await(changes.parts(whole, 2)).get(2))
        .isEqualTo(new Changes.Part(List.of(second), true));
    List<Changes.Wanted> fewer =
        List.of(
            new Changes.Wanted(ONE, Place.START, 1),
            new Changes.Wanted(ONE, new Place(1, Integer.MAX_VALUE), 1));
    assertThat(await(changes.parts(fewer, 9)))
        .containsExactly(
            new Changes.Part(List.of(first), false), new Changes.Part(List.of(third), true));
    assertThat(await(changes.parts(List.of(), 9))).isEmpty();
  }

  @Test
  void whoLooksAtNoWordsIsGivenNone() throws Exception {
    Changes changes = empty();
    StoredChange first = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange second = change(2, 0, ONE, "b", Verdict.QUARANTINED);
    await(changes.file(List.of(first, second)));
    assertThat(await(changes.outlines(ONE, Place.START, 9, 10)))
        .containsExactly(first.with(Sealed.NOTHING), second.with(Sealed.NOTHING));
    assertThat(await(changes.known(Map.of(ONE, Set.of(second.entry().hash(), ZERO)))))
        .containsExactly(second.with(Sealed.NOTHING));
    assertThat(await(changes.known(TWO, List.of(first.entry().hash())))).isEmpty();
  }

  @Test
  void releasedChangeLeavesQuarantineAndNeverGoesBack() throws Exception {
    Changes changes = empty();
    StoredChange held = change(1, 0, ONE, "a", Verdict.QUARANTINED);
    StoredChange released = change(4, 1, ONE, "a", Verdict.APPLIED);
    await(changes.file(List.of(held)));
    StoredChange next = change(2, 3, ONE, "b", Verdict.QUARANTINED);
    await(changes.file(List.of(next, change(3, 0, TWO, "c", Verdict.QUARANTINED))));
    assertThat(await(changes.quarantined(ONE, Place.START, 10))).containsExactly(held, next);
    assertThat(await(changes.quarantined(ONE, Place.START, 1))).containsExactly(held);
    assertThat(await(changes.quarantined(ONE, new Place(1, 0), 10))).containsExactly(next);
    await(changes.file(List.of(released)));
    await(changes.file(List.of(held)));
    assertThat(await(changes.quarantined(ONE, Place.START, 10))).containsExactly(next);
    assertThat(await(changes.changes(ONE, Place.START, 9, 10))).containsExactly(next, released);
  }

  /** Else what a supervisor dismissed would be ruled on anew when its author brings it again. */
  @Test
  void strangersCopyInQuarantineGivesWayToTheAuthorsOwnAndNeverTheOtherWayRound() throws Exception {
    Changes changes = empty();
    StoredChange own = change(4, 1, ONE, "a", Verdict.QUARANTINED);
    LogEntry entry = own.entry();
    StoredChange strangers =
        new StoredChange(
            1,
            0,
            "d2",
            1,
            1,
            1_001,
            false,
            new ClockReading(1, "boot", 2),
            bodies(ONE, 1),
            new LogEntry(
                entry.hash(), ONE, "", "", Verdict.QUARANTINED, entry.reason(), entry.body()));
    await(changes.file(List.of(strangers)));
    await(changes.file(List.of(own)));
    await(changes.file(List.of(strangers)));
    assertThat(await(changes.byHash(ONE, List.of(entry.hash())))).containsExactly(own);
  }

  @Test
  void changeThatIsReleasedInTheSameRoundStandsOnceAndWhereItWasReleased() throws Exception {
    Changes changes = empty();
    StoredChange held = change(1, 0, ONE, "a", Verdict.QUARANTINED);
    StoredChange beside = change(1, 1, ONE, "b", Verdict.QUARANTINED);
    StoredChange released = change(4, 0, ONE, "a", Verdict.APPLIED);
    await(changes.file(List.of(held, beside, released)));
    assertThat(await(changes.changes(ONE, Place.START, 9, 10))).containsExactly(beside, released);
    assertThat(await(changes.quarantined(ONE, Place.START, 10))).containsExactly(beside);
    assertThat(await(changes.byHash(ONE, List.of(held.entry().hash())))).containsExactly(released);
  }

  @Test
  void changeThatTwoCommitsHoldStandsWhereItStoodFirst() throws Exception {
    Changes changes = empty();
    StoredChange first = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange again = change(2, 0, ONE, "a", Verdict.APPLIED);
    StoredChange beside = change(2, 1, ONE, "b", Verdict.APPLIED);
    await(changes.file(List.of(first)));
    await(changes.file(List.of(again, beside)));
    await(changes.file(List.of(change(3, 0, ONE, "b", Verdict.QUARANTINED))));
    assertThat(await(changes.changes(ONE, Place.START, 9, 10))).containsExactly(first, beside);
    assertThat(await(changes.quarantined(ONE, Place.START, 10))).isEmpty();
  }

  /** Else whoever walks through what is held back would believe to be at its end. */
  @Test
  void pageOfQuarantineIsFilledPastSegmentsOfWhichNothingIsHeldBackAnyMore() throws Exception {
    Changes changes = empty();
    List<StoredChange> held = new ArrayList<>();
    for (int n = 1; n <= 6; n++) {
      held.add(change(n, 0, ONE, "held " + n, Verdict.QUARANTINED));
      await(changes.file(held.subList(n - 1, n)));
    }
    await(changes.file(List.of(change(7, 0, ONE, "held 1", Verdict.APPLIED))));
    await(changes.file(List.of(change(8, 0, ONE, "held 2", Verdict.APPLIED))));
    // The same again, as after a crash: what was released stays so.
    await(changes.file(held));
    assertThat(await(changes.quarantined(ONE, Place.START, 1))).containsExactly(held.get(2));
    assertThat(await(changes.quarantined(ONE, Place.START, 3)))
        .containsExactlyElementsOf(held.subList(2, 5));
    assertThat(await(changes.quarantined(ONE, new Place(5, 0), 3))).containsExactly(held.get(5));
  }

  /** A page is cut at changes, however many of them a commit holds. */
  @Test
  void pagesThatAreCutWithinACommitMissNothing() throws Exception {
    Changes changes = empty();
    List<StoredChange> all = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      List<StoredChange> commit = new ArrayList<>();
      for (int i = 0; i < 1 + n % 3; i++) {
        commit.add(change(n, 2 * i, ONE, n + "." + i, Verdict.APPLIED));
      }
      await(changes.file(commit));
      all.addAll(commit);
    }
    for (int most : List.of(1, 2, 7, 60, 1_000)) {
      List<StoredChange> read = new ArrayList<>();
      List<StoredChange> page = await(changes.changes(ONE, Place.START, 99, most));
      while (page.size() == most) {
        read.addAll(page);
        StoredChange last = page.get(page.size() - 1);
        page = await(changes.changes(ONE, new Place(last.n(), last.i()), 99, most));
      }
      read.addAll(page);
      assertThat(read).as("pages of %s", most).isEqualTo(all);
    }
  }

  /** They belong to the ledger, which holds everything else that is about no incident. */
  @Test
  void whatNobodyCouldReadIsFoundByItsHashAndFiledOnce() throws Exception {
    Changes changes = empty();
    StoredChange note = change(1, 0, LEDGER, "a look", Verdict.APPLIED);
    StoredChange stray = change(1, 1, LEDGER, "?", Verdict.QUARANTINED);
    StoredChange again = change(2, 0, LEDGER, "?", Verdict.QUARANTINED);
    await(changes.file(List.of(note, stray)));
    await(changes.file(List.of(again)));
    assertThat(await(changes.byHash(LEDGER, List.of(stray.entry().hash())))).containsExactly(stray);
    assertThat(await(changes.byHash(ONE, List.of(stray.entry().hash())))).containsExactly(stray);
    assertThat(await(changes.changes(LEDGER, Place.START, 9, 10))).containsExactly(note, stray);
  }

  @Test
  void changesOfAnIncidentThatWasErasedHaveNoBodiesAndAreKnownAllTheSame() throws Exception {
    Changes changes = empty();
    StoredChange one = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange other = change(1, 1, TWO, "b", Verdict.APPLIED);
    await(changes.file(List.of(one, other)));
    erased(ONE);
    List<StoredChange> left = await(changes.changes(ONE, Place.START, 9, 10));
    assertThat(left).hasSize(1);
    assertThat(left.get(0).entry().hash()).isEqualTo(one.entry().hash());
    assertThat(left.get(0).entry().body()).isEqualTo(Sealed.NOTHING);
    assertThat(await(changes.changes(TWO, Place.START, 9, 10))).containsExactly(other);
  }
}
