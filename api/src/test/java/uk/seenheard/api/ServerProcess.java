package uk.seenheard.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real server in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private final Class<?> main;
  private final List<String> options;
  private final List<String> before;
  private Process process;

  private ServerProcess(
      Path data,
      int port,
      Map<String, String> settings,
      Class<?> main,
      List<String> options,
      List<String> before) {
    this.data = data;
    this.port = port;
    this.settings = settings;
    this.main = main;
    this.options = options;
    this.before = before;
    this.process = launch();
  }

  /** Starts one on a free port and waits until it is ready. */
  public static ServerProcess start(Path data, Map<String, String> settings) {
    return start(data, settings, Main.class, List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
  }

  /** Starts another program that is the server too, with these options of the machine. */
  public static ServerProcess start(
      Path data, Map<String, String> settings, Class<?> main, List<String> options) {
    return new ServerProcess(data, freePort(), settings, main, options, List.of());
  }

  /**
   * Starts one whose files everybody may read and write, as far as the process leaves it at that.
   */
  public static ServerProcess startOpenHanded(
      Path data, Map<String, String> settings, List<String> options) {
    return new ServerProcess(
        data,
        freePort(),
        settings,
        Main.class,
        options,
        List.of("/bin/sh", "-c", "umask 000; exec \"$@\"", "server"));
  }

  /** A port that nobody listens on just now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    // Compiled as the tests are, in haste; a run that measures is not, and nor is its server.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(Set.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")::contains)
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SEENHEARD_DEMO", "true");
    builder.environment().put("SEENHEARD_PORT", Integer.toString(port));
    builder.environment().put("SEENHEARD_DATA", data.toString());
    builder.environment().putAll(settings);
    File log = log().toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      Process started = builder.start();
      awaitReady(started, log);
      return started;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitReady(Process started, File log) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (!started.isAlive()) {
        throw new IllegalStateException("the server ended at its start; see " + log);
      }
      try {
        if (Caller.stranger(url()).get("/health/ready").status() == 200) {
          return;
        }
      } catch (UncheckedIOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IllegalStateException("the server did not become ready; see " + log);
  }

  /** Where it listens, before and after a restart. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills it as a power cut would ({@code kill -9}). */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks it to end, as an operator does (SIGTERM).
   *
   * @return how long it took
   */
  public Duration terminate(Duration atMost) throws InterruptedException {
    Instant asked = Instant.now();
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the server did not end within " + atMost);
    }
    return Duration.between(asked, Instant.now());
  }

  /** What it said so far, with everything before a restart. */
  public String said() {
    try {
      return Files.readString(log());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The file into which all it says goes. */
  public Path log() {
    return data.resolveSibling(data.getFileName() + "-" + port + ".log");
  }

  /** Waits until it has ended by itself; its exit status, or empty when it goes on. */
  public OptionalInt ended(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }
}
