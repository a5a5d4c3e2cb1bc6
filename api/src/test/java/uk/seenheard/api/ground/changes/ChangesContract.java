package uk.seenheard.api.ground.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
  private static final Hash ZERO = new Hash("0".repeat(64));

  /** One that holds nothing. */
  abstract Changes empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static StoredChange change(
      long n, int i, String incident, String words, Verdict verdict) {
    return new StoredChange(
        n,
        i,
        "d1",
        1,
        n,
        1_000 + n,
        n % 2 == 0,
        new ClockReading(1, "boot", 2),
        new LogEntry(
            Hash.of(words, new JdkDigests()),
            incident,
            "pc1",
            "ashmere",
            verdict,
            verdict == Verdict.QUARANTINED ? Optional.of("why") : Optional.empty(),
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
    assertThat(await(changes.byHash(List.of(other.entry().hash(), ZERO)))).containsExactly(other);
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
            new LogEntry(
                entry.hash(), ONE, "", "", Verdict.QUARANTINED, entry.reason(), entry.body()));
    await(changes.file(List.of(strangers)));
    await(changes.file(List.of(own)));
    await(changes.file(List.of(strangers)));
    assertThat(await(changes.byHash(List.of(entry.hash())))).containsExactly(own);
  }
}
