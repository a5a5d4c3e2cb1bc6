package uk.seenheard.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A handset in a process of its own that writes a child's words down and syncs, is killed at any
 * moment and starts again on the same store.
 */
public final class HandsetUnderFire implements AutoCloseable {
  private static final int SYNC_EVERY = 4;
  private static final String PASSPHRASE = "only for a test";
  private static final String DONE = "done.";
  private static final String REFUSED = "not done.";

  private final Path store;
  private final String server;
  private final String name;
  private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger kills = new AtomicInteger();
  private final Thread writer;
  private volatile boolean stopping;
  private volatile Process process;

  private HandsetUnderFire(Path store, String server, String name) {
    this.store = store;
    this.server = server;
    this.name = name;
    this.writer = new Thread(this::write, name);
  }

  /** Begins a shift and an incident with one child, and starts to write. */
  public static HandsetUnderFire start(Path store, String server, String person)
      throws IOException {
    HandsetUnderFire handset = new HandsetUnderFire(store, server, store.getFileName().toString());
    RealHandset.quicklyOpened(store, PASSPHRASE);
    try (Shell shell = handset.open()) {
      shell.tell("sign-in " + person);
      shell.tell("new FIRE-" + handset.name);
      shell.tell("child add name=Robin");
    }
    handset.writer.start();
    return handset;
  }

  /** Words that the handset had said were saved. */
  public Set<String> confirmed() {
    return confirmed;
  }

  /** Words that it was given, whether it lived to say so or not. */
  public Set<String> attempted() {
    return attempted;
  }

  public int kills() {
    return kills.get();
  }

  /** Ends the process as an empty battery would. */
  public void kill() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.destroyForcibly();
      kills.incrementAndGet();
    }
  }

  /** Stops writing; then everything goes out, and the handset must say that it is synced. */
  public List<String> drain() throws IOException, InterruptedException {
    stopping = true;
    writer.join(60_000);
    try (Shell shell = open()) {
      return shell.tell("sync");
    }
  }

  private void write() {
    int number = 0;
    while (!stopping) {
      try (Shell shell = open()) {
        shell.tell("use FIRE-" + name);
        while (!stopping) {
          String words = name + " said word " + ++number;
          attempted.add(words);
          shell.tell("say 1 \"" + words + "\"");
          confirmed.add(words);
          if (number % SYNC_EVERY == 0) {
            shell.tell("sync");
          }
        }
      } catch (IOException killed) {
        // The battery is put in again.
      }
    }
  }

  private Shell open() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "uk.seenheard.handset.jvm.cli.HandsetCommand",
            "--store",
            store.toString(),
            "--server",
            server,
            "shell");
    builder.redirectErrorStream(true).environment().put("SEENHEARD_PASSPHRASE", PASSPHRASE);
    process = builder.start();
    return new Shell(process);
  }

  @Override
  public void close() {
    stopping = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** The commands of one process. */
  private record Shell(Process process, Writer commands, BufferedReader lines)
      implements AutoCloseable {
    Shell(Process process) {
      this(
          process,
          process.outputWriter(StandardCharsets.UTF_8),
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /**
     * Gives a command and waits for it.
     *
     * @throws IOException when the process was killed before it said that it was done
     */
    List<String> tell(String command) throws IOException {
      commands.write(command + "\n");
      commands.flush();
      List<String> said = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(DONE)) {
          return said;
        }
        if (line.equals(REFUSED)) {
          throw new IllegalStateException("the handset refused " + command + ": " + said);
        }
        said.add(line);
      }
      throw new IOException("the handset ended: " + said);
    }

    @Override
    public void close() {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
