package uk.seenheard.api.desk.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.MeasureCounts;
import uk.seenheard.api.ground.cards.QueueBand;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** Sums, small groups and spreadsheets. */
class MeasuresTest {
  private static final Hash ZERO = new Hash("0".repeat(64));
  private static final long MINUTE = 60_000;

  private static IncidentCard card(String team, long decidedAfterMinutes) {
    MeasureCounts facts =
        new MeasureCounts(
            2,
            1,
            1,
            2,
            2,
            1,
            1,
            1,
            new MeasureCounts.Words(2, 1),
            new MeasureCounts.Older(2, 1),
            new MeasureCounts.Footage(2, 60, 45, 1, 1, 1, 0, OptionalLong.empty()),
            3,
            new MeasureCounts.Returned(1, Map.of("child-spoken", 1, "", 1)),
            1);
    return new IncidentCard(
        "00000000-0000-7000-8000-000000000001",
        1,
        1,
        ZERO,
        ZERO,
        ReviewState.AUTHORISED,
        Optional.of(new FormRef("domestic-abuse", 1)),
        Optional.empty(),
        new IncidentCard.Counts(0, 2, 0, 0, 0, 0),
        Chronology.NONE,
        1_795_000_000_000L,
        1_795_000_000_000L,
        0,
        0,
        Set.of(),
        List.of(),
        new Watch(
            team,
            Watch.NEVER,
            Watch.NEVER,
            List.of(),
            1_000,
            1_000 + decidedAfterMinutes * MINUTE,
            facts,
            QueueBand.STANDARD),
        1);
  }

  private static Measures of(Object... teamsAndCounts) {
    Measures.Sum sum = new Measures.Sum(Optional.empty(), 1_795_000_000_000L);
    for (int i = 0; i < teamsAndCounts.length; i += 2) {
      for (int n = 1; n <= (int) teamsAndCounts[i + 1]; n++) {
        sum.add(card((String) teamsAndCounts[i], n), 0);
      }
    }
    return sum.measures();
  }

  private static Set<String> hidden(Measures measures) {
    return measures.rows().stream()
        .filter(row -> row.by().equals("team") && row.tally().isEmpty())
        .map(Measures.Row::key)
        .collect(Collectors.toSet());
  }

  @Test
  void groupOfFewerThanFiveIsHiddenAndOneAloneTakesTheNextSmallestWithIt() {
    assertThat(hidden(of("a", 5, "b", 9))).isEmpty();
    assertThat(hidden(of("a", 4, "b", 9, "c", 7))).containsExactlyInAnyOrder("a", "c");
    assertThat(hidden(of("a", 4, "b", 1, "c", 7))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void everythingTogetherIsHiddenWhenItIsFewerThanFive() {
    assertThat(of("a", 4).rows().get(0).tally()).isEmpty();
    assertThat(of().rows().get(0).tally()).isPresent();
  }

  @Test
  void medianAndNinetiethPercentileAreTimesThatOccurred() {
    Tally ten = of("a", 10).rows().get(0).tally().orElseThrow();
    assertThat(ten.decidedWithin(0.5)).hasValue(5 * MINUTE);
    assertThat(ten.decidedWithin(0.9)).hasValue(9 * MINUTE);
    assertThat(ten.children()).isEqualTo(20);
    assertThat(ten.heard()).isEqualTo(10);
  }

  @Test
  void csvIsQuotedAndNoCellIsAFormula() {
    assertThat(MeasuresText.cell("=1+1")).isEqualTo("'=1+1");
    assertThat(MeasuresText.cell("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(MeasuresText.cell("-2")).isEqualTo("'-2");
    assertThat(MeasuresText.cell("\tx")).isEqualTo("'\tx");
    assertThat(MeasuresText.cell("a,\"b\"\r\nc")).isEqualTo("\"a,\"\"b\"\"\r\nc\"");
    String csv = MeasuresText.csv(of("=cmd|' /C calc'!A0", 6));
    assertThat(csv.split("\r\n", -1)[2])
        .startsWith("team,'=cmd|' /C calc'!A0,no,6,6,12,6,6,12,50,50");
  }

  @Test
  void sightIsTheFirstLookOrTheDecisionAndWhatIsBehindItIsLate() {
    Measures.Sum sum = new Measures.Sum(Optional.of(Behind.SIGHT), 1_795_000_000_000L);
    for (int n = 1; n <= 6; n++) {
      // Handed in at 1,000; looked at after so many minutes, or decided after ten.
      sum.add(card("a", 10), n == 6 ? 0 : 1_000 + n * MINUTE);
    }
    Tally all = sum.measures().rows().get(0).tally().orElseThrow();
    assertThat(all.handedIn()).isEqualTo(6);
    assertThat(all.sighted()).isEqualTo(6);
    assertThat(all.sightedWithin(0.5)).hasValue(3 * MINUTE);
    assertThat(sum.behind()).hasSize(3);
    assertThat(all.returned()).isEqualTo(6);
    assertThat(all.repeatVictims()).isEqualTo(6);
  }

  @Test
  void kindsOfReturnsWithFewNotesAreAddedUpAndStandBesideNoTeam() {
    String json =
        MeasuresText.json(
                of("a", 6, "b", 4), "from", "to", prompt -> prompt.isEmpty() ? "words" : "F3")
            .canonical();
    assertThat(json)
        .contains("\"why\":[{\"kind\":\"F3\",\"notes\":10},{\"kind\":\"words\",\"notes\":10}]");
    assertThat(MeasuresText.json(of("a", 4), "from", "to", prompt -> prompt).canonical())
        .contains("\"why\":[]");
  }
}
