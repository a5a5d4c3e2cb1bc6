package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/**
 * The server is killed ({@code kill -9}) while it tells a subscriber, before and after that one has
 * answered, and while it is told what became of what it sent. Twenty points are a command: {@code
 * -Plong -Dwebhooks.kills=20}.
 */
class WebhookCrashTest {
  private static final int EVENTS = 6;

  @TempDir Path folder;

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static Caller records(String url) {
    return Caller.signedIn(url, "records");
  }

  private static List<Json.Obj> revisions(String url) {
    return records(url).get("/v1/records/revisions?from=1").expect(200).items("revisions").stream()
        .map(Json.Obj.class::cast)
        .toList();
  }

  private static boolean waits(String url) {
    Json.Obj one = (Json.Obj) records(url).get("/v1/webhooks").expect(200).items("webhooks").get(0);
    return one.text("waiting").isPresent();
  }

  private static Set<String> ids(List<Receiver.Got> got) {
    Set<String> ids = new HashSet<>();
    got.forEach(one -> ids.add(one.event().text("id").orElseThrow()));
    return ids;
  }

  @Test
  void killedWhileItTellsEachEventIsToldAtLeastOnceUnderOneKey() throws Exception {
    killed(1);
  }

  @Test
  @Tag("long")
  void killedAtAnyPointEachEventIsToldAtLeastOnceUnderOneKey() throws Exception {
    killed(Integer.getInteger("webhooks.kills", 4));
  }

  private void killed(int kills) throws Exception {
    Path data = folder.resolve("data");
    try (LiveServer server = LiveServer.start(data)) {
      Json.Obj written = RecordedCase.read("case-1-complete");
      for (int i = 0; i < EVENTS; i++) {
        RecordedCase.authorise(server, RecordedCase.record(server, "KILL-" + i, written))
            .expect(201);
      }
    }
    try (Receiver receiver = new Receiver();
        ServerProcess server =
            ServerProcess.start(data, Map.of("SEENHEARD_PARTNER_HOSTS", "127.0.0.1"))) {
      Set<String> owed = new HashSet<>();
      revisions(server.url()).forEach(one -> owed.add(one.text("id").orElseThrow()));
      assertThat(owed).hasSize(EVENTS);
      String webhook = "";
      for (int kill = 0; kill < kills; kill++) {
        int before = receiver.got().size();
        int at = kill % EVENTS + 1;
        boolean taken = kill % 2 == 0;
        AtomicInteger came = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        receiver.answer(
            got -> {
              if (came.incrementAndGet() == at) {
                server.kill();
                killed.incrementAndGet();
                return taken ? 204 : 503;
              }
              return 204;
            });
        webhook = begun(server.url(), receiver.url(), webhook);
        until("it was killed", () -> killed.get() == 1);
        server.restart();
        until("nothing waits", () -> !waits(server.url()));
        List<Receiver.Got> since = receiver.got().subList(before, receiver.got().size());
        assertThat(ids(since)).as("kill %s at event %s", kill, at).isEqualTo(owed);
      }
      Map<String, Set<String>> keys = new HashMap<>();
      receiver
          .got()
          .forEach(
              one ->
                  keys.computeIfAbsent(one.event().text("id").orElseThrow(), id -> new HashSet<>())
                      .add(one.id()));
      assertThat(keys.values()).allMatch(one -> one.size() == 1);
      saidOnce(server);
    }
  }

  /** Subscribes, or begins the subscription again. */
  private static String begun(String url, String receiver, String webhook) {
    Json.Builder asked = Json.object().put("from", 1);
    try {
      if (!webhook.isEmpty()) {
        records(url).post("/v1/webhooks/" + webhook + "/replay", asked.build());
        return webhook;
      }
      return records(url)
          .post("/v1/webhooks", asked.put("url", receiver).put("feed", "records").build())
          .expect(200)
          .text("webhook")
          .orElseThrow();
    } catch (UncheckedIOException killedMeanwhile) {
      return webhook;
    }
  }

  /** What the partner said is kept once, however often it is said around a kill. */
  private void saidOnce(ServerProcess server) {
    List<Json> said = new ArrayList<>();
    for (Json.Obj one : revisions(server.url())) {
      said.add(
          Json.object()
              .put("n", one.whole("n").orElseThrow())
              .put("incident", one.text("incident").orElseThrow())
              .put("outcome", "rejected")
              .put("code", "no-room")
              .put("words", "The system is full this evening.")
              .build());
    }
    Json.Obj body = Json.object().put("outcomes", Json.list(said)).build();
    Thread killer =
        new Thread(
            () -> {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
              server.kill();
            });
    try {
      Caller caller = records(server.url());
      killer.start();
      caller.post("/v1/records/outcomes", body);
    } catch (UncheckedIOException killed) {
      assertThat(killed).isNotNull();
    }
    until("it was killed", () -> !killer.isAlive());
    server.restart();
    for (Json verdict :
        records(server.url()).post("/v1/records/outcomes", body).expect(200).items("verdicts")) {
      assertThat(((Json.Obj) verdict).text("verdict").orElseThrow()).isIn("stored", "unchanged");
    }
    assertThat(records(server.url()).get("/v1/records/rejections").expect(200).items("rejections"))
        .hasSize(EVENTS);
  }
}
