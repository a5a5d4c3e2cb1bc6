package uk.seenheard.api.ground.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.chronology.EarlierSigns;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.change.FieldPath;
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
  void incidentsAreFoundByTheReferenceThatTheyBear() throws Exception {
    Cards cards = empty();
    await(cards.put(List.of(card(ONE, 7, 2, 50, open("team:a", 1)))));
    assertThat(await(cards.referred(List.of("MC-1", "MC-2")))).isEqualTo(Map.of(ONE, "MC-1"));
    assertThat(await(cards.referred(List.of("MC-2")))).isEmpty();
    assertThat(await(cards.referred(List.of()))).isEmpty();
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

  /** As many children as make a chronology long, each with something to count. */
  private static Chronology ofMany(String key) {
    List<Chronology.Sign> own = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      own.add(
          new Chronology.Sign(
              new FieldPath("child/c" + i),
              Set.of(key + i),
              List.of(new ChildEvent(ChildEvent.Kind.LOW_NOTICE, ONE, 5))));
    }
    return new Chronology(3, 4, own, Map.of());
  }

  private static IncidentCard saying(Chronology said, long lastN, long countedTo) {
    IncidentCard card = card(ONE, lastN, 2, 50, open("team:a", 1));
    return card.with(card.counts(), said, card.watch(), countedTo);
  }

  @Test
  void aLongChronologyIsNotOnTheCardAndIsFoundAllTheSame() throws Exception {
    Cards cards = empty();
    await(cards.put(List.of(saying(ofMany("k"), 7, 7))));
    IncidentCard read = await(cards.cards(List.of(ONE))).get(ONE);
    assertThat(read.chronology()).isEqualTo(Chronology.ELSEWHERE);
    assertThat(await(cards.whole(read)).chronology()).isEqualTo(ofMany("k"));
    assertThat(await(cards.withChildren(Set.of("k17"), 10)))
        .containsExactly(new EarlierSigns.Said(ONE, ofMany("k")));
    await(cards.put(List.of(saying(Chronology.ELSEWHERE, 8, 7))));
    IncidentCard moved = await(cards.cards(List.of(ONE))).get(ONE);
    assertThat(await(cards.whole(moved)).chronology()).as("moved").isEqualTo(ofMany("k"));
    assertThat(await(cards.recount(saying(ofMany("m"), 8, 8)))).isTrue();
    assertThat(await(cards.withChildren(Set.of("k17"), 10))).as("counted anew").isEmpty();
    assertThat(await(cards.withChildren(Set.of("m17"), 10))).hasSize(1);
  }

  @Test
  void whatOfALongChronologyBecameShortOrWasErasedIsNotFoundAnyMore() throws Exception {
    Cards cards = empty();
    await(cards.put(List.of(saying(ofMany("k"), 7, 7))));
    Chronology few = new Chronology(3, 4, ofMany("k").own().subList(0, 2), Map.of());
    await(cards.put(List.of(saying(few, 8, 8))));
    assertThat(await(cards.cards(List.of(ONE))).get(ONE).chronology()).isEqualTo(few);
    assertThat(await(cards.withChildren(Set.of("k17"), 10))).as("crossed out since").isEmpty();
    assertThat(await(cards.withChildren(Set.of("k1"), 10))).hasSize(1);
    await(cards.put(List.of(saying(ofMany("k"), 9, 9))));
    await(cards.bury(Tombstone.of(ONE, List.of(), 10, 20)));
    assertThat(await(cards.withChildren(Set.of("k17"), 10))).as("erased").isEmpty();
    assertThat(await(cards.whole(saying(Chronology.ELSEWHERE, 9, 9))).chronology())
        .isEqualTo(Chronology.NONE);
  }
}
