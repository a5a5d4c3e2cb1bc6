package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * The server is killed ({@code kill -9}) while a notice goes out by mail, at points of the
 * conversation with the mail server from its first bytes to its end: the mail is there afterwards,
 * under one Message-ID however often it was sent, and is delivered by a person's receipt alone.
 * Twenty points are a command: {@code -Plong -Dmail.kills=20}.
 */
@ResourceLock(MailServer.PROPERTIES)
class MailCrashTest {
  private static final String NOTICE = "0190a5c0-0000-7000-8000-000000001053";
  private static final String BY_MAIL =
      "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]";

  @TempDir Path folder;

  /** A server that has just started may still be following its log. */
  private static Json.Obj handed(String url, String referral) {
    Caller triage = Caller.signedIn(url, "triage1");
    return NoticeCrashTest.until(
        "it is read",
        () ->
            Optional.of(triage.get("/v1/referrals/" + referral + "/package"))
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.expect(200)));
  }

  private static List<Json.Obj> sent(String url, String referral) {
    return handed(url, referral).items("sent").stream().map(Json.Obj.class::cast).toList();
  }

  /** The mails that came for a notice, each by its Message-ID. */
  private static List<String> mails(GreenMail mail, String key) {
    List<String> ids = new ArrayList<>();
    try {
      for (MimeMessage one : mail.getReceivedMessages()) {
        if (one.getMessageID().contains(key)) {
          ids.add(one.getMessageID());
        }
      }
    } catch (MessagingException unread) {
      throw new AssertionError(unread);
    }
    return ids;
  }

  private static void received(String url, String referral, String key) {
    Caller.signedIn(url, "triage1")
        .post(
            "/v1/referrals/" + referral + "/receipts",
            Json.object()
                .put("state", "delivered")
                .put("at", System.currentTimeMillis())
                .put("by", "Ms Roe, duty social worker")
                .put("recipient", "hub")
                .put("key", key)
                .build())
        .expect(200);
  }

  private static Json.Obj left(String url, String referral) {
    return NoticeCrashTest.until("it left", () -> sent(url, referral).stream().findFirst());
  }

  @Test
  @Tag("long")
  void killedAtAnyPointOfTheMailItIsThereUnderOneIdAndDeliveredByAReceiptAlone() throws Exception {
    int kills = Integer.getInteger("mail.kills", 3);
    Path data = folder.resolve("data");
    String[] referrals = new String[kills + 2];
    try (LiveServer server = LiveServer.start(data)) {
      Json.Obj written = RecordedCase.read("case-1-complete");
      for (int i = 0; i < referrals.length; i++) {
        referrals[i] = RecordedCase.record(server, "MAIL-" + i, written) + '.' + NOTICE;
      }
    }
    GreenMail mail = MailServer.start(folder);
    try (Wire wire = new Wire(mail.getSmtps().getPort());
        ServerProcess server =
            ServerProcess.start(
                data,
                Map.of(
                    "SEENHEARD_REFERRALS", Vale.byMail(folder, wire.port(), BY_MAIL).toString()))) {
      // How long the conversation is of one that nothing happens to.
      wire.at(Long.MAX_VALUE - 1, () -> {});
      NoticeCrashTest.authorise(server.url(), referrals[kills]);
      String first = left(server.url(), referrals[kills]).text("key").orElseThrow();
      assertThat(mails(mail, first)).hasSize(1);
      long whole = wire.up();

      Set<Integer> mailsOfOne = new HashSet<>();
      for (int i = 0; i < kills; i++) {
        String referral = referrals[i];
        CountDownLatch killed = new CountDownLatch(1);
        wire.at(
            // The last one has sent all of it, and hears no more of it.
            kills == 1 ? whole : 1 + (whole - 1) * i / (kills - 1),
            () -> {
              server.kill();
              killed.countDown();
            });
        try {
          NoticeCrashTest.authorise(server.url(), referral);
        } catch (UncheckedIOException meant) {
          // It was killed before it had answered.
        }
        assertThat(killed.await(120, TimeUnit.SECONDS)).as("kill %s", i).isTrue();
        server.restart();
        NoticeCrashTest.authorise(server.url(), referral);
        Json.Obj attempt = left(server.url(), referral);
        String key = attempt.text("key").orElseThrow();
        assertThat(attempt.text("failure")).as("kill %s", i).isEmpty();
        assertThat(mails(mail, key)).as("kill %s: it is there", i).isNotEmpty();
        assertThat(new HashSet<>(mails(mail, key)))
            .as("kill %s: one id", i)
            .containsExactly('<' + key + "@vale.example>");
        mailsOfOne.add(mails(mail, key).size());
        assertThat(sent(server.url(), referral)).as("kill %s: known once", i).hasSize(1);
        assertThat(handed(server.url(), referral).text("state").orElseThrow())
            .as("kill %s: no receipt", i)
            .isEqualTo("sent");
        received(server.url(), referral, key);
        assertThat(handed(server.url(), referral).text("state").orElseThrow())
            .isEqualTo("delivered");
        assertThat(handed(server.url(), referral).items("receipts")).hasSize(1);
      }
      System.out.println(
          kills + " kills in " + whole + " bytes of mail; mails of one notice: " + mailsOfOne);
      itTakesItAndDies(server.url(), referrals[kills + 1], mail, wire);
    } finally {
      mail.stop();
    }
  }

  /** The mail server has it, and dies before it can say so: what came of it nobody here knows. */
  private static void itTakesItAndDies(String url, String referral, GreenMail mail, Wire wire) {
    int before = mail.getReceivedMessages().length;
    wire.cutWhen(() -> mail.getReceivedMessages().length > before);
    NoticeCrashTest.authorise(url, referral);
    Json.Obj attempt = left(url, referral);
    assertThat(attempt.text("failure")).contains("unreachable");
    assertThat(mails(mail, attempt.text("key").orElseThrow())).hasSize(1);
    assertThat(handed(url, referral).text("state").orElseThrow()).isNotIn("sent", "delivered");
    NoticeCrashTest.until(
        "a person is told",
        () ->
            Caller.signedIn(url, "triage1")
                .get("/v1/referrals")
                .expect(200)
                .items("referrals")
                .stream()
                .map(Json.Obj.class::cast)
                .filter(one -> one.text("referral").equals(Optional.of(referral)))
                .filter(one -> !one.items("forAPerson").isEmpty())
                .findFirst());
  }
}
