package uk.seenheard.api.desk.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** What the server proposes as one and the same, and how two incidents are linked. */
class TwinsHttpTest {
  @TempDir Path folder;
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String recorded(String person, String reference, String place, String child) {
    Officer officer = Officer.onShift(server.url(), person);
    String incident = officer.incident(reference);
    String entry = Officer.entry("child");
    officer.record(
        incident,
        Officer.set("place", place),
        Officer.add(entry, Json.EMPTY),
        Officer.set(entry + "/name", child));
    officer.send(officer.push(1, 1)).expect(200);
    return incident;
  }

  private Json.Obj twins(String by, String incident) {
    return Caller.signedIn(server.url(), by)
        .get("/v1/incidents/" + incident + "/twins")
        .expect(200);
  }

  private Caller.Answer link(String by, String one, String other, boolean same) {
    return Caller.signedIn(server.url(), by)
        .post(
            "/v1/incidents/" + one + "/links",
            Json.object().put("other", other).put("same", same).put("reason", "one call").build());
  }

  @Test
  void childOfTwoOfficersIsProposedWithReasonsAndWithoutItsName() {
    String incident = recorded("pc1201", "TWIN-1", "14 Mill Lane", "Robin Ashdown");
    recorded("pc1202", "TWIN-1", "14 Mill Lane", "Robin Ashdown");
    Json.Obj found = twins("ps401", incident);
    assertThat(found.items("children")).hasSize(1);
    Json.Obj pair = (Json.Obj) found.items("children").get(0);
    assertThat(pair.text("one").orElseThrow()).startsWith("child/");
    assertThat(pair.items("reasons")).contains(Json.of("Both have the same name."));
    assertThat(found.canonical()).doesNotContain("Robin");
  }

  @Test
  void incidentsOfOneEventAreProposedLinkedInBothAndSeparatedAgain() {
    String one = recorded("pc1201", "TWIN-2", "14 Mill Lane, Ashmere", "Robin Ashdown");
    String other = recorded("pc1202", "TWIN-3", "14 Mill Lane", "Robin");
    String elsewhere = recorded("pc1204", "TWIN-4", "14 Mill Lane", "Robin");
    assertThat(twins("ps401", one).items("incidents").toString())
        .contains(other)
        .doesNotContain(elsewhere);
    assertThat(twins("insp71", one).items("incidents").toString()).contains(other, elsewhere);

    link("ps401", one, other, true).expect(200);
    link("ps401", other, one, true).expect(200);

    for (String each : new String[] {one, other}) {
      Json.Obj found = twins("ps401", each);
      assertThat(found.items("linked")).hasSize(1);
      assertThat(found.items("linked").get(0).canonical())
          .contains(each.equals(one) ? other : one)
          .contains("one call");
      assertThat(found.items("incidents")).isEmpty();
      String acts = Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + each).body();
      assertThat(acts.split("decide-same-incident", -1)).hasSize(2);
    }
    link("insp71", other, one, false).expect(200);
    assertThat(twins("ps401", one).items("linked")).isEmpty();
    assertThat(twins("ps401", other).items("linked")).isEmpty();
  }

  @Test
  void onlyWhoSeesBothAndDecidesLinksThem() {
    String one = recorded("pc1201", "TWIN-5", "here", "Robin");
    String other = recorded("pc1204", "TWIN-6", "there", "Wren");
    assertThat(link("pc1201", one, other, true).status()).isEqualTo(403);
    assertThat(link("ps401", one, other, true).status()).isEqualTo(404);
    assertThat(link("insp71", one, one, true).expect(400).text("field")).contains("other");
    assertThat(twins("insp71", one).items("linked")).isEmpty();
  }
}
