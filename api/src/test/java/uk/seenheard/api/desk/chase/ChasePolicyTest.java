package uk.seenheard.api.desk.chase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/**
 * The ladders as data: what ships is sound, and what is wrong with a force's own is said plainly.
 */
class ChasePolicyTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  private static String shipped() throws Exception {
    try (var in = ChasePolicy.class.getResourceAsStream("ladders.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void dutyWithoutALadderOfItsOwnHasThatOfAllDuties() {
    ChasePolicy policy = ChasePolicy.shipped(READER);
    assertThat(policy.ladder("duty", Optional.of("notice")).steps().get(0).to())
        .isEqualTo("officer");
    assertThat(policy.ladder("duty", Optional.of("inspector-acknowledged")).fromSince()).isTrue();
    assertThat(ChasePolicy.read(policy.json())).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version": 1                             | "version": 2          | version of the chase ladders is not 1
          "patienceMinutes": 60                    | "patienceMinutes": 0  | patienceMinutes of the chase ladders is no whole number of minutes
          "patienceMinutes": 60                    | "patience": 60        | a member that is not known: patience
          {"to": "inspector", "afterMinutes": 720} | {"to": "chief", "afterMinutes": 720} | ladders[1].steps[1].to is none of
          {"to": "inspector", "afterMinutes": 720} | {"to": "inspector", "afterMinutes": 60} | ladders[1].steps[1].afterMinutes is not later
          {"to": "inspector", "afterMinutes": 720} | {"to": "officer", "afterMinutes": 720} | ladders[1].steps[1].to goes down
          {"kind": "submission"                    | {"kind": "recording"  | ladders[1] is the second
          {"kind": "submission"                    | {"kind": "later"      | ladders[1].kind is none of
          "duty": "protection-review"              | "duty": "inspector-acknowledged" | ladders[15] is the second
          """)
  void faultIsNamedWithItsPlace(String was, String is, String said) throws Exception {
    String text = shipped();
    assertThat(text).contains(was);
    assertThatThrownBy(() -> ChasePolicy.read(READER.read(text.replace(was, is))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void forceWithoutALadderForAKindIsRefusedForNobodyWouldBeTold() {
    String only =
        "{\"version\":1,\"repeatMinutes\":1,\"patienceMinutes\":1,\"ladders\":[{\"kind\":\"duty\","
            + "\"steps\":[{\"to\":\"officer\",\"afterMinutes\":1}]}]}";
    assertThatThrownBy(() -> ChasePolicy.read(READER.read(only)))
        .hasMessageContaining("there is no ladder of kind recording");
  }
}
