package uk.seenheard.api.desk.chase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.cards.Alert;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** What the ladders ask for at each moment, decided on values alone. */
class PlanTest {
  private static final long MINUTE = 60_000;
  private static final long START = 1_000_000_000L;
  private static final ChasePolicy POLICY = ChasePolicy.shipped(new JacksonJsonReader());
  private static final Concern RETURNED =
      new Concern("a", "return", Optional.empty(), Optional.empty(), START, Optional.empty());

  private static Plan at(long minutes, AlertBook book) {
    return Plan.of(List.of(RETURNED), book, POLICY, START + minutes * MINUTE);
  }

  private static AlertBook nothing() {
    return new AlertBook(Map.of(), Set.of());
  }

  private static AlertBook raised(int step, long minutes, Optional<Long> taken) {
    return new AlertBook(
        Map.of(
            "a",
            new Alert(
                "a",
                "return",
                Optional.empty(),
                Optional.empty(),
                START,
                step,
                "officer",
                List.of("pc1"),
                START + minutes * MINUTE,
                taken.map(at -> new Alert.Acknowledged("pc1", START + at * MINUTE)))),
        Set.of());
  }

  @Test
  void nothingIsRaisedBeforeItsTimeAndTheTimeIsKnown() {
    Plan plan = at(239, nothing());
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.nextAt()).isEqualTo(START + 240 * MINUTE);
  }

  @Test
  void firstStepIsTakenAtItsVeryMoment() {
    Plan plan = at(240, nothing());
    assertThat(plan.steps()).extracting(Plan.Step::to).containsExactly("officer");
    assertThat(plan.nextAt()).isEqualTo(START + 720 * MINUTE);
  }

  @Test
  void afterANightWithoutAServerTheHighestStepIsTaken() {
    Plan plan = at(2_000, nothing());
    assertThat(plan.steps()).extracting(Plan.Step::to).containsExactly("inspector");
    assertThat(plan.steps()).extracting(Plan.Step::number).containsExactly(2);
  }

  @Test
  void whatWasRaisedIsNotRaisedAgainBeforeTheNextStep() {
    assertThat(at(719, raised(0, 240, Optional.empty())).steps()).isEmpty();
    assertThat(at(720, raised(0, 240, Optional.empty())).steps())
        .extracting(Plan.Step::to)
        .containsExactly("supervisor");
  }

  @Test
  void acknowledgementHoldsTheNextStepOffForTheForcesPatienceOnly() {
    AlertBook taken = raised(0, 240, Optional.of(700L));
    assertThat(at(720, taken).steps()).isEmpty();
    assertThat(at(720, taken).nextAt()).isEqualTo(START + 760 * MINUTE);
    assertThat(at(760, taken).steps()).extracting(Plan.Step::to).containsExactly("supervisor");
  }

  @Test
  void lastStepIsTakenAgainAndAgain() {
    assertThat(at(1_679, raised(2, 1_440, Optional.empty())).steps()).isEmpty();
    Plan again = at(1_680, raised(2, 1_440, Optional.empty()));
    assertThat(again.steps()).extracting(Plan.Step::to).containsExactly("inspector");
    assertThat(again.steps()).extracting(Plan.Step::number).containsExactly(3);
  }

  @Test
  void endedChaseStaysEnded() {
    Plan plan = at(9_999, new AlertBook(Map.of(), Set.of("a")));
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.nextAt()).isEqualTo(Watch.NEVER);
  }
}
