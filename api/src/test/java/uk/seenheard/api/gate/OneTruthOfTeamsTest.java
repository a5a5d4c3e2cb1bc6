package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.sync.codec.Json;

/** Kind 12 of the gate: whoever asks for somebody's teams gets those of after their move. */
class OneTruthOfTeamsTest {
  private static final Held HELD =
      Held.of(12, "Two sources of one truth", OneTruthOfTeamsTest.class);

  @TempDir Path folder;

  @AfterAll
  static void write() {
    HELD.walking("4 places that ask for somebody's teams, after a move").write();
  }

  private static int handOver(LiveServer server, String supervisor) {
    return Caller.signedIn(server.url(), supervisor)
        .post(
            "/v1/people/pc1201/handover",
            Json.object().put("to", "pc1202").put("reason", "Posted elsewhere.").build())
        .status();
  }

  private static int absence(LiveServer server, String supervisor) {
    return Caller.signedIn(server.url(), supervisor)
        .post(
            "/v1/people/pc1201/absence",
            Json.object()
                .put("from", 1_795_000_000_000L)
                .put("until", 1_795_000_000_001L)
                .put("reason", "On leave.")
                .build())
        .status();
  }

  private static Json.Obj signedIn(LiveServer server) {
    return Caller.stranger(server.url())
        .post("/v1/demo/sign-in", Json.object().put("person", "pc1201").build())
        .expect(200);
  }

  private static Json.Obj listed(LiveServer server) {
    return Caller.stranger(server.url()).get("/v1/demo/people").expect(200).items("people").stream()
        .map(Json.Obj.class::cast)
        .filter(person -> person.text("id").orElse("").equals("pc1201"))
        .findFirst()
        .orElseThrow();
  }

  private static void move(LiveServer server) {
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/people/pc1201/move",
            Json.object()
                .put("teams", Json.texts(List.of("brackenford")))
                .put("reason", "Posted to Brackenford.")
                .build())
        .expect(200);
  }

  @Test
  void somebodyWhoWasMovedIsOfTheirNewTeamsWhereverItIsAsked() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      assertThat(handOver(server, "ps401")).isEqualTo(200);
      assertThat(handOver(server, "ps402")).isEqualTo(403);
      assertThat(absence(server, "ps401")).isEqualTo(200);
      assertThat(absence(server, "ps402")).isEqualTo(403);
      move(server);
      HELD.tries(
          "their work is given away by their new supervisor only",
          () -> {
            assertThat(handOver(server, "ps401")).isEqualTo(403);
            assertThat(handOver(server, "ps402")).isEqualTo(200);
          });
      HELD.tries(
          "their absence is said by their new supervisor only",
          () -> {
            assertThat(absence(server, "ps401")).isEqualTo(403);
            assertThat(absence(server, "ps402")).isEqualTo(200);
          });
      HELD.tries(
          "their login says their new team",
          () ->
              assertThat(signedIn(server).items("teams")).containsExactly(Json.of("brackenford")));
      HELD.tries(
          "the list of people says their new team",
          () -> assertThat(listed(server).items("teams")).containsExactly(Json.of("brackenford")));
    }
  }
}
