package uk.seenheard.api.trust.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** A machine that signs in by itself: for its feeds, by its secret, until somebody ends it. */
class MachineClientsHttpTest {
  private static final String FEED = "/v1/records/revisions";

  @TempDir Path data;
  private final AtomicLong now = new AtomicLong(1_795_910_400_000L);
  private final HttpClient http = HttpClient.newHttpClient();

  private static Caller inspector(LiveServer server) {
    return Caller.signedIn(server.url(), "insp71");
  }

  private static String made(LiveServer server, String client, String... scopes) {
    return asked(server, client, "records", scopes).expect(200).text("secret").orElseThrow();
  }

  private static Caller.Answer asked(
      LiveServer server, String client, String person, String... scopes) {
    return inspector(server)
        .post(
            "/v1/clients",
            Json.object()
                .put("client", client)
                .put("person", person)
                .put("scopes", Json.texts(java.util.List.of(scopes)))
                .build());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** As any library for OAuth asks. */
  private HttpResponse<String> token(LiveServer server, String client, String secret, String more)
      throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ':' + secret).getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials" + more)));
  }

  private static String text(HttpResponse<String> answer, String member) {
    return ((Json.Obj) new JacksonJsonReader().read(answer.body())).text(member).orElse("");
  }

  private int status(LiveServer server, String token, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + token))
        .statusCode();
  }

  @Test
  void aMachineReadsItsFeedAndNoOther() throws Exception {
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String secret = made(server, "rms-1", "records");
      HttpResponse<String> answer = token(server, "rms-1", secret, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(text(answer, "token_type")).isEqualTo("Bearer");
      assertThat(text(answer, "scope")).isEqualTo("records");
      String token = text(answer, "access_token");
      assertThat(status(server, token, FEED)).isEqualTo(200);
      assertThat(status(server, token, "/v1/webhooks")).isEqualTo(403);
      assertThat(status(server, token, "/v1/clients")).isEqualTo(403);
      assertThat(status(server, token, "/v1/incidents")).isEqualTo(403);
      assertThat(token(server, "rms-1", secret, "&scope=webhooks").statusCode()).isEqualTo(401);
      assertThat(token(server, "rms-1", secret + "x", "").statusCode()).isEqualTo(401);
      assertThat(text(token(server, "rms-2", secret, ""), "error")).isEqualTo("invalid_client");
      assertThat(server.ledger().toString()).doesNotContain(secret);
      // After its hour it asks for another.
      now.addAndGet(Duration.ofHours(1).toMillis());
      assertThat(status(server, token, FEED)).isEqualTo(401);
    }
  }

  /** The system of a hub signs in as the systems of the force do, and does what the hub may. */
  @Test
  void theMachineOfARecipientFollowsItsNoticesAndNothingElse() throws Exception {
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String secret =
          asked(server, "hub-1", "hub", "notices", "webhooks")
              .expect(200)
              .text("secret")
              .orElseThrow();
      String token = text(token(server, "hub-1", secret, ""), "access_token");
      assertThat(status(server, token, "/v1/feeds/referrals")).isEqualTo(200);
      assertThat(status(server, token, "/v1/webhooks")).isEqualTo(200);
      assertThat(status(server, token, FEED)).isEqualTo(403);
      assertThat(status(server, token, "/v1/referrals")).isEqualTo(403);
      String only = text(token(server, "hub-1", secret, "&scope=webhooks"), "access_token");
      assertThat(status(server, only, "/v1/feeds/referrals")).isEqualTo(403);
      assertThat(asked(server, "hub-2", "hub", "records").status()).isEqualTo(400);
      assertThat(asked(server, "rms-2", "records", "notices").status()).isEqualTo(400);
      for (String person : java.util.List.of("insp71", "pc1201", "triage1", "nobody")) {
        assertThat(asked(server, "in-1", person, "notices").status()).as(person).isEqualTo(400);
      }
    }
  }

  @Test
  void secretsAreChangedWithADayForBothAndAnEndedOneIsGoodForNothingAlsoAfterARestart()
      throws Exception {
    String changed;
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String secret = made(server, "rms-1", "records", "webhooks");
      changed =
          inspector(server)
              .post("/v1/clients/rms-1/secret", "")
              .expect(200)
              .text("secret")
              .orElseThrow();
      assertThat(token(server, "rms-1", secret, "").statusCode()).isEqualTo(200);
      assertThat(token(server, "rms-1", changed, "").statusCode()).isEqualTo(200);
      now.addAndGet(Duration.ofHours(25).toMillis());
      assertThat(token(server, "rms-1", secret, "").statusCode()).isEqualTo(401);
    }
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String token = text(token(server, "rms-1", changed, ""), "access_token");
      assertThat(status(server, token, FEED)).isEqualTo(200);
      inspector(server)
          .post("/v1/clients/rms-1/end", Json.object().put("reason", "the system is gone").build())
          .expect(200);
      assertThat(status(server, token, FEED)).as("at once").isEqualTo(401);
      assertThat(token(server, "rms-1", changed, "").statusCode()).isEqualTo(401);
      inspector(server).post("/v1/clients/rms-1/secret", "").expect(404);
    }
  }

  @Test
  void whoGuessesIsHeldUpAndWhoHasTheSecretIsNot() throws Exception {
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String secret = made(server, "rms-1", "records");
      int last = 0;
      for (int i = 0; i < 31; i++) {
        last = token(server, "rms-1", "guess-" + i, "").statusCode();
      }
      assertThat(last).isEqualTo(429);
      assertThat(token(server, "rms-1", secret, "").statusCode()).isEqualTo(200);
      for (int i = 0; i < 30; i++) {
        last = token(server, "rms-1", secret, "").statusCode();
      }
      assertThat(last).as("one that asks for each request").isEqualTo(429);
    }
  }
}
