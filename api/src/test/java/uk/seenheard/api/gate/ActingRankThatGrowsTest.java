package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 6: who acts with somebody else's rank decides nothing about people by it, and nothing about
 * whoever gave it; so no acting rank prolongs itself, passes itself on, or removes who gave it.
 */
class ActingRankThatGrowsTest {
  private static final Held HELD =
      Held.of(6, "Acting rank that grows by itself", ActingRankThatGrowsTest.class);
  private static final long DAY = 24L * 3_600_000;

  /** What each route about a person is sent; a route that is not here fails the test. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /v1/people/{person}/revocation", "{\"reason\":\"r\"}",
          "POST /v1/people/{person}/reinstatement", "{\"reason\":\"r\"}",
          "POST /v1/people/{person}/move", "{\"teams\":[\"coldwell\"],\"reason\":\"r\"}",
          "POST /v1/people/{person}/absence", "ABSENCE",
          "POST /v1/people/{person}/handover", "{\"to\":\"pc1203\",\"reason\":\"r\"}");

  /** What a sergeant may do about themselves and by their own rank: be away, give work away. */
  private static final List<String> OWN =
      List.of("/v1/people/{person}/absence", "/v1/people/{person}/handover");

  @TempDir static Path data;
  private static LiveServer server;
  private static long now;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
    now = System.currentTimeMillis();
    // The inspector is away: a sergeant acts for her. A sergeant is away: a constable acts for him.
    as("insp72").post("/v1/people/insp71/absence", absence("ps401")).expect(200);
    as("insp72").post("/v1/people/ps402/absence", absence("pc1204")).expect(200);
    // One sergeant acts for another of the same rank, of a team that both have.
    as("insp72").post("/v1/people/ps406/absence", absence("ps407")).expect(200);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static String absence(String deputy) {
    return Json.object()
        .put("from", now - DAY)
        .put("until", now + 30 * DAY)
        .put("deputy", deputy)
        .put("reason", "course")
        .build()
        .canonical();
  }

  @Test
  void whoActsForSomebodyDecidesAboutNobodyByThatRank() {
    int routes = 0;
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (operation.path().startsWith("/v1/people/{person}/")) {
        routes++;
        assertThat(BODIES).containsKey(operation.route());
        // By the acting inspector: about themselves, the giver, a third person, another inspector.
        for (String about : List.of("ps401", "insp71", "pc1207", "insp72")) {
          if (about.equals("ps401") && OWN.contains(operation.path())) {
            continue;
          }
          HELD.tries(
              operation.route() + " about " + about + " by the acting inspector",
              () -> assertRefused(operation, "ps401", about));
        }
        // By the acting sergeant, who is a constable.
        for (String about : List.of("pc1204", "ps402", "pc1205")) {
          HELD.tries(
              operation.route() + " about " + about + " by the acting sergeant",
              () -> assertRefused(operation, "pc1204", about));
        }
        HELD.tries(
            operation.route() + " about the giver by a sergeant of the same rank",
            () -> assertRefused(operation, "ps407", "ps406"));
      }
    }
    HELD.walking(routes + " routes about people × 8 pairs of acting rank and person");
    assertThat(routes).isEqualTo(BODIES.size());
  }

  private static void assertRefused(
      PublishedContract.Operation operation, String by, String about) {
    String before = as("insp72").get("/v1/absences").expect(200).canonical();
    String body = BODIES.get(operation.route());
    Caller.Answer answer =
        as(by)
            .post(
                operation.path().replace("{person}", about),
                body.equals("ABSENCE") ? absence("pc1203") : body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(as("insp72").get("/v1/absences").expect(200).canonical()).isEqualTo(before);
    assertThat(as("insp71").get("/v1/incidents").status()).isEqualTo(200);
  }

  @Test
  void anActingRankEndsByItsDate() {
    HELD.tries(
        "an absence without an end, or of years",
        () -> {
          String years =
              Json.object()
                  .put("from", now)
                  .put("until", now + 800 * DAY)
                  .put("deputy", "ps404")
                  .put("reason", "r")
                  .build()
                  .canonical();
          String open = "{\"from\":1,\"deputy\":\"ps404\",\"reason\":\"r\"}";
          for (String body : List.of(years, open)) {
            assertThat(as("insp72").post("/v1/people/ps403/absence", body).status()).isEqualTo(400);
          }
        });
  }
}
