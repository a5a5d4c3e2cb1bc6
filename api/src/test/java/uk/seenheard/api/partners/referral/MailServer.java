package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A mail server that speaks TLS from the start, under a certificate made for it. */
final class MailServer {
  /** Which key it shows is a property of the whole process: one of them at a time. */
  static final String PROPERTIES = "greenmail.tls";

  private static final String PASSWORD = "only-for-tests";

  private static Path kept;

  private MailServer() {}

  /** Listens on a free port; its certificate lies in the folder as {@code mail.pem}. */
  static GreenMail start(Path folder) throws IOException, InterruptedException {
    Path store = store();
    keytool(store, "-exportcert", "-rfc", "-file", folder.resolve("mail.pem").toString());
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    System.setProperty("greenmail.tls.key.password", PASSWORD);
    ServerSetup setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS);
    setup.setServerStartupTimeout(TimeUnit.SECONDS.toMillis(60));
    GreenMail mail = new GreenMail(setup);
    mail.start();
    return mail;
  }

  /** One for this process: the library's sockets keep the first key that they were given. */
  private static synchronized Path store() throws IOException, InterruptedException {
    if (kept == null) {
      Path folder = Files.createTempDirectory("seenheard-mail");
      Path store = folder.resolve("mail.p12");
      keytool(
          store,
          "-genkeypair",
          "-keyalg",
          "EC",
          "-groupname",
          "secp256r1",
          "-dname",
          "CN=localhost",
          "-ext",
          "SAN=dns:localhost,ip:127.0.0.1",
          "-validity",
          "3650",
          "-startdate",
          "-1d",
          "-storetype",
          "PKCS12");
      folder.toFile().deleteOnExit(); // after what lies in it
      store.toFile().deleteOnExit();
      kept = store;
    }
    return kept;
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", PASSWORD));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
