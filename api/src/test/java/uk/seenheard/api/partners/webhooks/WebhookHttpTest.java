package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/** A subscription from door to door: told, signed, fetched, changed, told again, ended. */
class WebhookHttpTest {
  private static final Map<String, String> INSIDE = Map.of("SEENHEARD_PARTNER_HOSTS", "127.0.0.1");

  @TempDir Path data;

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static Caller as(LiveServer server, String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Json.Obj subscribing(String url) {
    return Json.object().put("url", url).put("feed", "records").put("from", 1).build();
  }

  /** As the receiver's library does it, with nothing of the server's. */
  private static String signed(String secret, Receiver.Got got) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String text = got.id() + '.' + got.seconds() + '.' + got.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Json.Obj only(LiveServer server) {
    List<Json> all = as(server, "records").get("/v1/webhooks").expect(200).items("webhooks");
    assertThat(all).hasSize(1);
    return (Json.Obj) all.get(0);
  }

  @Test
  void aSubscriberIsToldByIdentifiersFetchesThemAndIsToldAgainAfterARestart() throws Exception {
    Json.Obj written = RecordedCase.read("case-1-complete");
    AtomicLong begun = new AtomicLong(written.whole("now").orElseThrow());
    // It goes on: what did not arrive on a busy machine is tried again by this clock.
    long started = System.nanoTime();
    LongSupplier now =
        () -> begun.get() + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    try (Receiver receiver = new Receiver()) {
      String incident;
      String webhook;
      String changed;
      try (LiveServer server = LiveServer.start(data, now, INSIDE)) {
        incident = RecordedCase.record(server, "HOOK-1", written);
        RecordedCase.authorise(server, incident).expect(201);
        Json.Obj made =
            as(server, "records").post("/v1/webhooks", subscribing(receiver.url())).expect(200);
        webhook = made.text("webhook").orElseThrow();
        String secret = made.text("secret").orElseThrow();
        until("it is told", () -> receiver.got().size() == 1);
        Receiver.Got got = receiver.got().get(0);
        assertThat(got.signature()).isEqualTo(signed(secret, got));
        Json.Obj beyond =
            as(server, "records")
                .post(
                    "/v1/webhooks/" + webhook + "/replay",
                    Json.object().put("from", 900_000).build())
                .expect(400);
        assertThat(beyond.text("detail").orElseThrow())
            .contains("lies beyond the end of this server's log");
        assertThat(got.event().text("type")).contains("uk.seenheard.records.revision");
        assertThat(got.incident()).isEqualTo(incident);
        assertThat(got.event().members().keySet())
            .as("identifiers only")
            .containsExactlyInAnyOrder(
                "specversion",
                "id",
                "source",
                "type",
                "time",
                "subject",
                "datacontenttype",
                "data");
        Json.Obj page =
            as(server, "records")
                .get(((Json.Obj) got.event().get("data").orElseThrow()).text("href").orElseThrow())
                .expect(200);
        Json.Obj revision = (Json.Obj) page.items("revisions").get(0);
        assertThat(revision.text("id")).isEqualTo(got.event().text("id"));
        assertThat(revision.text("incident")).contains(incident);

        changed =
            as(server, "records")
                .post("/v1/webhooks/" + webhook + "/secret", "")
                .expect(200)
                .text("secret")
                .orElseThrow();
        replay(server, webhook);
        until("it is told again", () -> receiver.got().size() == 2);
        Receiver.Got again = receiver.got().get(1);
        assertThat(again.id()).isEqualTo(got.id());
        assertThat(again.signature())
            .as("by both while both are good")
            .isEqualTo(signed(changed, again) + ' ' + signed(secret, again));
        receiver.answer(one -> 503);
        replay(server, webhook);
        until("it fails", () -> only(server).whole("failures").orElse(0L) > 0);
        assertThat(only(server).text("waiting")).isEqualTo(got.event().text("id"));
        assertThat(server.ledger().stream().map(LiveServer.Noted::act))
            .contains("webhook-subscribed", "webhook-secret-changed", "webhook-replayed");
      }
      receiver.answer(one -> 204);
      begun.addAndGet(TimeUnit.HOURS.toMillis(25));
      try (LiveServer server = LiveServer.start(data, now, INSIDE)) {
        until("it is told after a restart", () -> receiver.got().size() == 3);
        assertThat(receiver.got().get(2).signature())
            .as("a day later by the new one alone")
            .isEqualTo(signed(changed, receiver.got().get(2)));
        until("nothing waits", () -> only(server).text("waiting").isEmpty());
        as(server, "insp71")
            .post(
                "/v1/webhooks/" + webhook + "/end",
                Json.object().put("reason", "replaced by another").build())
            .expect(200);
        assertThat(as(server, "records").get("/v1/webhooks").expect(200).items("webhooks"))
            .isEmpty();
        as(server, "records")
            .post("/v1/webhooks/" + webhook + "/replay", Json.object().put("from", 1).build())
            .expect(404);
      }
    }
  }

  private static void replay(LiveServer server, String webhook) {
    as(server, "records")
        .post("/v1/webhooks/" + webhook + "/replay", Json.object().put("from", 1).build())
        .expect(200);
  }

  @Test
  void anAddressThatLeadsBackOrInsideIsRefusedByItsMember() throws IOException {
    try (LiveServer server = LiveServer.start(data)) {
      assertThat(
              as(server, "records")
                  .post("/v1/webhooks", subscribing("https://10.0.0.7/hook"))
                  .expect(400)
                  .text("field"))
          .contains("url");
      assertThat(
              as(server, "records")
                  .post("/v1/webhooks", subscribing(server.url() + "/v1/webhooks"))
                  .expect(400)
                  .text("detail")
                  .orElseThrow())
          .contains("url");
    }
  }
}
