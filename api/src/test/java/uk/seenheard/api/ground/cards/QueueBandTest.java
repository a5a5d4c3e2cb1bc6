package uk.seenheard.api.ground.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** Where an incident stands in a queue. */
class QueueBandTest {
  private static final Hash ZERO = new Hash("0".repeat(64));
  private static final long CAME = 1_795_395_600_000L;
  private static final long MINUTE = 60_000;

  private static IncidentCard card(ReviewState state, int risk, long breachAt) {
    return new IncidentCard(
        "00000000-0000-7000-8000-000000000001",
        1,
        1,
        ZERO,
        ZERO,
        state,
        Optional.empty(),
        Optional.empty(),
        new IncidentCard.Counts(risk, 1, 0, 0, 0, 0),
        Chronology.NONE,
        CAME,
        CAME,
        0,
        0,
        Set.of(),
        List.of(),
        new Watch("a", breachAt, breachAt, List.of(), 0, 0, MeasureCounts.NONE, QueueBand.NEW),
        1);
  }

  private static QueueBand band(IncidentCard card, long now) {
    return card.standing(now).watch().band();
  }

  @Test
  void whatIsAboutToBeDeletedIsNotLateBeforeItWasRecorded() {
    assertThat(alert("footage-expiring").lateSince(CAME)).isEqualTo(CAME);
    assertThat(alert("notice").lateSince(CAME)).isEqualTo(CAME - 8 * 1440 * MINUTE);
  }

  private static Alert alert(String duty) {
    return new Alert(
        "a",
        "duty",
        Optional.of(duty),
        Optional.empty(),
        CAME - 8 * 1440 * MINUTE,
        0,
        "officer",
        List.of(),
        CAME,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"3, HIGH", "2, MEDIUM", "1, STANDARD"})
  void whatIsGradedStandsByItsGradeAtAnyAge(int risk, QueueBand band) {
    for (ReviewState state : ReviewState.values()) {
      IncidentCard card = card(state, risk, Watch.NEVER);
      assertThat(band(card, CAME)).isEqualTo(band);
      assertThat(band(card, CAME + 10_000 * MINUTE)).isEqualTo(band);
      assertThat(card.standing(CAME).watch().chaseAt()).isEqualTo(Watch.NEVER);
    }
  }

  @ParameterizedTest
  @EnumSource(value = ReviewState.class, names = "RECORDING", mode = EnumSource.Mode.EXCLUDE)
  void whatIsHandedInAndNotGradedStandsWithTheHighOnesAtOnce(ReviewState state) {
    assertThat(band(card(state, 0, Watch.NEVER), CAME)).isEqualTo(QueueBand.HIGH);
  }

  @Test
  void whatIsStillRecordedHasHalfAnHourToBeGraded() {
    IncidentCard card = card(ReviewState.RECORDING, 0, Watch.NEVER);
    assertThat(band(card, CAME)).isEqualTo(QueueBand.NEW);
    assertThat(band(card, CAME + 30 * MINUTE - 1)).isEqualTo(QueueBand.NEW);
    assertThat(band(card, CAME + 30 * MINUTE)).isEqualTo(QueueBand.HIGH);
    assertThat(card.standing(CAME).watch().chaseAt()).isEqualTo(CAME + 30 * MINUTE);
    assertThat(card.standing(CAME + 30 * MINUTE).watch().chaseAt()).isEqualTo(Watch.NEVER);
  }

  @Test
  void deadlineThatPassesPutsItBeforeAllWhateverItsGrade() {
    for (int risk = 0; risk <= 3; risk++) {
      IncidentCard card = card(ReviewState.SUBMITTED, risk, CAME + MINUTE);
      assertThat(band(card, CAME + MINUTE - 1)).isNotEqualTo(QueueBand.OVERDUE);
      assertThat(band(card, CAME + MINUTE)).isEqualTo(QueueBand.OVERDUE);
      assertThat(card.standing(CAME).watch().chaseAt()).isEqualTo(CAME + MINUTE);
    }
  }
}
