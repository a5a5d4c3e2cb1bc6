package uk.seenheard.api.engine.embedded.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import uk.seenheard.api.engine.embedded.pages.OwnerOnly;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;

/**
 * The key of the store's door: one key and its certificate in a file that only its owner reads.
 * Whoever serves and whoever asks shows this certificate and takes no other, so that of all that
 * may connect to loopback only those who may read the file are answered. Made when the store is
 * first served, and kept; to change it, stop the store and take the file away.
 */
public final class DoorKey {
  /** In the store's folder. */
  public static final String FILE = "door.p12";

  private static final String ALIAS = "door";

  /** A PKCS 12 file must have one. What protects the key is who may read the file. */
  private static final String PASSWORD = "owner-only";

  /** It is pinned, not dated: nothing ends when it does. */
  private static final String DAYS = "36500";

  private static final int PATIENCE_SECONDS = 60;

  private DoorKey() {}

  /**
   * The key file of a store's folder; made if there is none.
   *
   * @throws StoreRefused when others may read it, or none can be made
   */
  public static Path in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(folder, file);
      }
      OwnerOnly.file(file);
      return file;
    } catch (IOException failed) {
      throw new StoreRefused(
          "The key of the store's door cannot be made in " + folder + ": " + failed.getMessage(),
          failed);
    }
  }

  /**
   * What a key file proves and trusts.
   *
   * @throws StoreRefused when others may read it, or it is no such file
   */
  public static SSLContext read(Path file) {
    try {
      OwnerOnly.fileIfThere(file);
      KeyStore own = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        own.load(in, PASSWORD.toCharArray());
      }
      Certificate certificate = own.getCertificate(ALIAS);
      if (certificate == null) {
        throw new StoreRefused(file + " holds no key of a store's door");
      }
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate);
      KeyManagerFactory shown =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(own, PASSWORD.toCharArray());
      TrustManagerFactory taken =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      taken.init(trusted);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(shown.getKeyManagers(), taken.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new StoreRefused(
          "The key of the store's door, "
              + file
              + ", cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "): name the file "
              + FILE
              + " of the store's folder, as the user who may read it",
          unreadable);
    }
  }

  /** By the JDK's own tool: its libraries make no certificates. */
  private static void make(Path folder, Path file) throws IOException {
    Path made = Files.createTempDirectory(folder, "door-");
    Path fresh = made.resolve(FILE);
    try {
      Process process = new ProcessBuilder(command(fresh)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said;
      try (InputStream out = process.getInputStream()) {
        said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new IOException("keytool said: " + said.trim());
      }
      OwnerOnly.narrow(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(made);
    }
  }

  private static List<String> command(Path fresh) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        DAYS,
        "-dname",
        "CN=seenheard-store",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        fresh.toString());
  }
}
