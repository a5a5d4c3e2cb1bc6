package uk.seenheard.api.ground.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** The roster, and what a roster must not say. */
class ForceTest {
  private final JacksonJsonReader reader = new JacksonJsonReader();

  @Test
  void theInventedForceHasEverybodyThatAShiftNeeds() {
    Force force = Force.demo(reader);
    assertThat(force.teams()).hasSize(10);
    for (Team team : force.teams()) {
      for (Role role : List.of(Role.OFFICER, Role.SUPERVISOR)) {
        assertThat(force.people())
            .as(team + " has an " + role)
            .anyMatch(person -> person.role() == role && person.teams().contains(team.id()));
      }
    }
    assertThat(force.people()).anyMatch(person -> person.role() == Role.INSPECTOR);
    assertThat(force.people()).filteredOn(person -> person.role() == Role.INTEGRATOR).hasSize(1);
  }

  @Test
  void aRosterThatContradictsItselfIsRefusedByName() {
    Map<String, String> refused =
        Map.of(
            "{}",
            "id of a force",
            roster("{\"id\":\"pc1\",\"name\":\"PC One\",\"role\":\"officer\",\"teams\":[\"b\"]}"),
            "team b, which is not listed",
            roster("{\"id\":\"pc1\",\"name\":\"PC One\",\"role\":\"officer\",\"teams\":[]}"),
            "pc1 belongs to no team",
            roster("{\"id\":\"pc1\",\"name\":\"PC One\",\"role\":\"chief\",\"teams\":[\"a\"]}"),
            "people[0].role",
            roster("{\"id\":\"p 1\",\"name\":\"PC One\",\"role\":\"officer\",\"teams\":[\"a\"]}"),
            "id of a person",
            roster("{\"id\":\"pc1\",\"name\":\" \",\"role\":\"officer\",\"teams\":[\"a\"]}"),
            "name of person pc1",
            roster(pc().replace("}", ",\"camera\":\"yes\"}")),
            "people[0].camera is neither true nor false",
            roster("7"),
            "people[0] is no object",
            roster(pc() + ',' + pc()),
            "pc1 is named twice");
    refused.forEach(
        (text, because) ->
            assertThatThrownBy(() -> Force.read(reader.read(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because));
    assertThat(Force.read(reader.read(roster(pc()))).person("pc1")).isPresent();
  }

  @Test
  void whoIsIssuedACameraIsSaidAndEverybodyIsWhereNothingIs() {
    assertThat(Force.read(reader.read(roster(pc()))).person("pc1").orElseThrow().camera()).isTrue();
    String without = pc().replace("}", ",\"camera\":false}");
    assertThat(Force.read(reader.read(roster(without))).person("pc1").orElseThrow().camera())
        .isFalse();
  }

  private static String pc() {
    return "{\"id\":\"pc1\",\"name\":\"PC One\",\"role\":\"officer\",\"teams\":[\"a\"]}";
  }

  private static String roster(String people) {
    return "{\"id\":\"f\",\"name\":\"F\",\"teams\":[{\"id\":\"a\",\"name\":\"A\"}],\"people\":["
        + people
        + "]}";
  }
}
