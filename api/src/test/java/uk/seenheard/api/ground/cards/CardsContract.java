package uk.seenheard.api.ground.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** What every keeper of cards does: a card stays until a later one comes. */
abstract class CardsContract {
  static final String ONE = "00000000-0000-7000-8000-000000000001";
  static final String TWO = "00000000-0000-7000-8000-000000000002";
  private static final Hash ZERO = new Hash("0".repeat(64));

  /** One that holds nothing. */
  abstract Cards empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
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
        Watch.NOTHING,
        lastN);
  }

  private static Access open(String scope, long from) {
    return new Access(scope, from, Access.OPEN);
  }

  @Test
  void whatWasCountedStandsUnlessTheIncidentHasMovedOn() throws Exception {
    Cards cards = empty();
    IncidentCard put = card(ONE, 7, 2, 50, open("team:a", 1));
    IncidentCard.Counts counts = new IncidentCard.Counts(3, 9, 8, 0, 4, 5);
    await(cards.put(List.of(put.with(IncidentCard.Counts.NONE, Chronology.NONE, put.watch(), 0))));
    assertThat(await(cards.cards(List.of(ONE))).get(ONE).isCounting()).isTrue();
    IncidentCard counted = put.with(counts, Chronology.NONE, put.watch(), 7);
    assertThat(await(cards.recount(counted))).isTrue();
    assertThat(await(cards.cards(List.of(ONE))).get(ONE)).isEqualTo(counted);
    await(cards.put(List.of(card(ONE, 8, 1, 40, open("team:a", 1)))));
    assertThat(await(cards.recount(counted))).isFalse();
    assertThat(await(cards.cards(List.of(ONE))).get(ONE).lastN()).isEqualTo(8);
  }

  @Test
  void laterCardStaysWhateverArrivesAfterIt() throws Exception {
    Cards cards = empty();
    IncidentCard later = card(ONE, 7, 2, 50, open("team:a", 1));
    await(cards.put(List.of(later)));
    await(cards.put(List.of(card(ONE, 6, 1, 40, open("team:b", 1)))));
    await(cards.put(List.of(later)));
    assertThat(await(cards.cards(List.of(ONE, TWO)))).isEqualTo(Map.of(ONE, later));
  }

  @Test
  void cardIsShownToItsScopesOnly() throws Exception {
    Cards cards = empty();
    IncidentCard card = card(ONE, 7, 2, 50, open("team:a", 1), new Access("team:b", 1, 5));
    await(cards.put(List.of(card)));
    assertThat(await(cards.card(ONE, Set.of("team:a", "team:z")))).contains(card);
    assertThat(await(cards.card(ONE, Set.of("team:b")))).isEmpty();
    assertThat(await(cards.card(ONE, Set.of()))).isEmpty();
    assertThat(await(cards.visible(Set.of("team:a"), "", 10))).containsExactly(card);
    assertThat(await(cards.visible(Set.of("team:b"), "", 10))).isEmpty();
  }

  @Test
  void whatChangedIsFoundForWhoeverSeesItOrOnceDid() throws Exception {
    Cards cards = empty();
    IncidentCard lost = card(ONE, 5, 1, 10, new Access("team:a", 1, 5));
    IncidentCard old = card(TWO, 2, 1, 10, open("team:a", 1));
    await(cards.put(List.of(lost, old)));
    assertThat(await(cards.changedSince(Set.of("team:a"), 2, "", 10))).containsExactly(lost);
    assertThat(await(cards.changedSince(Set.of("team:a"), 0, "", 10))).containsExactly(lost, old);
    assertThat(await(cards.changedSince(Set.of("team:a"), 0, ONE, 10))).containsExactly(old);
    assertThat(await(cards.changedSince(Set.of("team:b"), 0, "", 10))).isEmpty();
  }
}
