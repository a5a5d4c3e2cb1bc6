package uk.seenheard.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.seenheard.api.ServerProcess;

/**
 * PouchDB Server, fetched from npm when a run needs it, on LevelDB, in a process of its own.
 *
 * <p>It acknowledges what is not synced to the disk yet, and has a heavy cost per request: say so
 * beside every comparison.
 */
final class PouchServer implements AutoCloseable {
  static final String VERSION = "4.2.0";
  private static final MediaType JSON = MediaType.get("application/json");

  /** Tried in vain: not tried again for each row. */
  private static volatile boolean missing;

  private final Process process;
  private final int port;

  private PouchServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The folder that it is installed in, fetched now when it is not there. */
  static Path installed(Path work) throws IOException, InterruptedException {
    Path folder = work.resolve("pouchdb").toAbsolutePath();
    if (Files.isRegularFile(program(folder))) {
      return folder;
    }
    if (missing) {
      throw new IOException("npm could not fetch pouchdb-server " + VERSION);
    }
    missing = true;
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}\n");
    Process npm;
    try {
      npm =
          Children.start(
              new ProcessBuilder(
                      List.of(
                          "npm",
                          "install",
                          "--prefer-offline",
                          "--no-audit",
                          "--no-fund",
                          "pouchdb-server@" + VERSION))
                  .directory(folder.toFile()),
              work.resolve("npm.log"));
    } catch (IOException missing) {
      throw new IOException("npm is missing, so there is no PouchDB Server to measure beside");
    }
    boolean ended = npm.waitFor(15, TimeUnit.MINUTES);
    Children.end(npm);
    if (!ended || !Files.isRegularFile(program(folder))) {
      throw new IOException(
          "npm could not fetch pouchdb-server " + VERSION + "; see " + work.resolve("npm.log"));
    }
    missing = false;
    return folder;
  }

  /**
   * The same, or none where npm has none: then what is this side's own is measured all the same.
   */
  static Optional<PouchServer> ifThere(Place place) throws InterruptedException {
    try {
      return Optional.of(start(place.work()));
    } catch (IOException missing) {
      place.report().raw("%s", missing.getMessage());
      return Optional.empty();
    }
  }

  private static Path program(Path folder) {
    return folder.resolve("node_modules/pouchdb-server/bin/pouchdb-server");
  }

  /** Starts one on an empty folder. */
  static PouchServer start(Path work) throws IOException, InterruptedException {
    Path folder = installed(work);
    int port = ServerProcess.freePort();
    Path data = Files.createTempDirectory(work.toAbsolutePath(), "pouch-data");
    Process process =
        Children.start(
            new ProcessBuilder(
                    List.of(
                        "node",
                        program(folder).toString(),
                        "--port",
                        "" + port,
                        "--dir",
                        data.resolve("dbs").toString(),
                        "--level",
                        "error"))
                .directory(data.toFile()),
            work.resolve("pouch.log"));
    PouchServer server = new PouchServer(process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    OkHttpClient client = Together.client(1);
    while (true) {
      try {
        server.get(client, "/");
        return server;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          server.close();
          throw new IOException("PouchDB Server did not start; see " + work.resolve("pouch.log"));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Makes a database. */
  void create(OkHttpClient client, String name) throws IOException {
    answer(
        client,
        new Request.Builder()
            .url(url() + "/" + name)
            .put(RequestBody.create(new byte[0], JSON))
            .build());
  }

  /** Posts documents. */
  void bulk(OkHttpClient client, String database, byte[] body) throws IOException {
    answer(
        client,
        new Request.Builder()
            .url(url() + "/" + database + "/_bulk_docs")
            .post(RequestBody.create(body, JSON))
            .build());
  }

  /** Reads a path. */
  byte[] get(OkHttpClient client, String path) throws IOException {
    return answer(client, new Request.Builder().url(url() + path).build());
  }

  private static byte[] answer(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      byte[] body = response.body().bytes();
      if (!response.isSuccessful()) {
        throw new IOException("PouchDB Server answered " + response.code());
      }
      return body;
    }
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
