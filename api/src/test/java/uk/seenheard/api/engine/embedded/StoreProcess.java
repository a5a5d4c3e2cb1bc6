package uk.seenheard.api.engine.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The command {@code store} as a process of its own, which a test can kill. */
public final class StoreProcess implements AutoCloseable {
  private final Process process;
  private final String uri;

  private StoreProcess(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** What the process runs. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StoreCommand()).execute(args));
  }

  /** Starts one and waits until it serves. */
  public static StoreProcess start(Path data, Map<String, String> environment, String... options)
      throws IOException {
    return start(data, 0, environment, options);
  }

  /** Starts one on a port, 0 for any, and waits until it serves. */
  public static StoreProcess start(
      Path data, int port, Map<String, String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StoreProcess.class.getName()));
    command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    StoreFixture.place(data);
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      int at = line.indexOf("mongodb://");
      if (at >= 0) {
        Thread drain = new Thread(() -> drain(out), "store-process-output");
        drain.setDaemon(true);
        drain.start();
        return new StoreProcess(process, StoreFixture.served(line.substring(at)));
      }
    }
    throw new IOException("the store did not start:\n" + said);
  }

  private static void drain(BufferedReader out) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println("store: " + line);
      }
    } catch (IOException e) {
      // The process was killed: that is what these tests do.
      return;
    }
  }

  /** Where it serves. */
  public String uri() {
    return uri;
  }

  /** kill -9 */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
