package uk.seenheard.api.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.seenheard.api.Main;

/** A real server in a process of its own, in demonstration mode, on a port of its own. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern SERVING =
      Pattern.compile("serving on (http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private Process process;
  private String address;

  private ServerProcess(Path folder, int port) throws IOException, InterruptedException {
    this.folder = folder;
    this.process = launch(port);
    this.address = awaitAddress();
  }

  static ServerProcess start(Path folder) throws IOException, InterruptedException {
    return new ServerProcess(folder, 0);
  }

  String address() {
    return address;
  }

  /** Kills it; nothing is said to anybody. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again on the same port and data. */
  void restart() throws IOException, InterruptedException {
    process = launch(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    awaitAddress();
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private Process launch(int port) throws IOException {
    Files.deleteIfExists(log());
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    builder.environment().remove("MONGODB_URI");
    builder.environment().put("SEENHEARD_DEMO", "true");
    builder.environment().put("SEENHEARD_PORT", Integer.toString(port));
    builder.environment().put("SEENHEARD_DATA", folder.resolve("data").toString());
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private String awaitAddress() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Matcher found = SERVING.matcher(Files.readString(log(), StandardCharsets.UTF_8));
      if (found.find()) {
        return found.group(1);
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("the server did not start: " + Files.readString(log()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
