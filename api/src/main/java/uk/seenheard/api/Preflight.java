package uk.seenheard.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * What can be found before the work begins: a port that somebody else holds, a file that a setting
 * names and that is not there, a folder for temporary files that takes none or runs none (the
 * embedded store puts its native part there). Found later, each of them ends a start that has
 * already opened the store, with a line about something else.
 */
final class Preflight {
  private static final long PATIENCE_SECONDS = 10;

  private Preflight() {}

  /**
   * Looks at everything.
   *
   * @throws NotStarted with the cause and the setting that mends it
   */
  static void check(Settings settings) {
    port(settings.host(), settings.port());
    SettingFile.folder("SEENHEARD_DATA", settings.data());
    SettingFile.of(settings).forEach(SettingFile::find);
    if (settings.mongoUri().isEmpty()) {
      temporaryFolder(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }
  }

  private static void port(String host, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket tried = new ServerSocket()) {
      tried.setReuseAddress(true);
      tried.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      throw new NotStarted(
          "Port "
              + port
              + " of "
              + host
              + " cannot be had ("
              + taken.getMessage()
              + "): stop what listens there, or set SEENHEARD_PORT or SEENHEARD_HOST");
    }
  }

  /** Puts a script there and runs it. */
  static void temporaryFolder(Path folder) {
    Path script;
    try {
      script = Files.createTempFile(folder, "seenheard", ".sh");
    } catch (IOException | RuntimeException refused) {
      throw new NotStarted(
          "The folder for temporary files, "
              + folder
              + ", takes none ("
              + refused.getClass().getSimpleName()
              + "): the embedded store puts its native part there. Name another:"
              + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
    try {
      run(folder, script);
    } finally {
      script.toFile().delete();
    }
  }

  private static void run(Path folder, Path script) {
    try {
      Files.write(script, "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      Process ran = new ProcessBuilder(script.toString()).start();
      if (!ran.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        ran.destroyForcibly();
      }
    } catch (UnsupportedOperationException notPosix) {
      // No such permissions here: the store itself says it.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException refused) {
      throw new NotStarted(
          "The folder for temporary files, "
              + folder
              + ", runs no programs (it may be mounted noexec): the embedded store puts its native"
              + " part there. Name another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
  }
}
