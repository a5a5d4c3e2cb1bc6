package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/**
 * The server is killed ({@code kill -9}) while notices leave and while their receipts come in: each
 * leaves at least once under one key, none is lost, and none is delivered of which no receipt says
 * so. Twenty points are a command: {@code -Plong -Dnotices.kills=20}. By mail: {@code
 * MailCrashTest}.
 */
class NoticeCrashTest {
  private static final String NOTICE = "0190a5c0-0000-7000-8000-000000001053";

  /** Between two points; a kill falls before, into and behind what the server does meanwhile. */
  private static final long STEP_MILLIS = 15;

  @TempDir Path folder;

  static <T> T until(String what, Supplier<Optional<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (true) {
      Optional<T> one = found.get();
      if (one.isPresent()) {
        return one.get();
      }
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static Set<String> keys(String url, String referral) {
    Set<String> keys = new HashSet<>();
    for (Json one :
        Caller.signedIn(url, "hub").get("/v1/feeds/referrals").expect(200).items("notices")) {
      Json.Obj notice = (Json.Obj) one;
      if (notice.text("referral").equals(Optional.of(referral))) {
        keys.add(notice.text("key").orElseThrow());
      }
    }
    return keys;
  }

  private static String state(String url, String referral) {
    return Caller.signedIn(url, "triage1")
        .get("/v1/referrals/" + referral + "/package")
        .expect(200)
        .text("state")
        .orElseThrow();
  }

  private static Json receipt(String state, String key) {
    return Json.object()
        .put("state", state)
        .put("at", System.currentTimeMillis())
        .put("by", "Ms Roe, duty social worker")
        .put("key", key)
        .build();
  }

  /** Does something that the server is killed in the middle of. */
  private static void killed(ServerProcess server, long afterMillis, Runnable act) {
    Thread killer =
        new Thread(
            () -> {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
              server.kill();
            });
    killer.start();
    try {
      act.run();
    } catch (UncheckedIOException meant) {
      // It was killed before it had answered.
    }
    until("it was killed", () -> killer.isAlive() ? Optional.empty() : Optional.of(true));
    server.restart();
  }

  @Test
  void killedAsItLeavesTheNoticeLeavesUnderOneKeyAndIsDeliveredByItsReceiptAlone()
      throws IOException {
    killed(1);
  }

  @Test
  @Tag("long")
  void killedAtAnyPointEachNoticeLeavesUnderOneKeyAndIsDeliveredByItsReceiptAlone()
      throws IOException {
    killed(Integer.getInteger("notices.kills", 4));
  }

  private static void decided(String url, String incident, Json op) {
    Caller inspector = Caller.signedIn(url, "insp71");
    Json.Obj seen =
        until(
            "it is there",
            () ->
                Optional.of(inspector.get("/v1/incidents/" + incident))
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.expect(200)));
    inspector
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  /** Triage had ended it, so nothing was waited for; what was said since is on its way. */
  @Test
  @ResourceLock(MailServer.PROPERTIES)
  void killedAsACorrectionOfAnEndedNoticeLeavesItLeavesOnceByTheNextProcess() throws Exception {
    Path data = folder.resolve("data");
    Map<String, String> settings = Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString());
    String referral;
    String first;
    try (LiveServer server = LiveServer.start(data, System::currentTimeMillis, settings)) {
      String url = server.url();
      referral =
          RecordedCase.record(server, "KILL-E", RecordedCase.read("case-1-complete"))
              + '.'
              + NOTICE;
      authorise(url, referral);
      first = until("it left", () -> keys(url, referral).stream().findFirst());
      Caller.signedIn(url, "hub")
          .post(
              "/v1/referrals/" + referral + "/receipts",
              ((Json.Obj) receipt("decided", first)).with("code", Json.of("assessment")))
          .expect(200);
      Caller.signedIn(url, "triage1")
          .post("/v1/referrals/" + referral + "/end", Json.object().put("reason", "Done").build())
          .expect(200);
    }
    MailServer.start(folder).stop(); // its certificate is there
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String mail = "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]";
      Vale.byMail(folder, silent.getLocalPort(), mail);
      try (ServerProcess server = ServerProcess.start(data, settings)) {
        String incident = referral.substring(0, referral.indexOf('.'));
        decided(
            server.url(),
            incident,
            Json.object()
                .put("op", "set")
                .put("at", ValeForce.CHILD + "/pattern")
                .put("value", "Maisie says that it is each Friday")
                .put("reason", "as she told the nurse")
                .build());
        authorise(server.url(), referral);
        silent.accept(); // it is being handed over, and whoever takes it says nothing
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        server.kill();
        Vale.written(folder);
        server.restart();
        until(
            "the correction left",
            () -> Optional.of(keys(server.url(), referral)).filter(all -> all.size() == 2));
        server.kill();
        server.restart();
        Json.Obj handed =
            until(
                "it is there",
                () ->
                    Optional.of(
                            Caller.signedIn(server.url(), "hub")
                                .get("/v1/referrals/" + referral + "/package"))
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.expect(200)));
        assertThat(handed.text("supersedes")).contains(first);
        assertThat(handed.canonical()).contains("Maisie");
        assertThat(
                Caller.signedIn(server.url(), "triage1")
                    .get("/v1/referrals/" + referral + "/package")
                    .expect(200)
                    .items("sent"))
            .as("once")
            .hasSize(2);
      }
    }
  }

  private void killed(int kills) throws IOException {
    Path data = folder.resolve("data");
    Map<String, String> settings = Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString());
    String[] incidents = new String[kills];
    // Recorded with nobody who delivers: what follows is killed in the middle of.
    try (LiveServer server = LiveServer.start(data)) {
      Json.Obj written = RecordedCase.read("case-1-complete");
      for (int i = 0; i < kills; i++) {
        incidents[i] = RecordedCase.record(server, "KILL-" + i, written);
      }
    }
    try (ServerProcess server = ServerProcess.start(data, settings)) {
      for (int i = 0; i < kills; i++) {
        String referral = incidents[i] + '.' + NOTICE;
        int point = i;
        if (i % 2 == 0) {
          killed(server, point * STEP_MILLIS, () -> authorise(server.url(), referral));
        }
        authorise(server.url(), referral);
        Set<String> left =
            until(
                "it left",
                () -> Optional.of(keys(server.url(), referral)).filter(one -> !one.isEmpty()));
        assertThat(left).as("kill %s: one key", i).hasSize(1);
        assertThat(state(server.url(), referral))
            .as("kill %s: no receipt yet", i)
            .isEqualTo("sent");

        String key = left.iterator().next();
        Json delivered = receipt("delivered", key);
        if (i % 2 == 1) {
          killed(
              server,
              point * STEP_MILLIS,
              () ->
                  Caller.signedIn(server.url(), "hub")
                      .post("/v1/referrals/" + referral + "/receipts", delivered));
          assertThat(state(server.url(), referral)).isIn("sent", "delivered");
        }
        // Whoever heard nothing says the same again.
        Caller.signedIn(server.url(), "hub")
            .post("/v1/referrals/" + referral + "/receipts", delivered)
            .expect(200);
        Json.Obj handed =
            Caller.signedIn(server.url(), "triage1")
                .get("/v1/referrals/" + referral + "/package")
                .expect(200);
        assertThat(handed.text("state")).contains("delivered");
        assertThat(handed.items("receipts")).as("kill %s: said once", i).hasSize(1);
        assertThat(handed.items("sent")).as("kill %s: left once", i).hasSize(1);
      }
      for (String incident : List.of(incidents)) {
        assertThat(keys(server.url(), incident + '.' + NOTICE)).hasSize(1);
      }
    }
  }

  /** Authorises unless that stands already. */
  static void authorise(String url, String referral) {
    String incident = referral.substring(0, referral.indexOf('.'));
    Caller sergeant = Caller.signedIn(url, "ps401");
    // Just started it may still be following the log.
    Json.Obj seen =
        until(
            "it is there",
            () ->
                Optional.of(sergeant.get("/v1/incidents/" + incident))
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.expect(200)));
    if (seen.object("review")
        .text("state")
        .or(() -> seen.text("state"))
        .orElse("")
        .equals("authorised")) {
      return;
    }
    sergeant.post(
        "/v1/incidents/" + incident + "/decisions",
        Json.object()
            .put("frontier", seen.text("frontier").orElseThrow())
            .put(
                "ops",
                Json.list(List.of(Json.object().put("op", "act").put("act", "authorise").build())))
            .build());
  }
}
