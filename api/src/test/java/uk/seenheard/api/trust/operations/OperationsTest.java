package uk.seenheard.api.trust.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** What whoever looks after a server sees: meters and log lines, and nobody's data in either. */
public class OperationsTest {
  private static final String REQUEST = "0190c0de-0000-7000-8000-00000000f011";
  private static final String WORDS = "Robin said he hit mummy";
  private static final String REFERENCE = "CAD-2026-4711";
  private static final String TOKEN = "an-operators-token-of-some-length";

  @TempDir Path folder;

  @Test
  void metersShowWhatWasDoneAndNobodysData() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident(REFERENCE);
      officer.record(incident, Officer.set("happened", WORDS));
      officer.record(incident, Officer.set("place", "1 Mill Lane"));
      officer.sendAll();
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      sergeant.pull(Optional.empty());
      sergeant.get("/v1/incidents/" + incident).expect(200);
      sergeant.get("/nowhere/" + incident);

      String text = Caller.stranger(server.url()).get("/metrics").body();
      Map<String, Double> meters = meters(text);
      assertThat(meters.get("seenheard_log_position")).isGreaterThanOrEqualTo(3);
      assertThat(meters.get("seenheard_projection_position"))
          .isGreaterThanOrEqualTo(meters.get("seenheard_log_position") - 1);
      assertThat(meters.get("seenheard_projection_lag_commits")).isLessThanOrEqualTo(1);
      assertThat(meters.get("seenheard_store_up")).isEqualTo(1);
      assertThat(meters.get("seenheard_push_in_flight")).isZero();
      assertThat(meters.get("seenheard_push_oldest_seconds")).isZero();
      assertThat(meters.get("seenheard_quarantine_changes")).isZero();
      assertThat(meters.get("seenheard_commit_changes_sum")).isGreaterThanOrEqualTo(2);
      assertThat(meters.get("seenheard_commit_insert_seconds_count{outcome=\"inserted\"}"))
          .isGreaterThanOrEqualTo(3);
      assertThat(
              meters.get(
                  "seenheard_http_requests_seconds_count"
                      + "{method=\"GET\",route=\"/v1/incidents/{incident}\",status=\"200\"}"))
          .isEqualTo(1);
      assertThat(
              meters.get(
                  "seenheard_http_requests_seconds_count"
                      + "{method=\"GET\",route=\"unmatched\",status=\"404\"}"))
          .isEqualTo(1);
      assertThat(text).contains("jvm_memory_used_bytes", "seenheard_live_streams 0.0");
      assertNobodysData(text, officer, incident);
      assertThat(text).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}");
    }
  }

  /** By its route whoever looks after the server sees what is refused, and where to look. */
  @Test
  void whatIsRefusedIsCountedUnderItsRoute() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      Caller anybody = Caller.stranger(server.url());
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      anybody.post("/v1/sync/push", Json.EMPTY).expect(400);
      Json.Obj large = Json.object().put("large", "x".repeat(9 * 1024 * 1024)).build();
      anybody.post("/v1/sync/push", large).expect(413);
      anybody.get("/v1/incidents/" + REQUEST).expect(401);
      sergeant.get("/v1/incidents/" + REQUEST).expect(404);
      sergeant.post("/v1/incidents/" + REQUEST, Json.EMPTY).expect(405);
      String text = anybody.get("/metrics").body();
      assertThat(meters(text))
          .containsEntry(counted("POST", "/v1/sync/push", 400), 1.0)
          .containsEntry(counted("POST", "/v1/sync/push", 413), 1.0)
          .containsEntry(counted("GET", "/v1/incidents/{incident}", 401), 1.0)
          .containsEntry(counted("GET", "/v1/incidents/{incident}", 404), 1.0)
          .containsEntry(counted("POST", "/v1/incidents/{incident}", 405), 1.0);
      assertThat(text).doesNotContain("unmatched");
    }
  }

  private static String counted(String method, String route, int status) {
    return "seenheard_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"}"
        .formatted(method, route, status);
  }

  @Test
  void quarantinedAndUnsentChangesAreCounted() {
    try (LiveServer server = LiveServer.start(folder.resolve("data"))) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident(REFERENCE);
      officer.record(incident, Officer.act("authorise"));
      Json.Obj push = officer.push(1, 1).json();
      Json.Obj unsent =
          (Json.Obj)
              new JacksonJsonReader()
                  .read(push.canonical().replace("\"queued\":0", "\"queued\":17"));
      Caller.stranger(server.url()).post("/v1/sync/push", unsent).expect(200);
      // Whoever looks at the register writes down what this process has heard.
      Caller.signedIn(server.url(), "insp71").pull(Optional.empty());
      Caller.signedIn(server.url(), "insp71").get("/v1/handsets").expect(200);
      Map<String, Double> meters = meters(Caller.stranger(server.url()).get("/metrics").body());
      assertThat(meters.get("seenheard_quarantine_changes")).isEqualTo(1);
      assertThat(meters.get("seenheard_handsets_unsent_changes")).isEqualTo(17);
      assertThat(meters.get("seenheard_handsets_with_unsent")).isEqualTo(1);
    }
  }

  @Test
  void withATokenNobodyElseReadsOrRebuilds() {
    Map<String, String> settings = Map.of("SEENHEARD_OPERATIONS_TOKEN", TOKEN);
    try (LiveServer server =
        LiveServer.start(folder.resolve("data"), System::currentTimeMillis, settings)) {
      List<Caller> others =
          List.of(
              Caller.stranger(server.url()),
              Caller.signedIn(server.url(), "insp71"),
              Caller.bearing(server.url(), TOKEN + "x"));
      for (Caller other : others) {
        assertThat(other.get("/metrics").status()).isEqualTo(401);
        assertThat(other.get("/operations/projections").status()).isEqualTo(401);
        assertThat(other.post("/operations/projections", Json.EMPTY).status()).isEqualTo(401);
      }
      Caller operator = Caller.bearing(server.url(), TOKEN);
      assertThat(operator.get("/metrics").status()).isEqualTo(200);
      assertThat(operator.get("/operations/projections").status()).isEqualTo(200);
      assertThat(operator.get("/v1/incidents").status()).isEqualTo(401);
    }
  }

  @Test
  @Tag("long")
  void oneRequestIsFollowedFromThePushToWhoeverListens() throws Exception {
    // The product's own logging, not that of tests.
    Map<String, String> settings =
        Map.of("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
    ServerProcess server = ServerProcess.start(folder.resolve("data"), settings);
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident(REFERENCE);
    officer.record(incident, Officer.set("happened", WORDS));
    HttpRequest push =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/sync/push"))
            .header("Content-Type", "application/json")
            .header("X-Request-Id", REQUEST)
            .POST(HttpRequest.BodyPublishers.ofString(officer.push(1, 1).json().canonical()))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(push, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    Caller.signedIn(server.url(), "ps401").pull(Optional.empty());
    server.terminate(java.time.Duration.ofSeconds(20));

    List<String> steps = new ArrayList<>();
    String commit = "";
    for (String line : server.said().split("\n")) {
      if (line.startsWith("{")) {
        Json.Obj event = (Json.Obj) new JacksonJsonReader().read(line);
        if (line.contains(REQUEST)) {
          String step = event.text("formattedMessage").orElseThrow();
          steps.add(step);
          if (step.equals("committed")) {
            commit = event.whole("commit").orElseThrow().toString();
          } else if (!step.equals("answered")) {
            assertThat(event.whole("commit").orElseThrow().toString()).isEqualTo(commit);
          } else {
            assertThat(event.text("route")).contains("/v1/sync/push");
          }
        }
      }
    }
    assertThat(steps).containsExactlyInAnyOrder("committed", "answered", "projected", "announced");
    assertThat(server.said()).contains("\"formattedMessage\":\"stopped\"");
    assertNobodysData(server.said(), officer, incident);
  }

  private static void assertNobodysData(String text, Officer officer, String incident) {
    assertThat(text)
        .doesNotContain("pc1201")
        .doesNotContain("ps401")
        .doesNotContain(incident)
        .doesNotContain(officer.device())
        .doesNotContain(REFERENCE)
        .doesNotContain("Robin")
        .doesNotContain("Mill Lane")
        .doesNotContain("eyJ");
  }

  /** Each sample by its name and labels; those that are summed over labels by name, too. */
  public static Map<String, Double> meters(String text) {
    Map<String, Double> meters = new TreeMap<>();
    Matcher sample =
        Pattern.compile("(?m)^([a-z_]+(?:\\{[^\\n]*\\})?) ([0-9.E+-]+)$").matcher(text);
    while (sample.find()) {
      meters.put(sample.group(1), Double.parseDouble(sample.group(2)));
    }
    return meters;
  }
}
