package uk.seenheard.api.ground.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** What a login's claims say, by the force's mapping, and what its files may hold. */
class ClaimMappingTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final Set<String> TEAMS = Set.of("ashmere", "brackenford");
  private static final String WHOLE =
      "{\"person\":\"https://force.example/id\",\"roles\":{\"claim\":\"realm_access.roles\","
          + "\"means\":{\"a\":\"officer\",\"b\":\"inspector\",\"r\":\"integrator\"}},"
          + "\"teams\":{\"claim\":\"groups\",\"means\":{\"/x\":\"ashmere\",\"/y\":\"brackenford\"}}}";

  private static ClaimMapping read(String text) {
    return ClaimMapping.read(READER.read(text), TEAMS);
  }

  @Test
  void theHighestRoleAndEveryTeamThatIsKnownCount() {
    ClaimMapping.Limit limit =
        read(WHOLE)
            .limit(
                Map.of(
                    "realm_access", Map.of("roles", List.of("a", "b", "r", "z", 7)),
                    "groups", List.of("/x", "/z")))
            .orElseThrow();
    assertThat(limit.role()).contains(Role.INSPECTOR);
    assertThat(limit.teams()).contains(Set.of("ashmere"));
    assertThat(limit.of(Role.SUPERVISOR)).contains(Role.SUPERVISOR);
    assertThat(limit.of(List.of("brackenford", "ashmere"))).containsExactly("ashmere");
  }

  @Test
  void aLoginNeverAddsToWhatTheRosterSays() {
    for (Role roster : Role.values()) {
      for (Role login : Role.values()) {
        Optional<Role> left =
            new ClaimMapping.Limit(Optional.of(login), Optional.empty()).of(roster);
        // Ranks lie one above the other; a partner system, or triage, is that and nothing else.
        boolean ranks = roster.isPerson() && login.isPerson();
        assertThat(left.isPresent()).as(roster + " " + login).isEqualTo(ranks || roster == login);
        left.ifPresent(
            role -> assertThat(role).isLessThanOrEqualTo(roster).isLessThanOrEqualTo(login));
      }
    }
  }

  @Test
  void everyRoleOfARosterCanBeNamedByALogin() {
    for (Role role : Role.values()) {
      ClaimMapping mapping =
          read(
              "{\"person\":\"p\",\"roles\":{\"claim\":\"r\",\"means\":{\"x\":\""
                  + role.word()
                  + "\"}}}");
      assertThat(mapping.limit(Map.of("r", "x")).flatMap(limit -> limit.of(role))).contains(role);
    }
  }

  @Test
  void whoseClaimsNameNothingKnownIsNobody() {
    ClaimMapping mapping = read(WHOLE);
    assertThat(mapping.limit(Map.of())).isEmpty();
    assertThat(mapping.limit(Map.of("realm_access", "a", "groups", List.of("/x")))).isEmpty();
    assertThat(mapping.limit(Map.of("realm_access", Map.of("roles", List.of("a"))))).isEmpty();
    // A partner system has no team.
    assertThat(mapping.limit(Map.of("realm_access", Map.of("roles", "r")))).isPresent();
    assertThat(ClaimMapping.text(Map.of("https://force.example/id", "pc1"), mapping.person()))
        .contains("pc1");
    assertThat(ClaimMapping.text(Map.of("https://force.example/id", 7), mapping.person()))
        .isEmpty();
  }

  @Test
  void eachFaultOfAMappingIsNamedWithItsPlace() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"roles\":{\"claim\":\"r\",\"means\":{\"a\":\"superintendent\"}},"
                        + "\"team\":{}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/roles/means/a")
        .hasMessageContaining("person");
    assertThatThrownBy(
            () ->
                read("{\"person\":\"p\",\"teams\":{\"claim\":\"g\",\"means\":{\"/x\":\"none\"}}}"))
        .hasMessageContaining("/teams/means//x is no team of the roster");
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachFaultOfARosterIsNamedWithItsPlace(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("roster.json");
    Files.writeString(
        file,
        "{\"id\":\"f\",\"name\":\"F\",\"teams\":[{\"id\":\"a b\",\"name\":\"A\"}],\"people\":"
            + "[{\"id\":\"p\",\"name\":\"P\",\"role\":\"chief\",\"rank\":1}]}");
    assertThatThrownBy(() -> Force.load(file, READER))
        .hasMessageContaining("/teams/0/id")
        .hasMessageContaining("/people/0/role")
        .hasMessageNotContaining("chief");
    try (var shipped = Force.class.getResourceAsStream("demo-force.json")) {
      Files.write(file, shipped.readAllBytes());
    }
    assertThat(Force.load(file, READER).people()).isNotEmpty();
  }
}
