package uk.seenheard.api.ground.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Failures;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.http.RawClient;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.http.ServerLimits;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.WireFault;

/** What every request meets before and after a door, whatever the door. */
class ServerTest {
  private static final int MIB = 1024 * 1024;

  /** More than two sockets' buffers hold between them. */
  private static final int LONGER_CHARS = 16 * MIB;

  private final Vertx vertx = Vertx.vertx();
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.with(vertx, List.of(ServerTest::doors));
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  private static void doors(io.vertx.ext.web.Router router) {
    router.post("/echo").handler(context -> Answers.json(context, 200, Answers.body(context)));
    router
        .post(Served.LARGE)
        .handler(
            context ->
                Answers.json(
                    context,
                    200,
                    Json.object().put("members", Answers.body(context).members().size()).build()));
    router
        .get("/bug")
        .handler(
            context -> {
              throw new IllegalStateException("Robin, 7, said: he hit me");
            });
    router
        .get("/later-bug")
        .handler(
            context ->
                Answers.json(
                    context,
                    200,
                    Future.failedFuture(new IOException("Robin, 7")),
                    (String never) -> Json.EMPTY));
    router
        .get("/fault")
        .handler(
            context -> {
              throw new WireFault("changes[2]", "is no text");
            });
    router
        .get("/busy")
        .handler(
            context -> {
              throw Problem.busy("Too many at once; come back", 7);
            });
    router.get("/never").handler(context -> {});
    router
        .get("/page")
        .handler(context -> context.response().putHeader("Content-Type", "text/html").end("<p>a"));
    router.get("/things/:id").handler(context -> Answers.json(context, 200, Json.EMPTY));
    router.put("/things/:id").handler(context -> Answers.json(context, 200, Json.EMPTY));
    router
        .get("/events")
        .handler(
            context -> {
              context
                  .response()
                  .setChunked(true)
                  .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
              context.response().write("event: log\ndata: {\"n\":12}\n\n");
            });
    router
        .get("/longer")
        .handler(
            context ->
                Answers.json(
                    context,
                    200,
                    Json.object()
                        .put(
                            "texts",
                            Json.texts(
                                Collections.nCopies(LONGER_CHARS / 5_000, "tick ".repeat(1_000))))
                        .build()));
    router
        .get("/long")
        .handler(
            context ->
                Answers.json(
                    context, 200, Json.object().put("text", "tick ".repeat(2_000)).build()));
  }

  @Test
  void aBodyIsReadAndAnswered() throws Exception {
    Served.Reply reply = served.post("/echo", " {\"b\":1.0, \"a\":\"ä\"} ", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"a\":\"ä\",\"b\":1}");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  /** What is data is not said to be no page: a handset would be told so at each answer. */
  @Test
  void everyAnswerCarriesAnIdAndTellsBrowsersToTrustNothing() throws Exception {
    for (String path : List.of("/things/1", "/nowhere", "/bug", "/page")) {
      Served.Reply reply = served.get(path, null);
      boolean data = !reply.header("Content-Type").startsWith("text/");
      assertThat(data).isEqualTo(!path.equals("/page"));
      assertThat(reply.header("X-Request-Id")).hasSizeBetween(8, 64);
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      for (String shown :
          List.of(
              "Content-Security-Policy",
              "X-Frame-Options",
              "Referrer-Policy",
              "Cross-Origin-Opener-Policy",
              "Cross-Origin-Resource-Policy",
              "Permissions-Policy")) {
        assertThat(reply.header(shown).isEmpty()).as(path + ": " + shown).isEqualTo(data);
      }
    }
  }

  @Test
  void aProxysIdIsKeptAndAnythingElseIsNot() throws Exception {
    Served.Reply kept =
        served.send(
            served
                .request("/things/1")
                .header("X-Request-Id", "0190c0de-0000-7000-8000-000000000001")
                .GET());
    assertThat(kept.header("X-Request-Id")).isEqualTo("0190c0de-0000-7000-8000-000000000001");
    Served.Reply replaced =
        served.send(served.request("/things/1").header("X-Request-Id", "John-Smith-1985").GET());
    assertThat(replaced.header("X-Request-Id")).doesNotContain("Smith");
  }

  @Test
  void aPathThatIsNotThereIsAProblem() throws Exception {
    Served.Reply reply = served.get("/nowhere", null);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.problem()).isEqualTo("not-found");
  }

  @Test
  void aMethodThatIsNotThereIsAProblemThatNamesThoseThatAre() throws Exception {
    Served.Reply reply = served.send(served.request("/things/1").method("DELETE", noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.problem()).isEqualTo("method-not-allowed");
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, PUT");
  }

  @Test
  void aBugIsAProblemThatSaysNothingOfWhatWasSaid() throws Exception {
    for (String path : List.of("/bug", "/later-bug")) {
      Served.Reply reply = served.get(path, null);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.problem()).isEqualTo("internal");
      assertThat(reply.body()).doesNotContain("Robin").doesNotContain("Exception");
      assertThat(reply.json().text("request")).contains(reply.header("X-Request-Id"));
    }
  }

  @Test
  void aTraceForTheLogHoldsNoMessages() {
    String trace = Failures.trace(new IllegalStateException("Robin", new IOException("he hit me")));
    assertThat(trace)
        .contains("IllegalStateException", "caused by java.io.IOException", "ServerTest")
        .doesNotContain("Robin")
        .doesNotContain("hit");
  }

  @Test
  void aFaultOfTheWireNamesItsMember() throws Exception {
    Served.Reply reply = served.get("/fault", null);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("malformed");
    assertThat(reply.field()).isEqualTo("changes[2]");
  }

  @Test
  void whoeverIsToComeBackIsToldWhen() throws Exception {
    Served.Reply reply = served.get("/busy", null);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("7");
  }

  @Test
  void whatIsNoJsonIsRefused() throws Exception {
    for (String body :
        List.of("{", "nonsense", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "[".repeat(25), "[1]", "7")) {
      Served.Reply reply = served.post("/echo", body, null);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.problem()).isEqualTo("malformed");
      assertThat(reply.field()).isEqualTo("body");
    }
  }

  @Test
  void aMissingBodyIsRefused() throws Exception {
    Served.Reply reply = served.send(served.request("/echo").POST(noBody()));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field()).isEqualTo("body");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws Exception {
    byte[] latin = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    Served.Reply reply =
        served.send(json("/echo").POST(HttpRequest.BodyPublishers.ofByteArray(latin)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().text("detail").orElse("")).contains("UTF-8");
  }

  @Test
  void anotherTypeOfBodyIsRefused() throws Exception {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16")) {
      Served.Reply reply =
          served.send(
              served
                  .request("/echo")
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}")));
      assertThat(reply.status()).as(type).isEqualTo(415);
      assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
    try (RawClient client = new RawClient(served.server().port())) {
      String answer =
          client
              .send(
                  "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 99999999999999\r\n\r\n")
              .untilClosed();
      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
    }
  }

  @Test
  void aBodyThatGrowsOverTheLimitIsRefused() throws Exception {
    byte[] large = ("{\"a\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    Served.Reply chunked =
        served.send(
            json("/echo")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.problem()).isEqualTo("too-large");
  }

  @Test
  void aPathWithALargerLimitTakesMore() throws Exception {
    String large = "{\"a\":\"" + "x".repeat(7 * MIB) + "\"}";
    assertThat(served.post(Served.LARGE, large, null).body()).isEqualTo("{\"members\":1}");
    assertThat(served.post(Served.LARGE, "{\"a\":\"" + "x".repeat(9 * MIB) + "\"}", null).status())
        .isEqualTo(413);
  }

  @Test
  void aPackedBodyIsUnpacked() throws Exception {
    Served.Reply reply = packed("/echo", gzip("{\"a\":\"" + "x".repeat(100_000) + "\"}"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(100_008);
  }

  @Test
  void aPackedBodyThatUnpacksOverTheLimitIsRefused() throws Exception {
    byte[] bomb = gzip("{\"a\":\"" + "x".repeat(64 * MIB) + "\"}");
    assertThat(bomb.length).isLessThan(256 * 1024);
    Served.Reply reply = packed("/echo", bomb);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.problem()).isEqualTo("too-large");
  }

  @Test
  void whatIsNotPackedAsItSaysIsRefused() throws Exception {
    Served.Reply reply = packed("/echo", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().text("detail").orElse("")).contains("gzip");
    Served.Reply torn = packed("/echo", java.util.Arrays.copyOf(gzip("{\"a\":1}"), 12));
    assertThat(torn.status()).isEqualTo(400);
  }

  @Test
  void memoryOfBodiesIsGivenBackHoweverARequestEnds() throws Exception {
    served.post(Served.LARGE, "{\"a\":\"" + "x".repeat(MIB) + "\"}", null);
    served.post("/echo", "{", null);
    packed("/echo", gzip("{\"a\":\"" + "x".repeat(MIB) + "\"}"));
    try (RawClient client = new RawClient(served.server().port())) {
      client.send(
          "POST /large HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000000\r\n\r\n"
              + "x".repeat(50_000));
      await(() -> served.server().bodyBytesHeld() == 50_000);
    }
    await(() -> served.server().bodyBytesHeld() == 0);
  }

  @Test
  void moreBodiesThanMemoryAllowsAreToldToComeBack() throws Exception {
    try (Served small =
            Served.with(
                Vertx.vertx(),
                limits(MIB, 100, 20_000, 20_000, 20_000),
                List.of(ServerTest::doors));
        RawClient holding = new RawClient(small.server().port())) {
      holding.send(
          "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000000\r\n\r\n"
              + "x".repeat(900_000));
      await(() -> small.server().bodyBytesHeld() == 900_000);
      Served.Reply reply = small.post("/echo", "{\"a\":\"" + "x".repeat(200_000) + "\"}", null);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.problem()).isEqualTo("busy");
      assertThat(reply.header("Retry-After")).isEqualTo("2");
      assertThat(small.post("/echo", "{\"a\":1}", null).status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatDribblesInIsCutOff() throws Exception {
    try (Served small =
            Served.with(
                Vertx.vertx(), limits(MIB, 100, 20_000, 300, 20_000), List.of(ServerTest::doors));
        RawClient client = new RawClient(small.server().port())) {
      String answer =
          client
              .send(
                  "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100\r\n\r\n{")
              .untilClosed();
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("/problems/too-slow");
    }
  }

  @Test
  void aHeadThatDribblesInIsCutOff() throws Exception {
    try (Served small =
            Served.with(
                Vertx.vertx(), limits(MIB, 100, 300, 20_000, 20_000), List.of(ServerTest::doors));
        RawClient client = new RawClient(small.server().port())) {
      assertThat(client.send("GET /things/1 HTTP/1.1\r\nHos").untilClosed()).isEmpty();
    }
  }

  @Test
  void aConnectionThatIsAnsweringIsNotCutOff() throws Exception {
    try (Served small =
            Served.with(
                Vertx.vertx(), limits(MIB, 100, 200, 20_000, 1_500), List.of(ServerTest::doors));
        RawClient client = new RawClient(small.server().port())) {
      String answer =
          client.send("GET /never HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("not-ready");
      assertThat(answer).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 5");
    }
  }

  @Test
  void whoWaitsAtTheLimitMakesRoomSilentOnesFirst() throws Exception {
    try (Served small =
            Served.with(
                Vertx.vertx(), limits(MIB, 2, 20_000, 20_000, 20_000), List.of(ServerTest::doors));
        RawClient asked = new RawClient(small.server().port())) {
      asked.send("GET /things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("{}");
      try (RawClient silent = new RawClient(small.server().port())) {
        await(() -> small.server().connectionsOpen() == 2);
        try (RawClient third = new RawClient(small.server().port())) {
          third.send("GET /things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("{}");
        }
        assertThat(silent.untilClosed()).isIn("", "<reset>");
      }
      assertThat(asked.send("GET /things/2 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("{}"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void moreConnectionsThanTheLimitAreClosedWhenAllAreAtWork() throws Exception {
    try (Served small =
        Served.with(
            Vertx.vertx(), limits(MIB, 2, 20_000, 20_000, 20_000), List.of(ServerTest::doors))) {
      List<RawClient> open = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        RawClient client = new RawClient(small.server().port());
        client.send("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("data:");
        open.add(client);
      }
      try (RawClient third = new RawClient(small.server().port())) {
        assertThat(third.send("GET /things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").untilClosed())
            .isIn("", "<reset>");
      }
      for (RawClient client : open) {
        client.close();
      }
      await(() -> small.server().connectionsOpen() == 0);
      assertThat(small.get("/things/1", null).status()).isEqualTo(200);
    }
  }

  @Test
  void headsThatCannotBeReadAreProblems() throws Exception {
    assertThat(raw("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        .matches("(?s)HTTP/1.. 414 .*")
        .contains("/problems/uri-too-long");
    assertThat(
            raw(
                "GET /things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "
                    + "x".repeat(20_000)
                    + "\r\n\r\n"))
        .matches("(?s)HTTP/1.. 431 .*")
        .contains("/problems/head-too-large");
    assertThat(raw("NONSENSE\r\n\r\n"))
        .matches("(?s)HTTP/1.. 400 .*")
        .contains("/problems/malformed");
    assertThat(raw("GET /things/%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("/problems/malformed");
  }

  @Test
  void aDoorThatNeverAnswersIsAnsweredFor() throws Exception {
    try (Served small =
        Served.with(
            Vertx.vertx(), limits(MIB, 100, 20_000, 20_000, 200), List.of(ServerTest::doors))) {
      Served.Reply reply = small.get("/never", null);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.problem()).isEqualTo("not-ready");
    }
  }

  @Test
  void longAnswersArePackedWhenTheClientWants() throws Exception {
    Served.Reply reply =
        served.send(served.request("/long").header("Accept-Encoding", "gzip").GET());
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(served.get("/long", null).header("Content-Encoding")).isEmpty();
  }

  @Test
  void eventsArriveAtOnceEvenAtAClientThatTakesPackedAnswers() throws Exception {
    try (RawClient client = new RawClient(served.server().port())) {
      String answer =
          client
              .send("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n")
              .until("\n\r\n");
      assertThat(answer + client.until("}")).contains("data: {\"n\":12}");
    }
  }

  @Test
  void healthSaysWhatIsMissing() throws Exception {
    Promise<List<Readiness.Check>> never = Promise.promise();
    List<Readiness> states =
        List.of(
            () -> Future.succeededFuture(List.of(new Readiness.Check("store", true, ""))),
            () ->
                Future.succeededFuture(
                    List.of(
                        new Readiness.Check("store", false, "no answer; is it started?"),
                        new Readiness.Check("projections", true, ""))),
            () -> Future.failedFuture(new IOException("secret host")),
            never::future,
            () ->
                Future.succeededFuture(
                    List.of(new Readiness.Check("store", true, "full; make room"))));
    List<Integer> statuses = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (Readiness state : states) {
      HealthDoor health = new HealthDoor(state, Optional.of("1.2.3"));
      try (Served small = Served.with(Vertx.vertx(), List.of(health))) {
        assertThat(small.get("/health/live", null).status()).isEqualTo(200);
        Served.Reply reply = small.get("/health/ready", null);
        statuses.add(reply.status());
        bodies.add(reply.body());
      }
    }
    assertThat(statuses).containsExactly(200, 503, 503, 503, 200);
    assertThat(bodies.get(1)).contains("no answer; is it started?").contains("Not ready: store");
    assertThat(bodies.get(2)).doesNotContain("secret");
    assertThat(bodies)
        .as("whoever reports a fault says which version")
        .allMatch(body -> body.contains("\"version\":\"1.2.3\""));
    assertThat(bodies.get(0)).contains("\"status\":\"ready\"");
    assertThat(bodies.get(4)).contains("\"status\":\"degraded\"", "full; make room");
  }

  private String raw(String request) throws IOException {
    try (RawClient client = new RawClient(served.server().port())) {
      return client.send(request).untilClosed();
    }
  }

  /** Somebody who asks for much and reads nothing holds memory that others wait for. */
  @Test
  void aReaderWhoTakesNoPieceInTimeIsCutAndItsRoomIsFree() throws Exception {
    try (Served impatient =
            Served.with(
                Vertx.vertx(),
                limits(MIB, 1_000, 20_000, 60_000, 60_000, 300),
                List.of(ServerTest::doors));
        RawClient silent = new RawClient(impatient.server().port())) {
      silent.send("GET /longer HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").until("200 OK");
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (impatient.server().answerBytesHeld() > 0 && System.nanoTime() < until) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      assertThat(impatient.server().answerBytesHeld()).isZero();
      // What the sockets held is there, and then the connection's end; not the rest.
      assertThat(silent.untilClosed().length()).isLessThan(LONGER_CHARS);
    }
  }

  private Served.Reply packed(String path, byte[] bytes) throws Exception {
    return served.send(
        json(path)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  private HttpRequest.Builder json(String path) {
    return served.request(path).header("Content-Type", "application/json; charset=UTF-8");
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static ServerLimits limits(
      long allBodies, int connections, long head, long body, long answer) {
    return limits(allBodies, connections, head, body, answer, 60_000);
  }

  private static ServerLimits limits(
      long allBodies, int connections, long head, long body, long answer, long piece) {
    return new ServerLimits(
        1_000_000, Map.of(), allBodies, connections, head, body, answer, piece, 600);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline of the condition").isLessThan(until);
      Thread.onSpinWait();
    }
  }
}
