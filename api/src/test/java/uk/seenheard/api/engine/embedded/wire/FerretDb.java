package uk.seenheard.api.engine.embedded.wire;

import com.mongodb.client.MongoClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import uk.seenheard.api.engine.embedded.StoreFixture;

/** A second, independent engine: FerretDB over SQLite, built by the script beside this class. */
final class FerretDb implements AutoCloseable {
  private final Process process;
  private final int port;

  private FerretDb(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Null unless asked for by {@code -Dseenheard.ferretdb=true} or a path to the binary. */
  static FerretDb startIfAsked(Path directory) throws IOException, InterruptedException {
    String asked = System.getProperty("seenheard.ferretdb");
    if (asked == null) {
      return null;
    }
    Path binary = asked.equals("true") ? build(directory) : Path.of(asked);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path data = Files.createDirectories(directory.resolve("ferretdb-data"));
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--handler=sqlite",
                "--sqlite-url=file:" + data + "/",
                "--listen-addr=127.0.0.1:" + port,
                "--debug-addr=-",
                "--telemetry=disable",
                "--log-level=error",
                "--state-dir=" + data)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("ferretdb.log").toFile())
            .start();
    FerretDb ferret = new FerretDb(process, port);
    try (MongoClient client =
        StoreFixture.client(ferret.uri() + "/?serverSelectionTimeoutMS=30000")) {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
    }
    return ferret;
  }

  private static Path build(Path directory) throws IOException, InterruptedException {
    Path script = directory.resolve("ferretdb.sh");
    try (InputStream in =
        Objects.requireNonNull(FerretDb.class.getResourceAsStream("ferretdb.sh"))) {
      Files.copy(in, script);
    }
    Path binary = directory.resolve("ferretdb");
    File log = directory.resolve("ferretdb-build.log").toFile();
    Process build =
        new ProcessBuilder("sh", script.toString(), binary.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    if (!build.waitFor(15, TimeUnit.MINUTES) || build.exitValue() != 0) {
      build.destroyForcibly();
      throw new IOException("FerretDB could not be built:\n" + Files.readString(log.toPath()));
    }
    return binary;
  }

  String uri() {
    return "mongodb://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
