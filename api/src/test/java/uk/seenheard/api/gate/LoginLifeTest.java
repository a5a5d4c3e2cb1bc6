package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.contract.PublishedContract;

/**
 * A login ends: a day after it was issued at the latest, whatever it says of itself, and at once
 * where somebody signs out of it; at every route, in the next process too.
 */
@Tag("long")
class LoginLifeTest {
  private static final Held HELD = Held.of(15, "Logins that do not end", LoginLifeTest.class);

  private static final String ISSUER = "https://id.example";
  private static final Map<String, String> SOMEBODY =
      Map.of(
          "officer", "pc1201",
          "supervisor", "ps401",
          "inspector", "insp71",
          "integrator", "records",
          "triage", "triage1",
          "recipient", "hub");

  @TempDir static Path folder;
  private static final KeyPair PROVIDER = Jwts.SIG.ES256.keyPair().build();
  private static final AtomicLong NOW = new AtomicLong(System.currentTimeMillis());
  private static final AtomicLong NUMBER = new AtomicLong();
  private static LiveServer server;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(
        folder.resolve("provider.json"),
        "{\"keys\":[" + jwk((ECPublicKey) PROVIDER.getPublic()) + "]}");
    try (var roster =
        Caller.class.getResourceAsStream("/uk/seenheard/api/ground/roster/demo-force.json")) {
      Files.write(folder.resolve("roster.json"), roster.readAllBytes());
    }
    server = serve();
  }

  private static LiveServer serve() {
    return LiveServer.start(
        folder.resolve("data"),
        NOW::get,
        Map.of(
            "SEENHEARD_DEMO",
            "false",
            "SEENHEARD_FORCE",
            folder.resolve("roster.json").toString(),
            "SEENHEARD_LOGIN_KEYS",
            folder.resolve("provider.json").toString(),
            "SEENHEARD_LOGIN_ISSUER",
            ISSUER));
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  @Test
  void aLoginThatSaysWhenItBeganAndEndsIsTaken() {
    assertThat(ask(readForms(), token("pc1201", times(0, 3_600))).status()).isEqualTo(200);
  }

  @TestFactory
  Stream<DynamicTest> noEndThatIsNoneIsTakenAtAnyRoute() {
    Map<String, Map<String, Object>> odd = new LinkedHashMap<>();
    long now = NOW.get() / 1_000;
    odd.put("no end", Map.of("iat", now));
    odd.put("no beginning", Map.of("exp", now + 60));
    odd.put("an end as a text", Map.of("iat", now, "exp", Long.toString(now + 60)));
    odd.put("an end as a day", Map.of("iat", now, "exp", "2099-01-01T00:00:00Z"));
    odd.put("an end after the end of time", Map.of("iat", now, "exp", 1_000_000_000_000_000_000L));
    odd.put("an end below zero", Map.of("iat", now, "exp", -1));
    odd.put("an end that is a truth", Map.of("iat", now, "exp", true));
    odd.put("a beginning as a text", Map.of("iat", Long.toString(now), "exp", now + 60));
    odd.put("a beginning to come", Map.of("iat", now + 86_400, "exp", now + 90_000));
    odd.put("a use to come", Map.of("iat", now, "exp", now + 60, "nbf", now + 50));
    odd.put("a use as a text", Map.of("iat", now, "exp", now + 60, "nbf", "now"));
    odd.put("a day that is over", Map.of("iat", now - 86_401, "exp", now + 86_400));
    HELD.walking(odd.size() + " ends that are none, and signed out, at every route");
    return odd.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    "every route with " + one.getKey(),
                    () -> {
                      for (PublishedContract.Operation operation : guarded()) {
                        String person = SOMEBODY.get(operation.roles().iterator().next());
                        HELD.tries(
                            operation + " with " + one.getKey(),
                            () -> {
                              Caller.Answer answer = ask(operation, token(person, one.getValue()));
                              assertThat(answer.status()).as(answer.body()).isEqualTo(401);
                            });
                      }
                    }));
  }

  @Test
  void aLoginOfTenYearsEndsAfterADay() {
    String token = token("pc1201", times(0, Duration.ofDays(3_650).toSeconds()));
    assertThat(ask(readForms(), token).status()).isEqualTo(200);
    long before = NOW.get();
    NOW.addAndGet(Duration.ofHours(24).toMillis() + 1_000);
    try {
      HELD.tries(
          "ten years",
          () -> {
            Caller.Answer late = ask(readForms(), token);
            assertThat(late.status()).isEqualTo(401);
            assertThat(late.json().text("reason")).contains("expired");
          });
    } finally {
      NOW.set(before);
    }
  }

  @Test
  void aLoginThatWasSignedOutOfIsRefusedAtEveryRouteAndByTheNextProcess() throws Exception {
    for (String role : SOMEBODY.keySet()) {
      String token = token(SOMEBODY.get(role), times(0, 3_600));
      Caller.bearing(server.url(), token).post("/v1/sign-out", "").expect(200);
      assertEnded(role, token);
    }
    String token = token("pc1202", times(0, 3_600));
    Caller.bearing(server.url(), token).post("/v1/sign-out", "").expect(200);
    server.close();
    server = serve();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (ask(readForms(), token).status() == 200 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEnded("officer", token);
    assertThat(ask(readForms(), token("pc1202", times(1, 3_600))).status()).isEqualTo(200);
  }

  @Test
  void anotherSignatureOfTheSameLoginIsTheSameLogin() throws Exception {
    Map<String, Object> times = times(2, 3_600);
    String one = token("pc1203", times);
    String other = token("pc1203", times);
    assertThat(other).isNotEqualTo(one);
    Caller.bearing(server.url(), one).post("/v1/sign-out", "").expect(200);
    assertEnded("officer", other);
  }

  @Test
  void itsStreamEndsWithIt() throws Exception {
    String token = token("ps401", times(3, 3_600));
    HttpResponse<Stream<String>> live =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(java.net.URI.create(server.url() + "/v1/sync/live"))
                    .header("Authorization", "Bearer " + token)
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    Thread reader =
        new Thread(
            () -> {
              try {
                live.body().forEach(line -> {});
              } catch (java.io.UncheckedIOException cut) {
                // The stream was cut: that is what is waited for.
              }
            });
    reader.start();
    Caller.bearing(server.url(), token).post("/v1/sign-out", "").expect(200);
    reader.join(Duration.ofSeconds(30).toMillis());
    assertThat(reader.isAlive()).isFalse();
  }

  private static void assertEnded(String role, String token) {
    for (PublishedContract.Operation operation : guarded()) {
      if (operation.roles().contains(role)) {
        HELD.tries(
            operation + " after signing out",
            () -> {
              Caller.Answer answer = ask(operation, token);
              assertThat(answer.status()).as(answer.body()).isEqualTo(401);
              assertThat(answer.json().text("reason")).as(answer.body()).contains("signed-out");
            });
      }
    }
  }

  private static List<PublishedContract.Operation> guarded() {
    return PublishedContract.operations().stream()
        .filter(operation -> !operation.roles().isEmpty())
        .toList();
  }

  private static PublishedContract.Operation readForms() {
    return guarded().stream().filter(one -> one.id().equals("listForms")).findFirst().orElseThrow();
  }

  private static Caller.Answer ask(PublishedContract.Operation operation, String token) {
    Caller caller = Caller.bearing(server.url(), token);
    return operation.method().equals("GET")
        ? caller.get(operation.samplePath())
        : caller.post(operation.samplePath(), "{}");
  }

  private static Map<String, Object> times(long ago, long lasting) {
    long now = NOW.get() / 1_000;
    return Map.of(
        "iat", now - ago, "exp", now + lasting, "jti", "login-" + NUMBER.incrementAndGet());
  }

  private static String token(String person, Map<String, Object> times) {
    String head = text("{\"alg\":\"ES256\",\"kid\":\"provider-1\",\"typ\":\"JWT\"}");
    StringBuilder claims = new StringBuilder("{\"iss\":\"" + ISSUER + "\",\"aud\":\"seenheard\"");
    claims.append(",\"force\":\"marlshire\",\"sub\":\"").append(person).append('"');
    times.forEach(
        (name, value) ->
            claims
                .append(",\"")
                .append(name)
                .append("\":")
                .append(value instanceof String ? "\"" + value + "\"" : value));
    String signed = head + '.' + text(claims.append('}').toString());
    try {
      java.security.Signature signature =
          java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(PROVIDER.getPrivate());
      signature.update(signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return signed + '.' + base64(signature.sign());
    } catch (java.security.GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String jwk(ECPublicKey key) {
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"provider-1\",\"alg\":\"ES256\",\"x\":\""
        + base64(fixed(key.getW().getAffineX()))
        + "\",\"y\":\""
        + base64(fixed(key.getW().getAffineY()))
        + "\"}";
  }

  private static byte[] fixed(java.math.BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, out, 32 - (bytes.length - from), bytes.length - from);
    return out;
  }

  private static String text(String json) {
    return base64(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
