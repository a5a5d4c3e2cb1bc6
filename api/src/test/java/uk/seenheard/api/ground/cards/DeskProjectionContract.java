package uk.seenheard.api.ground.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.ground.cards.CardsContract.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** What every keeper of a supervisor's cards does. */
abstract class DeskProjectionContract {
  private static final Hash ZERO = new Hash("0".repeat(64));
  private static final long DAY = 24L * 3_600_000;
  private static final long MONDAY = 1_795_395_600_000L;

  /** The two ports over the same cards, of which there are none. */
  record Ports(Cards cards, DeskProjection desk) {}

  abstract Ports empty() throws Exception;

  static String id(int number) {
    return String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", number);
  }

  /** A card in team a, waiting. */
  static IncidentCard card(
      int number, int risk, long breachAt, long waitingSince, String... scopes) {
    return card(number, ReviewState.SUBMITTED, risk, breachAt, waitingSince, scopes).standing(0);
  }

  private static IncidentCard card(
      int number, ReviewState state, int risk, long breachAt, long waitingSince, String... scopes) {
    List<Access> access = new ArrayList<>();
    for (String scope : scopes) {
      access.add(new Access(scope, 1, Access.OPEN));
    }
    return new IncidentCard(
        id(number),
        1,
        3,
        ZERO,
        ZERO,
        state,
        Optional.of(new FormRef(number % 2 == 0 ? "domestic-abuse" : "missing-child", 1)),
        Optional.empty(),
        new IncidentCard.Counts(risk, 2, 1, 0, 4, 5),
        Chronology.NONE,
        MONDAY + number * DAY,
        20,
        waitingSince,
        0,
        Set.of("pc" + number, "pc0"),
        access,
        new Watch("a", breachAt, breachAt, List.of(), 0, 0, MeasureCounts.NONE, QueueBand.NEW),
        1);
  }

  static IncidentCard alerted(IncidentCard card, long since) {
    Watch watch = card.watch();
    Alert alert =
        new Alert(
            card.incident() + ".0",
            "duty",
            Optional.of("notice"),
            Optional.of("child/" + id(7)),
            since,
            1,
            "supervisor",
            List.of("ps1"),
            since + 5,
            Optional.of(new Alert.Acknowledged("ps1", since + 9)));
    return card.watched(
            new Watch(
                "a",
                watch.breachAt(),
                watch.chaseAt(),
                List.of(alert),
                3,
                4,
                MeasureCounts.NONE,
                QueueBand.NEW))
        .standing(0);
  }

  private static DeskProjection.Filter waiting() {
    return new DeskProjection.Filter(DeskProjection.WAITING, Optional.empty(), Optional.empty());
  }

  @Test
  void gravestComesFirstThenWhatBreachesNextThenWhatWaitsLongest() throws Exception {
    Ports ports = empty();
    IncidentCard grave = card(1, 3, Watch.NEVER, 90, "team:a");
    IncidentCard soon = card(2, 1, 500, 80, "team:a", "team:b");
    IncidentCard later = card(3, 1, 900, 10, "team:b");
    IncidentCard longest = card(4, 1, Watch.NEVER, 10, "team:a");
    IncidentCard fresh = card(5, 1, Watch.NEVER, 70, "team:b");
    await(ports.cards().put(List.of(fresh, longest, later, soon, grave)));
    Set<String> both = Set.of("team:a", "team:b");
    assertThat(await(ports.desk().queue(both, waiting(), Optional.empty(), 10)))
        .containsExactly(grave, soon, later, longest, fresh);
    assertThat(await(ports.desk().queue(both, waiting(), Optional.of(soon.queueOrder()), 2)))
        .containsExactly(later, longest);
    assertThat(await(ports.desk().queue(Set.of("team:c"), waiting(), Optional.empty(), 9)))
        .isEmpty();
  }

  @Test
  void overdueComesBeforeAllAndWhatIsNotGradedWithTheHighOnes() throws Exception {
    Ports ports = empty();
    IncidentCard standard = card(1, 1, Watch.NEVER, 5, "team:a");
    IncidentCard medium = card(2, 2, Watch.NEVER, 5, "team:a");
    IncidentCard notGraded = card(3, 0, Watch.NEVER, 30, "team:a");
    IncidentCard high = card(4, 3, Watch.NEVER, 20, "team:a");
    IncidentCard late = alerted(card(5, 3, Watch.NEVER, 90, "team:a"), 90);
    IncidentCard later = alerted(card(6, 0, 70, 40, "team:a"), 80);
    IncidentCard lateAndLow = alerted(card(7, 1, 60, 10, "team:a"), 60);
    await(ports.cards().put(List.of(lateAndLow, standard, medium, notGraded, high, late, later)));
    assertThat(await(ports.desk().queue(Set.of("team:a"), waiting(), Optional.empty(), 10)))
        .containsExactly(later, late, lateAndLow, high, notGraded, medium, standard);
    assertThat(notGraded.counts().risk()).isZero();
  }

  @Test
  void whatNobodyGradesMovesUpHalfAnHourAfterItCame() throws Exception {
    Ports ports = empty();
    IncidentCard begun = card(1, ReviewState.RECORDING, 0, Watch.NEVER, 0, "team:a");
    long came = begun.firstAt();
    IncidentCard fresh = begun.standing(came);
    IncidentCard standard =
        card(2, ReviewState.RECORDING, 1, Watch.NEVER, 0, "team:a").standing(came);
    await(ports.cards().put(List.of(fresh, standard)));
    DeskProjection.Filter recording =
        new DeskProjection.Filter("recording", Optional.empty(), Optional.empty());
    Set<String> a = Set.of("team:a");
    assertThat(await(ports.desk().queue(a, recording, Optional.empty(), 9)))
        .containsExactly(standard, fresh);
    assertThat(await(ports.desk().due(came + QueueBand.HALF_AN_HOUR - 1, 9))).isEmpty();
    long later = came + QueueBand.HALF_AN_HOUR;
    assertThat(await(ports.desk().due(later, 9))).containsExactly(fresh);

    IncidentCard moved = begun.standing(later);
    await(ports.desk().stand(moved));
    assertThat(await(ports.desk().queue(a, recording, Optional.empty(), 9)))
        .containsExactly(moved, standard);
    assertThat(await(ports.desk().queue(a, recording, Optional.of(moved.queueOrder()), 9)))
        .containsExactly(standard);
    assertThat(await(ports.desk().due(later, 9))).isEmpty();
  }

  @Test
  void cardThatHasMovedMeanwhileStaysAsItIs() throws Exception {
    Ports ports = empty();
    IncidentCard graded = card(1, 1, Watch.NEVER, 5, "team:a");
    await(ports.cards().put(List.of(graded)));
    IncidentCard before =
        new IncidentCard(
            graded.incident(),
            graded.lastN() - 1,
            1,
            ZERO,
            ZERO,
            graded.state(),
            graded.form(),
            graded.reference(),
            new IncidentCard.Counts(0, 0, 0, 0, 0, 0),
            Chronology.NONE,
            graded.firstAt(),
            graded.lastAt(),
            0,
            0,
            Set.of(),
            graded.access(),
            Watch.NOTHING,
            graded.lastN() - 1);
    await(ports.desk().stand(before.standing(Watch.NEVER - 1)));
    assertThat(await(ports.desk().queue(Set.of("team:a"), waiting(), Optional.empty(), 9)))
        .containsExactly(graded);
  }

  @Test
  void queueIsNarrowedByStateFormAndOfficer() throws Exception {
    Ports ports = empty();
    IncidentCard one = card(1, 1, 10, 10, "team:a");
    IncidentCard two = card(2, 1, 20, 10, "team:a");
    await(ports.cards().put(List.of(one, two)));
    assertThat(found(ports, "submitted", "domestic-abuse", null)).containsExactly(two);
    assertThat(found(ports, "waiting", null, "pc1")).containsExactly(one);
    assertThat(found(ports, "waiting", null, "pc0")).containsExactly(one, two);
    assertThat(found(ports, "waiting", "missing-child", "pc0")).containsExactly(one);
    assertThat(found(ports, "returned", null, null)).isEmpty();
  }

  private static List<IncidentCard> found(Ports ports, String state, String form, String officer)
      throws Exception {
    DeskProjection.Filter wanted =
        new DeskProjection.Filter(state, Optional.ofNullable(form), Optional.ofNullable(officer));
    return await(ports.desk().queue(Set.of("team:a"), wanted, Optional.empty(), 10));
  }

  @Test
  void overdueComesLongestFirstAndOnlyWithAnAlert() throws Exception {
    Ports ports = empty();
    IncidentCard quiet = card(1, 3, 10, 10, "team:a");
    IncidentCard late = alerted(card(2, 1, 10, 10, "team:a"), 800);
    IncidentCard later = alerted(card(3, 1, 10, 10, "team:a"), 900);
    await(ports.cards().put(List.of(quiet, later, late)));
    assertThat(await(ports.desk().overdue(Set.of("team:a"), Optional.empty(), 10)))
        .containsExactly(late, later);
    assertThat(await(ports.desk().overdue(Set.of("team:a"), Optional.of(late.overdueOrder()), 10)))
        .containsExactly(later);
  }

  private static IncidentCard open(IncidentCard card, long due) {
    MeasureCounts.Footage footage =
        new MeasureCounts.Footage(2, 60, 30, 1, 0, 0, 1, OptionalLong.of(due));
    MeasureCounts facts =
        new MeasureCounts(
            1,
            1,
            1,
            1,
            0,
            0,
            0,
            0,
            MeasureCounts.Words.NONE,
            MeasureCounts.Older.NONE,
            footage,
            0,
            MeasureCounts.Returned.NONE,
            0);
    Watch watch = card.watch();
    return card.watched(
            new Watch(
                "a", watch.breachAt(), watch.chaseAt(), List.of(), 0, 0, facts, QueueBand.NEW))
        .standing(0);
  }

  @Test
  void recordingsThatSomebodyHasToSeeToAreFoundInTheirSightWhatIsDueFirstBeforeTheOthers()
      throws Exception {
    Ports ports = empty();
    IncidentCard quiet = card(1, 3, 10, 10, "team:a");
    IncidentCard soon = open(card(2, 1, 10, 10, "team:a", "team:b"), 800);
    IncidentCard later = open(card(3, 1, 10, 10, "team:a"), 900);
    IncidentCard others = open(card(4, 1, 10, 10, "team:c"), 1);
    IncidentCard muchLater = open(card(5, 1, 10, 10, "team:a"), 1_001);
    await(ports.cards().put(List.of(quiet, muchLater, others, later, soon)));
    Set<String> both = Set.of("team:a", "team:b");
    assertThat(await(ports.desk().footage(both, 1_000, 10))).containsExactly(soon, later);
    assertThat(await(ports.desk().footage(both, 1_000, 1))).containsExactly(soon);
    assertThat(await(ports.desk().footage(Set.of("team:d"), 1_000, 10))).isEmpty();
  }

  @Test
  void ladderIsLookedAtWhenItsTimeHasComeAndAgainWhenSaidSo() throws Exception {
    Ports ports = empty();
    IncidentCard soon = card(1, 1, 500, 10, "team:a");
    IncidentCard later = card(2, 1, 900, 10, "team:a");
    await(ports.cards().put(List.of(later, soon)));
    assertThat(await(ports.desk().due(499, 10))).isEmpty();
    assertThat(await(ports.desk().due(900, 10))).containsExactly(soon, later);
    await(ports.desk().lookAgain(soon.incident(), 0, 5_000));
    assertThat(await(ports.desk().due(600, 10))).containsExactly(soon);
    await(ports.desk().lookAgain(soon.incident(), soon.lastN(), 5_000));
    assertThat(await(ports.desk().due(600, 10))).isEmpty();
  }

  @Test
  void cardsOfWeeksComeInOrderAndGoOnWhereTheyStopped() throws Exception {
    Ports ports = empty();
    IncidentCard first = card(1, 1, 1, 10, "team:a");
    IncidentCard second = card(3, 1, 1, 10, "team:a");
    IncidentCard next = card(8, 1, 1, 10, "team:a");
    await(ports.cards().put(List.of(next, second, first)));
    Optional<String> a = Optional.of("a");
    String from = first.week();
    assertThat(await(ports.desk().ofWeeks(a, from, next.week(), Optional.empty(), 10)))
        .containsExactly(first, second, next);
    assertThat(await(ports.desk().ofWeeks(a, from, next.week(), Optional.of(first), 1)))
        .containsExactly(second);
    assertThat(await(ports.desk().ofWeeks(Optional.empty(), from, from, Optional.empty(), 10)))
        .containsExactly(first, second);
    assertThat(await(ports.desk().ofWeeks(Optional.of("b"), from, from, Optional.empty(), 10)))
        .isEmpty();
  }
}
