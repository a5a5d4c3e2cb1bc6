package uk.seenheard.api.trust.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** What somebody sees who is moved to another team. */
class RosterMoveTest {
  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1_795_000_000_000L);
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Caller.Answer move(String by, String person, Json teams) {
    return Caller.signedIn(server.url(), by)
        .post(
            "/v1/people/" + person + "/move",
            Json.object().put("teams", teams).put("reason", "posted").build());
  }

  private String recorded(String officer, String reference) {
    Officer writer = Officer.onShift(server.url(), officer);
    String incident = writer.incident(reference);
    writer.record(incident, Officer.set("place", "kitchen of " + reference));
    writer.send(writer.push(1, 1)).expect(200);
    return incident;
  }

  private static String cursor(List<Frame> frames) {
    return ((Frame.Through) frames.get(frames.size() - 1)).cursor();
  }

  @Test
  void movedSupervisorIsHandedTheNewTeamsHistoryAndForgetsTheOldTeamsWithoutANewLogin() {
    String old = recorded("pc1201", "MOVE-1");
    String gained = recorded("pc1204", "MOVE-2");
    Caller sergeant = Caller.signedIn(server.url(), "ps401");
    List<Frame> before = sergeant.pull(Optional.empty());
    assertThat(before.toString()).contains("MOVE-1").doesNotContain("MOVE-2");

    move("insp71", "ps401", Json.texts(List.of("brackenford"))).expect(200);

    List<Frame> after = sergeant.pull(Optional.of(cursor(before)));
    assertThat(after).contains(new Frame.Evict(old));
    assertThat(after.toString()).contains("MOVE-2");
    assertThat(sergeant.get("/v1/incidents/" + old).status()).isEqualTo(404);
    assertThat(sergeant.get("/v1/incidents/" + gained).status()).isEqualTo(200);

    server.close();
    start();
    Caller again = Caller.signedIn(server.url(), "ps401");
    assertThat(again.get("/v1/incidents/" + old).status()).isEqualTo(404);
    assertThat(again.get("/v1/incidents/" + gained).status()).isEqualTo(200);
    move("insp71", "ps401", Json.texts(List.of("ashmere"))).expect(200);
    assertThat(again.get("/v1/incidents/" + old).status()).isEqualTo(200);
  }

  @Test
  void movedOfficersNextShiftIsWorkedForTheNewTeam() {
    move("insp71", "pc1201", Json.texts(List.of("coldwell"))).expect(200);
    String incident = recorded("pc1201", "MOVE-3");
    assertThat(Caller.signedIn(server.url(), "ps403").get("/v1/incidents/" + incident).status())
        .isEqualTo(200);
    assertThat(Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + incident).status())
        .isEqualTo(404);
  }

  @Test
  void onlyAnotherInspectorMovesSomebodyToTeamsThatExist() {
    Json ashmere = Json.texts(List.of("ashmere"));
    for (String person : List.of("pc1202", "ps401", "records")) {
      assertThat(move(person, "pc1201", ashmere).status()).isEqualTo(403);
    }
    assertThat(move("insp71", "insp71", ashmere).status()).isEqualTo(403);
    assertThat(move("insp71", "nobody", ashmere).status()).isEqualTo(404);
    for (Json wrong :
        List.of(
            Json.texts(List.of("atlantis")),
            Json.texts(List.of()),
            Json.texts(List.of("ashmere", "ashmere")))) {
      assertThat(move("insp71", "pc1201", wrong).expect(400).text("field")).contains("teams");
    }
  }
}
