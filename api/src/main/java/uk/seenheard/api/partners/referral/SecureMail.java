package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import uk.seenheard.api.partners.sheet.SheetPdf;
import uk.seenheard.api.partners.sheet.SheetText;

/**
 * Secure mail: SMTP that is refused without TLS. A mail server that takes a message has not
 * delivered it. What is sent again bears the same Message-ID, which is made of its key.
 */
final class SecureMail implements Courier.Carrier {
  private static final String WAIT_MILLIS = "20000";

  private final Vertx vertx;
  private final Server server;
  private final Session session;
  private final LongSupplier now;

  /**
   * The mail server by which a force sends.
   *
   * @param startTls whether TLS begins after the greeting; else the connection begins with it
   * @param from the sender's address
   */
  record Server(
      String host,
      int port,
      boolean startTls,
      String from,
      Optional<String> user,
      Optional<String> password,
      Optional<Path> certificates) {

    String domain() {
      return from.substring(from.indexOf('@') + 1);
    }

    /** Trusts the certificates that the force names, else those that this machine trusts. */
    SSLContext trusting() throws IOException {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates.isPresent() ? named(certificates.get()) : null);
        context.init(null, trust.getTrustManagers(), null);
        return context;
      } catch (GeneralSecurityException bad) {
        throw new IllegalArgumentException(
            "the referrals file: mail.certificates holds no certificates", bad);
      }
    }

    private static KeyStore named(Path file) throws IOException, GeneralSecurityException {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (InputStream in = Files.newInputStream(file)) {
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("c" + store.size(), one);
        }
      }
      return store;
    }
  }

  SecureMail(Vertx vertx, Server server, SSLContext trusting, LongSupplier now) {
    this.vertx = vertx;
    this.server = server;
    this.now = now;
    String protocol = server.startTls() ? "smtp" : "smtps";
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    String mine = "mail." + protocol + '.';
    properties.put(mine + "host", server.host());
    properties.put(mine + "port", Integer.toString(server.port()));
    properties.put(mine + "starttls.enable", Boolean.toString(server.startTls()));
    properties.put(mine + "starttls.required", Boolean.toString(server.startTls()));
    properties.put(mine + "ssl.checkserveridentity", "true");
    properties.put(mine + "ssl.protocols", "TLSv1.2 TLSv1.3");
    properties.put(mine + "ssl.socketFactory", trusting.getSocketFactory());
    properties.put(mine + "connectiontimeout", WAIT_MILLIS);
    properties.put(mine + "timeout", WAIT_MILLIS);
    properties.put(mine + "writetimeout", WAIT_MILLIS);
    properties.put(mine + "auth", Boolean.toString(server.user().isPresent()));
    this.session = Session.getInstance(properties);
  }

  @Override
  public Future<Optional<String>> carry(Courier.Carrier.Parcel parcel) {
    return vertx.executeBlocking(() -> send(parcel), false);
  }

  private Optional<String> send(Courier.Carrier.Parcel parcel) throws MessagingException {
    Message message;
    try {
      message = message(parcel);
    } catch (MessagingException bad) {
      return Optional.of("bad-address");
    }
    try (Transport transport = session.getTransport()) {
      if (server.user().isPresent()) {
        transport.connect(server.user().get(), server.password().orElse(""));
      } else {
        transport.connect();
      }
      return taken(transport, message);
    } catch (MessagingException failed) {
      return Optional.of("unreachable");
    }
  }

  /** Whoever hangs up before it answers refused nothing, and may have taken it. */
  private static Optional<String> taken(Transport transport, Message message)
      throws MessagingException {
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return Optional.empty();
    } catch (SendFailedException refused) {
      return Optional.of(transport.isConnected() ? "bounced" : "unreachable");
    }
  }

  private Message message(Courier.Carrier.Parcel parcel) throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + parcel.key() + '@' + server.domain() + '>');
          }
        };
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipients(
        Message.RecipientType.TO, new Address[] {new InternetAddress(parcel.address(), true)});
    // Who sees the list of a mailbox sees no name.
    message.setSubject(
        "Police notice " + parcel.key().substring(0, 8), StandardCharsets.UTF_8.name());
    message.setSentDate(new Date(now.getAsLong()));
    message.setContent(parts(parcel));
    message.saveChanges();
    return message;
  }

  /** The words of each notice, and each as a file that can be read aloud and printed. */
  private static Multipart parts(Courier.Carrier.Parcel parcel) throws MessagingException {
    StringBuilder words = new StringBuilder();
    Multipart parts = new MimeMultipart();
    for (Courier.Carrier.Notice notice : parcel.notices()) {
      words
          .append(SheetText.of(notice.content(), notice.unread(), notice.supersedes().isPresent()))
          .append("\nNotice ")
          .append(notice.referral())
          .append("\nKey ")
          .append(notice.key())
          .append("\n\n");
    }
    words.append("Say that you have it: ring the force's triage desk and name the key.\n");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(words.toString(), StandardCharsets.UTF_8.name());
    parts.addBodyPart(text);
    for (Courier.Carrier.Notice notice : parcel.notices()) {
      MimeBodyPart file = new MimeBodyPart();
      byte[] pdf =
          SheetPdf.of(
              new SheetPdf.Page(
                  notice.referral(),
                  Optional.of(notice.key()),
                  notice.content(),
                  notice.unread(),
                  notice.supersedes().isPresent(),
                  notice.party(),
                  Optional.empty()));
      file.setDataHandler(new DataHandler(new ByteArrayDataSource(pdf, "application/pdf")));
      file.setFileName("notice-" + notice.key().substring(0, 8) + ".pdf");
      parts.addBodyPart(file);
    }
    return parts;
  }
}
