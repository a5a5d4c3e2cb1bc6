package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** Somebody answers at the force's address under another server's certificate. */
@NeedsChromium
@Tag("long")
class AnotherCertificateTest {
  private static final String PASSWORD = "only for this test";

  @TempDir Path folder;

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);

  /** A key with its certificate; the pin is by which the browser is told to trust it. */
  private record Certified(SSLContext tls, String pin) {}

  private Certified certified(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return new Certified(tls, pin(keys));
  }

  private static String pin(KeyStore keys) throws GeneralSecurityException {
    byte[] key = keys.getCertificate("key").getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
  }

  @Test
  void whoeverAnswersUnderAnotherServersNameGetsNothingAndTheOfficerReadsIt() throws Exception {
    Certified force = certified("localhost");
    Certified other = certified("elsewhere.example");
    List<String> failures = new CopyOnWriteArrayList<>();
    try (ShippedFiles files = new ShippedFiles(signal, force.tls());
        Chromium chromium =
            new Chromium(
                files.url() + "officer/",
                "Europe/London",
                List.of("--ignore-certificate-errors-spki-list=" + force.pin()))) {
      chromium.with(
          page -> {
            page.onRequestFailed(request -> failures.add(request.failure()));
            OfficerPage officer = OnePage.begun(page);
            officer.truth("Everything is at the force.");
            int sent = server.log.size();
            int pushes = server.pushes;

            presents(files, other);
            officer.press("Add a child");
            officer.question("Have you seen").getByText("Yes").first().click();
            page.getByLabel("Child 1: seen, not heard").waitFor();
            officer.home();
            officer.press("Get what is new");
            page.locator("#trouble")
                .filter(OfficerPage.saying("No signal; what is queued stays here"))
                .filter(OfficerPage.saying("answers in its place: this phone does not trust it"))
                .waitFor();
            int waits = officer.queued();
            assertThat(waits).isGreaterThanOrEqualTo(2);
            officer.truth(waits + " not sent");
            assertThat(server.log).hasSize(sent);
            assertThat(server.pushes).isEqualTo(pushes);

            presents(files, force);
            officer.press("Get what is new");
            officer.truth("Everything is at the force.");
            assertThat(server.log).hasSize(sent + waits);
            return true;
          });
      assertThat(failures).anyMatch(failure -> failure.contains("ERR_CERT"));
    }
  }

  private static void presents(ShippedFiles files, Certified certified) {
    try {
      files.presents(certified.tls());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
