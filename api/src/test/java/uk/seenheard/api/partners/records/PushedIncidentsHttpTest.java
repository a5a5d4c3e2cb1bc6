package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** Revisions that are posted to an API of the force's, which answers 201 once it has them. */
class PushedIncidentsHttpTest {
  @TempDir Path folder;

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void eachRevisionIsPostedWholeUntilItIsOnTheirDiskAndToNoOtherAddress() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    List<String> keys = new CopyOnWriteArrayList<>();
    AtomicInteger answer = new AtomicInteger(200); // taken, it says, but not that it is on its disk
    HttpServer theirs =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 20);
    theirs.createContext(
        "/incidents",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-API-Key")));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    theirs.start();
    String url = "http://127.0.0.1:" + theirs.getAddress().getPort() + "/incidents";
    Files.writeString(folder.resolve("key.txt"), "only-for-tests\n");
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.json"),
            "{\"incident\": [{\"from\": \"reference\", \"to\":"
                + " \"incidentReportedAlreadyReference\"}], \"push\": {\"url\": \""
                + url
                + "\", \"header\": \"X-API-Key\", \"keyFile\": \"key.txt\"}}");
    try (LiveServer server =
        LiveServer.start(
            folder.resolve("data"),
            System::currentTimeMillis,
            Map.of(
                "SEENHEARD_MAPPING", mapping.toString(), "SEENHEARD_PARTNER_HOSTS", "127.0.0.1"))) {
      Caller records = Caller.signedIn(server.url(), "records");
      Json.Builder asked = Json.object().put("feed", "incidents").put("from", 1);
      Caller.Answer elsewhere =
          records.post(
              "/v1/webhooks", asked.put("url", url.replace("/incidents", "/elsewhere")).build());
      assertThat(elsewhere.status()).isEqualTo(400);
      records.post("/v1/webhooks", asked.put("url", url).build()).expect(200);
      String incident = RecordedCase.record(server, "PUSH-1", RecordedCase.read("case-1-complete"));
      RecordedCase.authorise(server, incident).expect(201);
      until("it is tried", () -> !bodies.isEmpty());
      until(
          "it is tried again: 200 is not 201",
          () -> {
            Json.Obj one =
                (Json.Obj) records.get("/v1/webhooks").expect(200).items("webhooks").get(0);
            return one.whole("failures").orElse(0L) > 0;
          });
      answer.set(201);
      until(
          "it is taken",
          () -> {
            Json.Obj one =
                (Json.Obj) records.get("/v1/webhooks").expect(200).items("webhooks").get(0);
            return one.text("waiting").isEmpty() && one.whole("failures").orElse(1L) == 0;
          });
      assertThat(keys).allMatch("only-for-tests"::equals);
      Json.Obj body = (Json.Obj) new JacksonJsonReader().read(bodies.get(0));
      assertThat(body.object("data").text("id")).contains(incident);
      assertThat(body.object("seenheard").text("incident")).contains(incident);
      assertThat(server.ledger())
          .filteredOn(one -> one.act().equals("disclosed-to-records"))
          .isNotEmpty()
          .allMatch(one -> one.by().startsWith("server-"));
      assertThat(records.get("/v1/webhooks").expect(200).canonical())
          .doesNotContain("only-for-tests");
    } finally {
      theirs.stop(0);
    }
  }
}
