package uk.seenheard.api.partners.referral;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/** A recipient that is reached by mail, and what happens when it is not. */
@ResourceLock(MailServer.PROPERTIES)
class SecureMailHttpTest {
  private static final String NOTICE = "0190a5c0-0000-7000-8000-000000001053";
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private Json.Obj written;
  private LiveServer server;

  @BeforeEach
  void read() throws IOException {
    written = RecordedCase.read("case-1-complete");
    now.set(written.whole("now").orElseThrow());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void open(int port, String channels) {
    server =
        LiveServer.start(
            folder.resolve("data"),
            now::get,
            Map.of("SEENHEARD_REFERRALS", Vale.byMail(folder, port, channels).toString()));
  }

  private String authorised() {
    String incident = RecordedCase.record(server, "MAIL-1", written);
    RecordedCase.authorise(server, incident).expect(201);
    return incident + '.' + NOTICE;
  }

  private static <T> T until(Supplier<Optional<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Optional<T> one = found.get();
      if (one.isPresent()) {
        return one.get();
      }
      assertThat(System.nanoTime()).as("it did not come").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private Json.Obj line(String referral) {
    Json.Obj page = Caller.signedIn(server.url(), "triage1").get("/v1/referrals").expect(200);
    return page.items("referrals").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .findFirst()
        .orElseThrow();
  }

  private List<Json.Obj> sent(String referral) {
    return line(referral).items("sent").stream().map(Json.Obj.class::cast).toList();
  }

  private Json.Obj sent(String referral, int number) {
    return until(
        () ->
            Optional.of(sent(referral))
                .filter(all -> all.size() > number)
                .map(all -> all.get(number)));
  }

  private String duty(String referral) {
    Json.Obj seen = RecordedCase.looked(server, referral.substring(0, referral.indexOf('.')));
    return seen.items("duties").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("duty").equals(Optional.of("notice")))
        .findFirst()
        .flatMap(one -> one.text("state"))
        .orElseThrow();
  }

  @Test
  void aMailServerThatTookItHasNotDeliveredItAndAPersonsWordThatItArrivedSettlesIt()
      throws Exception {
    GreenMail mail = MailServer.start(folder);
    try {
      open(
          mail.getSmtps().getPort(),
          "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]");
      String referral = authorised();
      Json.Obj sent = sent(referral, 0);
      assertThat(sent.text("failure")).isEmpty();
      MimeMessage[] received = mail.getReceivedMessages();
      assertThat(received).hasSize(1);
      String key = sent.text("key").orElseThrow();
      assertThat(received[0].getMessageID()).isEqualTo('<' + key + "@vale.example>");
      assertThat(received[0].getSubject()).isEqualTo("Police notice " + key.substring(0, 8));
      Multipart parts = (Multipart) received[0].getContent();
      assertThat(String.valueOf(parts.getBodyPart(0).getContent()))
          .contains("children")
          .contains(key);
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
      assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("%PDF-");
      assertThat(duty(referral)).isNotEqualTo("settled");
      assertThat(line(referral).text("state")).contains("sent");

      Json said =
          Json.object()
              .put("state", "delivered")
              .put("at", now.get())
              .put("by", "Ms Roe, duty social worker")
              .put("recipient", "hub")
              .put("key", key)
              .build();
      String receipts = "/v1/referrals/" + referral + "/receipts";
      assertThat(Caller.signedIn(server.url(), "pc1201").post(receipts, said).status())
          .as("who wrote it")
          .isEqualTo(403);
      Caller.signedIn(server.url(), "triage1").post(receipts, said).expect(200);
      assertThat(duty(referral)).isEqualTo("settled");
    } finally {
      mail.stop();
    }
  }

  @Test
  void r3WhatBringsNoReceiptOrComesBackTakesTheNextChannelAndThenAPersonIsTold() throws Exception {
    MailServer.start(folder).stop(); // its certificate is there, and nobody listens
    try (ServerSocket dead = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Thread closes = new Thread(() -> closeEach(dead));
      closes.setDaemon(true);
      closes.start();
      open(
          dead.getLocalPort(),
          "[{\"kind\": \"api\"}, {\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"},"
              + " {\"kind\": \"phone\", \"address\": \"01632 960001\"}]");
      String referral = authorised();
      assertThat(sent(referral, 0).text("channel")).contains("api");
      assertThat(line(referral).items("forAPerson")).isEmpty();
      now.addAndGet(HOUR + 1); // the system's hour is over
      Json.Obj mailed = sent(referral, 1);
      assertThat(mailed.text("channel")).contains("secure-mail");
      assertThat(mailed.text("failure")).as("it accepts, and dies").contains("unreachable");
      assertThat(until(() -> Optional.of(line(referral)).filter(ReferralsForAPerson::any)))
          .isNotNull();
      assertThat(sent(referral)).hasSize(2);
      assertThat(duty(referral)).isNotEqualTo("settled");
    }
  }

  @Test
  void r3MailThatIsRefusedCameBackAndTheNextChannelIsTakenAtOnce() throws Exception {
    GreenMail mail = MailServer.start(folder);
    try {
      mail.getUserManager()
          .setMessageDeliveryHandler(
              (message, to) -> {
                throw new UserException("no such mailbox");
              });
      open(
          mail.getSmtps().getPort(),
          "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}, {\"kind\": \"api\"}]");
      String referral = authorised();
      assertThat(sent(referral, 0).text("failure")).contains("bounced");
      assertThat(sent(referral, 1).text("channel")).contains("api");
      assertThat(sent(referral, 1).text("failure")).isEmpty();
      assertThat(duty(referral)).isNotEqualTo("settled");
    } finally {
      mail.stop();
    }
  }

  @Test
  void r8ACorrectionByMailSaysThatItIsOneInItsWordsAndOnItsSheet() throws Exception {
    GreenMail mail = MailServer.start(folder);
    try {
      open(
          mail.getSmtps().getPort(),
          "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]");
      String referral = authorised();
      String first = sent(referral, 0).text("key").orElseThrow();
      String incident = referral.substring(0, referral.indexOf('.'));
      String frontier = RecordedCase.looked(server, incident).text("frontier").orElseThrow();
      Json late =
          Json.object()
              .put("op", "set")
              .put("at", ValeForce.CHILD + "/pattern")
              .put("value", "Maisie says that it is each Friday")
              .put("reason", "as she told the nurse")
              .build();
      Caller.signedIn(server.url(), "insp71")
          .post(
              "/v1/incidents/" + incident + "/decisions",
              Json.object().put("frontier", frontier).put("ops", Json.list(List.of(late))).build())
          .expect(201);
      RecordedCase.authorise(server, incident).expect(201);
      assertThat(sent(referral, 1).text("supersedes")).contains(first);
      MimeMessage[] received = mail.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(words(received[0]) + sheet(received[0])).doesNotContainIgnoringCase("correction:");
      assertThat(words(received[1])).contains("CORRECTION:").contains("Maisie");
      assertThat(sheet(received[1])).contains("Correction:").contains("Maisie");

      moved(incident);
      assertThat(sent(referral, 2).text("recipient")).contains("hub");
      MimeMessage withdrawal = mail.getReceivedMessages()[2];
      assertThat(words(withdrawal)).contains("WITHDRAWN:").contains("is not for you");
      assertThat(sheet(withdrawal)).contains("Withdrawn:");
      assertThat(words(withdrawal) + sheet(withdrawal))
          .doesNotContain("Maisie")
          .doesNotContain("Moorside");
    } finally {
      mail.stop();
    }
  }

  /** The child lives in another hub's area, as somebody says who knows. */
  private void moved(String incident) {
    String frontier = RecordedCase.looked(server, incident).text("frontier").orElseThrow();
    Json address =
        Json.object()
            .put("op", "set")
            .put("at", ValeForce.CHILD + "/address")
            .put("value", "4 Long Lane, Moorside")
            .put("reason", "as the mother says")
            .build();
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object().put("frontier", frontier).put("ops", Json.list(List.of(address))).build())
        .expect(201);
    RecordedCase.authorise(server, incident).expect(201);
  }

  private static String words(MimeMessage message) throws Exception {
    return String.valueOf(((Multipart) message.getContent()).getBodyPart(0).getContent());
  }

  private static String sheet(MimeMessage message) throws Exception {
    byte[] pdf = ((Multipart) message.getContent()).getBodyPart(1).getInputStream().readAllBytes();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read);
    }
  }

  private static final class ReferralsForAPerson {
    static boolean any(Json.Obj line) {
      return !line.items("forAPerson").isEmpty();
    }
  }

  private static void closeEach(ServerSocket dead) {
    try {
      while (true) {
        dead.accept().close();
      }
    } catch (IOException over) {
      // The test has ended.
    }
  }
}
