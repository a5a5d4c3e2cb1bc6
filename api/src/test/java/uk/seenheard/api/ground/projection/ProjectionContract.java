package uk.seenheard.api.ground.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.log.Sealed;
import uk.seenheard.api.ground.projection.Projection.Place;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.ReviewState;

/** What every keeper of projections does: whatever is written twice is there once. */
abstract class ProjectionContract {
  static final String ONE = "00000000-0000-7000-8000-000000000001";
  static final String TWO = "00000000-0000-7000-8000-000000000002";
  private static final Hash ZERO = new Hash("0".repeat(64));

  /** A projection that holds nothing. */
  abstract Projection empty() throws Exception;

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

  private static IncidentCard card(
      String incident, long lastN, int risk, long waitingSince, Access... access) {
    return new IncidentCard(
        incident,
        lastN,
        3,
        ZERO,
        ZERO,
        ReviewState.SUBMITTED,
        Optional.of(new FormRef("domestic-abuse", 1)),
        Optional.of("MC-1"),
        new IncidentCard.Counts(risk, 2, 1, 0, 4, 5),
        Chronology.NONE,
        10,
        20,
        waitingSince,
        0,
        Set.of("pc1"),
        List.of(access),
        Watch.NOTHING);
  }

  private static Access open(String scope, long from) {
    return new Access(scope, from, Access.OPEN);
  }

  @Test
  void watermarkOnlyGoesForward() throws Exception {
    Projection projection = empty();
    assertThat(await(projection.applied())).isZero();
    await(projection.applied(5L));
    await(projection.applied(3L));
    assertThat(await(projection.applied())).isEqualTo(5);
  }

  @Test
  void changesComeBackInTheLogsOrderAndOnceHoweverOftenTheyAreFiled() throws Exception {
    Projection projection = empty();
    StoredChange first = change(1, 0, ONE, "a", Verdict.APPLIED);
    StoredChange second = change(1, 1, ONE, "b", Verdict.APPLIED);
    StoredChange third = change(2, 0, ONE, "c", Verdict.APPLIED);
    StoredChange other = change(2, 1, TWO, "d", Verdict.APPLIED);
    await(projection.file(List.of(third, other)));
    await(projection.file(List.of(first, second, third)));
    assertThat(await(projection.changes(ONE, Place.START, 9, 10)))
        .containsExactly(first, second, third);
    assertThat(await(projection.changes(ONE, new Place(1, 0), 9, 10)))
        .containsExactly(second, third);
    assertThat(await(projection.changes(ONE, new Place(1, Integer.MAX_VALUE), 9, 10)))
        .containsExactly(third);
    assertThat(await(projection.changes(ONE, Place.START, 1, 10))).containsExactly(first, second);
    assertThat(await(projection.changes(ONE, Place.START, 9, 1))).containsExactly(first);
    assertThat(await(projection.byHash(List.of(other.entry().hash(), ZERO))))
        .containsExactly(other);
  }

  @Test
  void releasedChangeLeavesQuarantineAndNeverGoesBack() throws Exception {
    Projection projection = empty();
    StoredChange held = change(1, 0, ONE, "a", Verdict.QUARANTINED);
    StoredChange released = change(4, 1, ONE, "a", Verdict.APPLIED);
    await(projection.file(List.of(held)));
    assertThat(await(projection.quarantined(List.of(ONE, TWO), 10))).containsExactly(held);
    await(projection.file(List.of(released)));
    await(projection.file(List.of(held)));
    assertThat(await(projection.quarantined(List.of(ONE), 10))).isEmpty();
    assertThat(await(projection.changes(ONE, Place.START, 9, 10))).containsExactly(released);
  }

  @Test
  void laterCardStaysWhateverArrivesAfterIt() throws Exception {
    Projection projection = empty();
    IncidentCard later = card(ONE, 7, 2, 50, open("team:a", 1));
    await(projection.put(List.of(later)));
    await(projection.put(List.of(card(ONE, 6, 1, 40, open("team:b", 1)))));
    await(projection.put(List.of(later)));
    assertThat(await(projection.cards(List.of(ONE, TWO)))).isEqualTo(Map.of(ONE, later));
  }

  @Test
  void cardIsShownToItsScopesOnly() throws Exception {
    Projection projection = empty();
    IncidentCard card = card(ONE, 7, 2, 50, open("team:a", 1), new Access("team:b", 1, 5));
    await(projection.put(List.of(card)));
    assertThat(await(projection.card(ONE, Set.of("team:a", "team:z")))).contains(card);
    assertThat(await(projection.card(ONE, Set.of("team:b")))).isEmpty();
    assertThat(await(projection.card(ONE, Set.of()))).isEmpty();
    assertThat(await(projection.visible(Set.of("team:a"), "", 10))).containsExactly(card);
    assertThat(await(projection.visible(Set.of("team:b"), "", 10))).isEmpty();
  }

  @Test
  void whatChangedIsFoundForWhoeverSeesItOrOnceDid() throws Exception {
    Projection projection = empty();
    IncidentCard lost = card(ONE, 5, 1, 10, new Access("team:a", 1, 5));
    IncidentCard old = card(TWO, 2, 1, 10, open("team:a", 1));
    await(projection.put(List.of(lost, old)));
    assertThat(await(projection.changedSince(Set.of("team:a"), 2, "", 10))).containsExactly(lost);
    assertThat(await(projection.changedSince(Set.of("team:a"), 0, "", 10)))
        .containsExactly(lost, old);
    assertThat(await(projection.changedSince(Set.of("team:a"), 0, ONE, 10))).containsExactly(old);
    assertThat(await(projection.changedSince(Set.of("team:b"), 0, "", 10))).isEmpty();
  }

  @Test
  void authorisationsComeOnceInOrderAndAcknowledgementsOnlyGoForward() throws Exception {
    Projection projection = empty();
    Authorisation first =
        new Authorisation(new Place(9, 0), ONE, Hash.of("x", new JdkDigests()), ZERO, "ps1", 5);
    Authorisation second =
        new Authorisation(new Place(10, 2), ONE, Hash.of("y", new JdkDigests()), ZERO, "ps1", 6);
    await(projection.fileAuthorisations(List.of(second)));
    await(projection.fileAuthorisations(List.of(first, second)));
    assertThat(await(projection.authorisations(Place.START, 10))).containsExactly(first, second);
    assertThat(await(projection.authorisations(first.place(), 10))).containsExactly(second);
    assertThat(await(projection.acknowledged())).isEqualTo(Place.START);
    await(projection.acknowledged(new Place(10, 2)));
    await(projection.acknowledged(new Place(9, 0)));
    assertThat(await(projection.acknowledged())).isEqualTo(new Place(10, 2));
  }

  @Test
  void clearedProjectionHoldsNothing() throws Exception {
    Projection projection = empty();
    await(projection.file(List.of(change(1, 0, ONE, "a", Verdict.APPLIED))));
    await(projection.put(List.of(card(ONE, 1, 1, 10, open("team:a", 1)))));
    await(projection.applied(1L));
    await(projection.clear());
    assertThat(await(projection.applied())).isZero();
    assertThat(await(projection.changes(ONE, Place.START, 9, 10))).isEmpty();
    assertThat(await(projection.cards(List.of(ONE)))).isEmpty();
  }
}
