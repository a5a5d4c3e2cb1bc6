package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.partners.referral.Vale;
import uk.seenheard.api.partners.referral.ValeForce;
import uk.seenheard.sync.codec.Json;

/** A recipient is told by a webhook that something left for it, and nothing of what it says. */
class NoticeWebhookHttpTest {
  @TempDir Path folder;

  private static void until(Receiver receiver, int events) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (receiver.got().size() < events) {
      assertThat(System.nanoTime()).as("it is told").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void subscribe(LiveServer server, String who, String url) {
    Caller.signedIn(server.url(), who)
        .post(
            "/v1/webhooks",
            Json.object().put("url", url).put("feed", "notices").put("from", 1).build())
        .expect(200);
  }

  private static void decided(LiveServer server, String by, String incident, Json op) {
    String frontier = RecordedCase.looked(server, incident).text("frontier").orElseThrow();
    Caller.signedIn(server.url(), by)
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object().put("frontier", frontier).put("ops", Json.list(List.of(op))).build())
        .expect(201);
  }

  private static Json strike(String notice) {
    return Json.object()
        .put("op", "strike")
        .put("at", notice)
        .put("reason", "It was written about the wrong child")
        .build();
  }

  private static Json read(LiveServer server, String incident) {
    List<Json> all = RecordedCase.looked(server, incident).items("toRead");
    Json.Obj with = Json.object().put("read", Json.list(all)).build();
    return Json.object().put("op", "act").put("act", "authorise").put("with", with).build();
  }

  @Test
  void recipientIsToldOfItsOwnOnceForWhatLeftTogetherAndOfAnErasure() throws Exception {
    String second = Officer.entry("referral");
    try (Receiver hub = new Receiver();
        Receiver school = new Receiver();
        LiveServer server =
            LiveServer.start(
                folder.resolve("data"),
                System::currentTimeMillis,
                Map.of(
                    "SEENHEARD_REFERRALS",
                    Vale.written(folder).toString(),
                    "SEENHEARD_PARTNER_HOSTS",
                    "127.0.0.1"))) {
      hub.answer(got -> 204);
      school.answer(got -> 204);
      subscribe(server, "hub", hub.url());
      subscribe(server, "hill", school.url());
      String incident =
          RecordedCase.record(
              server, "WH-1", RecordedCase.read("case-1-complete"), ValeForce.second(second));
      RecordedCase.authorise(server, incident).expect(201);
      until(hub, 1);
      Json.Obj event = hub.got().get(0).event();
      assertThat(event.text("type")).contains("uk.seenheard.notices.sent");
      assertThat(event.canonical()).doesNotContain("Ruby").doesNotContain("ppn");
      Caller caller = Caller.signedIn(server.url(), "hub");
      List<Json> left =
          caller.get(event.object("data").text("href").orElseThrow()).expect(200).items("notices");
      assertThat(left).as("one family, one sending").hasSize(2);
      assertThat(((Json.Obj) left.get(0)).whole("n"))
          .isEqualTo(((Json.Obj) left.get(1)).whole("n"));
      String referral = ((Json.Obj) left.get(0)).text("referral").orElseThrow();
      Caller.signedIn(server.url(), "triage1")
          .post(
              "/v1/referrals/" + referral + "/challenge",
              Json.object().put("level", 1).put("why", "There is no answer at all").build())
          .expect(200);
      until(hub, 2);
      Json.Obj challenged = hub.got().get(1).event();
      assertThat(challenged.text("type")).contains("uk.seenheard.notices.challenged");
      assertThat(challenged.canonical()).doesNotContain("no answer");
      decided(server, "insp71", incident, strike(second));
      decided(server, "ps401", incident, read(server, incident));
      until(hub, 3);
      assertThat(hub.got().get(2).event().text("type"))
          .isEqualTo(Optional.of("uk.seenheard.notices.withdrawn"));
      Caller.signedIn(server.url(), "insp71")
          .post(
              "/v1/incidents/" + incident + "/erasure",
              Json.object()
                  .put("ground", "DPA 2018 s.47")
                  .put("reason", "Recorded against the wrong person")
                  .build())
          .expect(200);
      until(hub, 4);
      assertThat(hub.got().get(3).event().text("type"))
          .isEqualTo(Optional.of("uk.seenheard.notices.erased"));
      assertThat(hub.got()).hasSize(4);
      assertThat(school.got()).as("nothing left for it").isEmpty();
    }
  }
}
