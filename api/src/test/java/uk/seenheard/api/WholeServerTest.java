package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.ground.http.AccessMatrix;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.roster.Force;

/** The server with every door: its routes, who gets through them, and what it makes of rubbish. */
class WholeServerTest extends AccessMatrix {
  private static final long HOUR = 3_600_000;
  private static final Map<String, String> SOMEBODY =
      Map.of(
          "officer", "pc1201",
          "supervisor", "ps401",
          "inspector", "insp71",
          "integrator", "records",
          "triage", "triage1",
          "recipient", "hub");
  private static final List<String> RUBBISH =
      List.of(
          "{",
          "",
          "null",
          "[]",
          "\"text\"",
          "{\"a\":1}",
          "{\"$where\":\"sleep(1000)\"}",
          "{\"person\":{\"$ne\":null},\"device\":[],\"cursor\":{\"$gt\":\"\"},\"frontier\":7,\"ops\":{}}",
          "{\"person\":\"\\u0000\\u202e\",\"enrolment\":\"\\u0000\",\"cursor\":\"\\ud83d\\ude00\"}",
          "{\"frontier\":\"" + "0".repeat(64) + "\",\"ops\":[null,7,{\"op\":{}}]}",
          "{\"protocol\":2,\"changes\":[null]}",
          "{\"protocol\":1e400}",
          "[".repeat(100_000),
          "{\"a\":".repeat(30) + "1" + "}".repeat(30),
          "{\"a\":\"\\ud800\"}");
  private static final List<String> QUERIES =
      List.of(
          "?cursor=%00",
          "?cursor[$gt]=",
          "?cursor=../../etc/passwd",
          "?cursor=" + "x".repeat(4_000),
          "?limit=-1",
          "?limit=99999999999999999999",
          "?limit=1e3",
          "?state=%E2%80%AE",
          "?state=$ne&team=$gt",
          "?cursor=%FF%FE");

  @TempDir static Path folder;
  private static Vertx vertx;
  private static Wiring.Running running;
  private static Served served;
  private static Keys keys;
  private static PublishedContract contract;
  private static final Map<String, String> LOGINS = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    Settings settings =
        Settings.from(
            Map.of(
                "SEENHEARD_DEMO", "true",
                "SEENHEARD_PORT", "0",
                "SEENHEARD_DATA", folder.resolve("data").toString()));
    running =
        new Wiring(vertx, settings, System::currentTimeMillis, ended -> {})
            .start()
            .await(60, TimeUnit.SECONDS);
    served = Served.by(running.server());
    keys = Keys.load(folder.resolve("data").resolve("keys.json"));
    contract = PublishedContract.read(vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    running.close(vertx).await(30, TimeUnit.SECONDS);
  }

  @Test
  void itsRoutesAreThoseOfTheContract() {
    PublishedContract.assertServedBy(running.server(), true);
  }

  @Test
  void whatItReadsOutFitsTheContract() throws Exception {
    int judged = 0;
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (operation.method().equals("GET") && !operation.stream()) {
        String role = operation.roles().stream().findFirst().orElse(null);
        Served.Reply reply = served.get(operation.samplePath(), role == null ? null : login(role));
        if (reply.header("Content-Type").endsWith("json")) {
          contract.assertFits(operation.id(), reply);
          judged++;
        }
      }
    }
    assertThat(judged).isGreaterThan(8);
    contract.assertFits(
        "demoSignIn", served.post("/v1/demo/sign-in", "{\"person\":\"pc1201\"}", null));
  }

  @TestFactory
  Stream<DynamicTest> rubbishIsRefusedAndNothingBreaks() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (!operation.stream()) {
        tests.add(
            DynamicTest.dynamicTest(operation.toString(), () -> assertRefusesRubbish(operation)));
      }
    }
    return tests.stream();
  }

  private void assertRefusesRubbish(PublishedContract.Operation operation) throws Exception {
    String role = operation.roles().stream().findFirst().orElse(null);
    String bearer = role == null ? null : login(role);
    if (operation.method().equals("GET")) {
      for (String query : QUERIES) {
        Served.Reply reply =
            served.get(
                operation.samplePath() + query.replace("[", "%5B").replace("]", "%5D"), bearer);
        assertThat(reply.status()).as(query + " -> " + reply.body()).isLessThan(500);
        if (reply.status() >= 400) {
          assertThat(PublishedContract.problems()).contains(reply.problem());
        }
      }
      return;
    }
    for (String body : RUBBISH) {
      if (body.isEmpty() && !operation.takesObject()) {
        continue;
      }
      HttpRequest.Builder request =
          served.request(operation.samplePath()).header("Content-Type", "application/json");
      if (bearer != null) {
        request.header("Authorization", "Bearer " + bearer);
      }
      Served.Reply reply = served.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
      String shown = body.substring(0, Math.min(60, body.length()));
      assertThat(reply.status()).as(shown + " -> " + reply.body()).isBetween(400, 499);
      assertThat(PublishedContract.problems()).contains(reply.problem());
      if (reply.status() == 400) {
        assertThat(reply.field()).as(shown + " -> " + reply.body()).isNotEmpty();
      }
    }
  }

  @Test
  void pathsThatPlayTricksLeadNowhere() throws Exception {
    for (String path :
        List.of(
            "/v1/incidents/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/v1/incidents/%00",
            "/v1/incidents/$gt",
            "/v1/incidents/0190C0DE-0000-7000-8000-00000000000g",
            "/v1/forms/..%2f..%2fkeys/1",
            "/v1/forms/domestic-abuse/0",
            "/v1/forms/domestic-abuse/99999999999999999999",
            "/v1/forms/%E2%80%AE/1",
            "/v1/incidents/../../health/nothing",
            "/problems/..%2f..%2fx")) {
      Served.Reply reply = served.get(path, login("supervisor"));
      assertThat(reply.status()).as(path + " -> " + reply.body()).isBetween(400, 499);
      assertThat(PublishedContract.problems()).contains(reply.problem());
      assertThat(reply.body()).doesNotContain("passwd").doesNotContain("keys");
    }
  }

  @Override
  protected Served served() {
    return served;
  }

  @Override
  protected String login(String role) {
    return LOGINS.computeIfAbsent(
        role,
        wanted -> {
          try {
            String body = "{\"person\":\"" + SOMEBODY.get(wanted) + "\"}";
            return served.post("/v1/demo/sign-in", body, null).json().text("token").orElseThrow();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  @Override
  protected List<String> badLogins() {
    Force force = Force.demo(new JacksonJsonReader());
    Force other = new Force("otherforce", "Another force", force.teams(), force.people());
    return List.of(
        login(new Tokens(other, keys, new LoginSource.Demo(), new JdkDigests()), force, HOUR),
        login(
            new Tokens(force, Keys.fresh(), new LoginSource.Demo(), new JdkDigests()), force, HOUR),
        login(new Tokens(force, keys, new LoginSource.Demo(), new JdkDigests()), force, -1));
  }

  private static String login(Tokens tokens, Force force, long lasting) {
    long now = System.currentTimeMillis();
    return tokens
        .demoIssuer()
        .orElseThrow()
        .login(force.person("insp71").orElseThrow(), now - HOUR, now + lasting);
  }
}
