package uk.seenheard.handset.jvm.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handset in a process of its own, which takes the commands of its shell. */
final class HandsetProcess implements AutoCloseable {
  private static final long ANSWER_SECONDS = 120;
  private static final String ENDED = "the process has ended";

  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private HandsetProcess(Process process) {
    this.process = process;
    this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "handset-lines");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a handset with this program's own files.
   *
   * @param store its folder
   * @param passphrase of its store
   */
  static HandsetProcess start(Path store, String server, String passphrase) throws IOException {
    List<String> command = new ArrayList<>(itself());
    command.addAll(List.of("--store", store.toString(), "--server", server, "shell"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(Session.PASSPHRASE, passphrase);
    return new HandsetProcess(builder.start());
  }

  /** The command that starts this program again. */
  private static List<String> itself() {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8"));
    try {
      File own =
          new File(
              HandsetCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (own.isFile()) {
        command.addAll(List.of("-jar", own.getPath()));
        return command;
      }
    } catch (URISyntaxException odd) {
      throw new IllegalStateException("this program's own place cannot be found", odd);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), HandsetCommand.class.getName()));
    return command;
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null) {
        lines.add(line);
        line = out.readLine();
      }
    } catch (IOException closed) {
      lines.add("The handset's output broke off.");
    } finally {
      lines.add(ENDED);
    }
  }

  /**
   * Gives one command and waits for it.
   *
   * @return what the handset said
   * @throws DemoFailed when the handset did not do it
   */
  List<String> tell(String command) {
    try {
      send(command);
      List<String> said = new ArrayList<>();
      while (true) {
        String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(ENDED) || line.equals(ShellCommand.REFUSED)) {
          throw new DemoFailed("A handset did not do \"" + command + "\": " + said);
        }
        if (line.equals(ShellCommand.DONE)) {
          return said;
        }
        said.add(line);
      }
    } catch (IOException broken) {
      throw new DemoFailed("A handset's process ended early: " + lastWords());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("stopped");
    }
  }

  /** What a process said that takes nothing any more. */
  private List<String> lastWords() {
    List<String> said = new ArrayList<>();
    try {
      String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
      while (line != null && !line.equals(ENDED)) {
        said.add(line);
        line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return said;
  }

  /** Gives one command and does not wait for it. */
  void send(String command) throws IOException {
    commands.write(command + '\n');
    commands.flush();
  }

  /** Ends the process as a power cut would. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Stopping.end(process);
  }
}
