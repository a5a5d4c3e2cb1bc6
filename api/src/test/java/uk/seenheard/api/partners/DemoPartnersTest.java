package uk.seenheard.api.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/**
 * The partners of the demonstration, in a process of their own: a notice leaves, fails, is sent
 * again, is received and answered; a revision is rejected. Skipped where no Python is.
 */
class DemoPartnersTest {
  private static final Path SHOWN = Path.of("docs", "integrators");
  private static final String NOTICE = "0190a5c0-0000-7000-8000-000000001053";

  @TempDir Path folder;

  private String run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static List<Json.Obj> sent(LiveServer server, String referral) {
    return Caller.signedIn(server.url(), "triage1")
        .get("/v1/referrals/" + referral + "/package")
        .expect(200)
        .items("sent")
        .stream()
        .map(Json.Obj.class::cast)
        .toList();
  }

  @Test
  void aNoticeLeavesFailsIsSentAgainIsReceivedAndAnswered() throws Exception {
    assumeTrue(hasPython(), "no Python 3.9: the partners are not tried");
    try (LiveServer server =
        LiveServer.start(
            folder.resolve("data"),
            System::currentTimeMillis,
            Map.of("SEENHEARD_REFERRALS", SHOWN.resolve("demo-referrals.json").toString()))) {
      String incident = RecordedCase.record(server, "DEMO-1", RecordedCase.read("case-1-complete"));
      RecordedCase.authorise(server, incident).expect(201);
      String referral = incident + '.' + NOTICE;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (sent(server, referral).size() < 2) {
        assertThat(System.nanoTime()).as("it is sent again").isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      assertThat(sent(server, referral).get(0).text("failure")).contains("no-carrier");
      assertThat(sent(server, referral).get(1).text("channel")).contains("api");

      String said = run("python3", SHOWN.resolve("partners.py").toString(), server.url(), "--once");
      assertThat(said)
          .contains("hub      received notice")
          .contains("says decided")
          .contains("rejects revision")
          .doesNotContain("refused");
      Json.Obj read =
          Caller.signedIn(server.url(), "triage1")
              .get("/v1/referrals/" + referral + "/package")
              .expect(200);
      assertThat(read.text("state")).isEqualTo(Optional.of("decided"));
      assertThat(
              Caller.signedIn(server.url(), "insp71")
                  .get("/v1/records/rejections")
                  .expect(200)
                  .items("rejections"))
          .hasSize(1);
      Caller.signedIn(server.url(), "triage1")
          .post(
              "/v1/referrals/" + referral + "/challenge",
              Json.object().put("level", 1).put("why", "The bruise is not mentioned").build())
          .expect(200);
      assertThat(run("python3", SHOWN.resolve("partners.py").toString(), server.url(), "--once"))
          .as("said again under the same key")
          .contains("is asked again about notice")
          .doesNotContain("refused");
      assertThat(
              Caller.signedIn(server.url(), "triage1")
                  .get("/v1/referrals/" + referral + "/package")
                  .expect(200)
                  .text("state"))
          .as("the challenge is answered")
          .isEqualTo(Optional.of("decided"));
    }
  }
}
