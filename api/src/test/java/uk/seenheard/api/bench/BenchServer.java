package uk.seenheard.api.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import uk.seenheard.api.Main;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.engine.mongo.ReplicaSet;
import uk.seenheard.api.ground.identity.Keys;

/** The product's server, or its store alone, in a process of its own with a stated heap. */
final class BenchServer implements AutoCloseable {
  /** What a server gets, unless a measurement says otherwise. */
  static final String HEAP = "-Xmx512m";

  private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

  /** Linux counts processor time in hundredths, whatever its own clock ({@code proc(5)}). */
  private static final double TICKS_A_SECOND = 100;

  private final Process process;
  private final int port;
  private final long readyMillis;

  private BenchServer(Process process, int port, long readyMillis) {
    this.process = process;
    this.port = port;
    this.readyMillis = readyMillis;
  }

  /** Starts a server in demo mode on the embedded store and waits until it is ready. */
  static BenchServer start(Path data, Optional<Path> force) throws IOException {
    int port = ServerProcess.freePort();
    ProcessBuilder builder = java(data, List.of());
    builder.environment().keySet().removeIf(name -> name.startsWith("SEENHEARD_"));
    builder.environment().put("SEENHEARD_DEMO", "true");
    builder.environment().put("SEENHEARD_PORT", Integer.toString(port));
    builder.environment().put("SEENHEARD_DATA", data.toString());
    mongo(data).ifPresent(uri -> builder.environment().putAll(uri));
    force.ifPresent(roster -> builder.environment().put("SEENHEARD_FORCE", roster.toString()));
    Path log = log(data);
    long started = System.nanoTime();
    Process process = Children.start(builder, log);
    String ready = "http://127.0.0.1:" + port + "/health/ready";
    while (status(ready) != 200) {
      if (!process.isAlive() || System.nanoTime() - started > TimeUnit.SECONDS.toNanos(120)) {
        Children.end(process);
        throw new IOException("the server did not become ready; see " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return new BenchServer(
        process, port, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
  }

  /**
   * Where {@code -Dbench.mongo=true} asks for it: a database of its own, by the folder's name, of
   * three members of a real MongoDB that were started once for this process.
   */
  private static Optional<Map<String, String>> mongo(Path data) throws IOException {
    if (!Boolean.getBoolean("bench.mongo")) {
      return Optional.empty();
    }
    Path keys = data.resolveSibling(data.getFileName() + "-keys").resolve("keys.json");
    if (!Files.exists(keys)) {
      Keys.create(keys);
    }
    return Optional.of(
        Map.of(
            "MONGODB_URI", Real.SET.connection(database(data)), "SEENHEARD_KEYS", keys.toString()));
  }

  /** Started by the first who asks. */
  private static final class Real {
    static final ReplicaSet SET =
        ReplicaSet.ofThree()
            .orElseThrow(() -> new IllegalStateException("no MongoDB could be fetched"));
  }

  /** The members on which {@code bench.mongo} serves. */
  static ReplicaSet replicaSet() {
    return Real.SET;
  }

  /**
   * Megabytes that what was served from this folder holds on disk: its files, or on a MongoDB the
   * data and indexes of its database at one member, as {@code dbStats} tells them.
   */
  static double storedMegabytes(Path data) throws IOException {
    if (Boolean.getBoolean("bench.mongo")) {
      String database = database(data);
      try (MongoClient client = MongoClients.create(Real.SET.connection(database))) {
        Document told =
            client.getDatabase(database).runCommand(new Document("dbStats", 1).append("scale", 1));
        return told.get("totalSize", Number.class).doubleValue() / 1e6;
      }
    }
    long bytes = 0;
    try (Stream<Path> walk = Files.walk(data)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes / 1e6;
  }

  private static String database(Path data) {
    return "bench-" + data.getFileName();
  }

  /** Starts the store alone, for a driver to talk to. */
  static BenchServer store(Path data) throws IOException {
    int port = ServerProcess.freePort();
    long started = System.nanoTime();
    uk.seenheard.api.engine.embedded.StoreFixture.place(data);
    Process process =
        Children.start(
            java(data, List.of("store", "--data", data.toString(), "--port", "" + port)),
            log(data));
    while (true) {
      try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
        return new BenchServer(
            process, port, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() - started > TimeUnit.SECONDS.toNanos(60)) {
          Children.end(process);
          throw new IOException("the store did not start; see " + log(data), notYet);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static ProcessBuilder java(Path data, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add("-XX:-UseDynamicNumberOfCompilerThreads"); // their clocks are read to the end
    command.add("-Xlog:gc:file=" + data.resolveSibling(data.getFileName() + "-gc.log"));
    String more = System.getProperty("bench.jvm", "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static Path log(Path data) {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private static int status(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException nobody) {
      return 0;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** From the start of the process to the first ready answer. */
  long readyMillis() {
    return readyMillis;
  }

  /** Megabytes of memory that the process holds, or 0 where the system does not say. */
  double residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Files and connections that it holds open, or 0 where the system does not say. */
  long descriptors() {
    return entries("fd");
  }

  /** Its threads, or 0 where the system does not say. */
  long threads() {
    return entries("task");
  }

  private long entries(String of) {
    long found = 0;
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/" + of))) {
      for (Path unused : all) {
        found++;
      }
    } catch (IOException | DirectoryIteratorException gone) {
      return 0;
    }
    return found;
  }

  /** Megabytes of its heap that are in use after everything unused was collected. */
  double heapAfterCollection() throws IOException {
    jcmd("GC.run");
    double kilobytes = 0;
    for (String line : jcmd("GC.heap_info").split("\n")) {
      Matcher used = USED.matcher(line);
      if (used.find() && !line.contains("etaspace") && !line.contains("class space")) {
        kilobytes += Long.parseLong(used.group(1));
      }
    }
    return kilobytes / 1024;
  }

  /** What lives on its heap, by class; it collects first. */
  String histogram() throws IOException {
    return jcmd("GC.class_histogram") + jcmd("VM.native_memory");
  }

  private String jcmd(String what) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), what)
            .redirectErrorStream(true)
            .start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * Processor seconds that it has used for its work: what the compiler of the running JVM took is
   * not in them, which ends with the first minute and says nothing of a change.
   */
  double processorSeconds() {
    double all =
        process.info().totalCpuDuration().map(used -> used.toMillis() / 1000.0).orElse(0.0);
    return all - compilerSeconds();
  }

  /** By the threads' own clocks; 0 where the system does not show them. */
  private double compilerSeconds() {
    double ticks = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads) {
        String line = Files.readString(thread.resolve("stat"));
        if (COMPILER.matcher(line).find()) {
          String[] figures = line.substring(line.lastIndexOf(')') + 2).split(" ");
          ticks += Long.parseLong(figures[11]) + Long.parseLong(figures[12]); // user, system
        }
      }
    } catch (IOException | DirectoryIteratorException unknown) {
      return 0;
    }
    return ticks / TICKS_A_SECOND;
  }

  /** Bytes that it has had written to disks, or 0 where the system does not say. */
  long writtenBytes() {
    return writtenBytes(process.pid());
  }

  /** The same of any process. */
  static long writtenBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
          .filter(line -> line.startsWith("write_bytes:"))
          .mapToLong(line -> Long.parseLong(line.substring("write_bytes:".length()).trim()))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
