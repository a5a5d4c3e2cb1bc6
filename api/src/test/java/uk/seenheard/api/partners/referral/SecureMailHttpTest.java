package uk.seenheard.api.partners.referral;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.HOUR;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import uk.seenheard.sync.codec.Json;

/** A recipient that is reached by mail, and what happens when it is not. */
@ResourceLock(MailServer.PROPERTIES)
class SecureMailHttpTest {
  @TempDir Path folder;
  private ValeForce force;

  @AfterEach
  void stop() {
    if (force != null) {
      force.close();
    }
  }

  /** A notice that was authorised, where the hub is reached so. */
  private String authorised(int port, String channels) throws IOException {
    force = new ValeForce(folder, Vale.byMail(port, channels), Map.of());
    return name(force.authorised(), NOTICE);
  }

  private static String incident(String referral) {
    return referral.substring(0, referral.indexOf('.'));
  }

  private String duty(String referral) {
    return force.duty(incident(referral), "notice");
  }

  @Test
  void aMailServerThatTookItHasNotDeliveredItAndAPersonsWordThatItArrivedSettlesIt()
      throws Exception {
    GreenMail mail = MailServer.start(folder);
    try {
      String referral =
          authorised(
              mail.getSmtps().getPort(),
              "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]");
      Json.Obj sent = force.sent(referral, 0);
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
      assertThat(force.line(referral).orElseThrow().text("state")).contains("sent");

      Json.Builder said = force.said("delivered").put("recipient", "hub").put("key", key);
      assertThat(force.receipt("pc1201", referral, said).status())
          .as("who wrote it")
          .isEqualTo(403);
      force.receipt("triage1", referral, said).expect(200);
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
      String referral =
          authorised(
              dead.getLocalPort(),
              "[{\"kind\": \"api\"}, {\"kind\": \"secure-mail\", \"address\":"
                  + " \"hub@vale.example\"}, {\"kind\": \"phone\", \"address\": \"01632"
                  + " 960001\"}]");
      assertThat(force.sent(referral, 0).text("channel")).contains("api");
      assertThat(force.line(referral).orElseThrow().items("forAPerson")).isEmpty();
      force.now.addAndGet(HOUR + 1); // the system's hour is over
      Json.Obj mailed = force.sent(referral, 1);
      assertThat(mailed.text("channel")).contains("secure-mail");
      assertThat(mailed.text("failure")).as("it accepts, and dies").contains("unreachable");
      force.awaitAPerson(referral);
      assertThat(force.sent(referral)).hasSize(2);
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
      String referral =
          authorised(
              mail.getSmtps().getPort(),
              "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}, {\"kind\":"
                  + " \"api\"}]");
      assertThat(force.sent(referral, 0).text("failure")).contains("bounced");
      assertThat(force.sent(referral, 1).text("channel")).contains("api");
      assertThat(force.sent(referral, 1).text("failure")).isEmpty();
      assertThat(duty(referral)).isNotEqualTo("settled");
    } finally {
      mail.stop();
    }
  }

  @Test
  void r8ACorrectionByMailSaysThatItIsOneInItsWordsAndOnItsSheet() throws Exception {
    GreenMail mail = MailServer.start(folder);
    try {
      String referral =
          authorised(
              mail.getSmtps().getPort(),
              "[{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"}]");
      String first = force.sent(referral, 0).text("key").orElseThrow();
      force.set(incident(referral), CHILD + "/pattern", "Maisie says that it is each Friday");
      force.read(incident(referral));
      assertThat(force.sent(referral, 1).text("supersedes")).contains(first);
      MimeMessage[] received = mail.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(words(received[0]) + sheet(received[0])).doesNotContainIgnoringCase("correction:");
      assertThat(words(received[1])).contains("CORRECTION:").contains("Maisie");
      assertThat(sheet(received[1])).contains("Correction:").contains("Maisie");

      force.isAnothers(incident(referral));
      assertThat(force.sent(referral, 2).text("recipient")).contains("hub");
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

  private static String words(MimeMessage message) throws Exception {
    return String.valueOf(((Multipart) message.getContent()).getBodyPart(0).getContent());
  }

  private static String sheet(MimeMessage message) throws Exception {
    byte[] pdf = ((Multipart) message.getContent()).getBodyPart(1).getInputStream().readAllBytes();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read);
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
