package uk.seenheard.handset.jvm.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own, on the embedded store, in demo mode. */
final class ServerProcess implements AutoCloseable {
  private static final long START_SECONDS = 90;
  private static final int LOG_LINES = 20;

  /** How the server begins to say what its clock shows. */
  private static final String CLOCK = "clock ";

  private final BlockingQueue<String> clock = new LinkedBlockingQueue<>();
  private final Process process;
  private final String address;
  private final Path log;

  private ServerProcess(Process process, String address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts the server and waits until it is ready, telling how it goes.
   *
   * @param asked where it listens; 0 takes a port that is free
   * @param data folder for its store, keys and log
   * @param referrals the file of who gets which notice
   * @param begins when its clock begins; without it, it is the machine's
   */
  static ServerProcess start(
      Path jar, int asked, Path data, Path referrals, Optional<Instant> begins, PrintWriter out)
      throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new DemoFailed("There is no server at " + jar + ". Build it, or name it: --server-jar");
    }
    int port = asked == 0 ? free() : asked;
    String address = "http://127.0.0.1:" + port;
    if (status(address) != 0) {
      throw new DemoFailed(
          "Something is listening on port " + port + " already. Choose another: SEENHEARD_PORT");
    }
    Files.createDirectories(data);
    Path log = data.resolve("server.log");
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    // Two processes on a small machine: a quarter of the processor time went to the
                    // collector that runs beside the program.
                    "-XX:+UseSerialGC",
                    "-Xms192m",
                    "-jar",
                    jar.toAbsolutePath().toString()))
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SEENHEARD_"));
    environment.put("SEENHEARD_PORT", Integer.toString(port));
    environment.put("SEENHEARD_DEMO", "true");
    environment.put("SEENHEARD_DATA", data.resolve("store").toAbsolutePath().toString());
    environment.put("SEENHEARD_REFERRALS", referrals.toAbsolutePath().toString());
    begins.ifPresent(moment -> environment.put("SEENHEARD_DEMO_CLOCK", moment.toString()));
    ServerProcess server = new ServerProcess(builder.start(), address, log);
    Thread reader = new Thread(server::read, "server-lines");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-server"));
    server.awaitReady(out);
    return server;
  }

  /** Keeps its log, and hears what its clock shows. */
  private void read() {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter kept =
            new PrintWriter(
                new OutputStreamWriter(Files.newOutputStream(log), StandardCharsets.UTF_8), true)) {
      String line = lines.readLine();
      while (line != null) {
        kept.println(line);
        if (line.startsWith(CLOCK)) {
          clock.add(line.substring(CLOCK.length()));
        }
        line = lines.readLine();
      }
    } catch (IOException ended) {
      clock.add("");
    }
  }

  /** Sets its clock forward, or with no moment to the machine's for good, and waits until it is. */
  void set(Optional<Instant> moment) {
    try {
      OutputStream lines = process.getOutputStream();
      lines.write(
          (moment.map(Instant::toString).orElse("now") + "\n").getBytes(StandardCharsets.UTF_8));
      lines.flush();
      if (clock.poll(START_SECONDS, TimeUnit.SECONDS) == null) {
        throw new DemoFailed("The server's clock could not be set. It said:\n" + lastLines());
      }
    } catch (IOException ended) {
      throw new DemoFailed("The server ended. It said:\n" + lastLines());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("stopped");
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(PrintWriter out) {
    out.print("Starting the server ");
    out.flush();
    long started = System.nanoTime();
    for (int half = 0; half < 2 * START_SECONDS; half++) {
      if (status(address + "/health/ready") == HttpURLConnection.HTTP_OK) {
        out.println(" ready after " + (System.nanoTime() - started) / 1_000_000_000 + " s.");
        return;
      }
      out.print('.');
      out.flush();
      if (ended(500)) {
        out.println();
        throw new DemoFailed("The server ended while it started. It said:\n" + lastLines());
      }
    }
    close();
    throw new DemoFailed("The server was not ready after " + START_SECONDS + " s:\n" + lastLines());
  }

  private boolean ended(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String lastLines() {
    try {
      List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
    } catch (IOException unread) {
      return "(its log " + log + " cannot be read)";
    }
  }

  /** The status of an address, or 0 when nobody answers. */
  private static int status(String address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(2_000);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException nobody) {
      return 0;
    }
  }

  String address() {
    return address;
  }

  /** Waits until the server ends by itself; its exit status. */
  int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Override
  public void close() {
    Stopping.end(process);
  }
}
