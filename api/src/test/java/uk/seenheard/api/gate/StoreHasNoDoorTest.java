package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.wire.DoorKey;
import uk.seenheard.api.ground.identity.Keys;

/**
 * Kind 3: the store has no door, and where several servers share one it opens only to whoever has
 * its key. The server's process listens for HTTP and for nothing else; its folder and files are its
 * owner's alone; another user of the machine gets nothing from folder, files, sockets or process
 * arguments.
 */
@Tag("long")
class StoreHasNoDoorTest {
  private static final Held HELD = Held.of(3, "The store has no door", StoreHasNoDoorTest.class);

  @TempDir Path folder;

  @AfterAll
  static void write() {
    HELD.write();
  }

  @Test
  void theServerListensForHttpAloneAndItsFilesAreItsOwners() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "needs Linux's /proc");
    // The folder above is open to all, so that only the store's own permissions stand in the way.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(officer.incident("DOOR"), Officer.set("happened", "words"));
      officer.send(officer.push(1, 1)).expect(200);

      HELD.tries(
          "a second port",
          () -> assertThat(listening(server.pid())).containsExactly(port(server.url())));
      String arguments = Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"));
      for (String secret : secrets(data.resolve("keys.json"))) {
        HELD.tries("a secret in the arguments", () -> assertThat(arguments).doesNotContain(secret));
      }
      assertOwnersAlone(data);
    }
  }

  @Test
  void aFolderOrFileThatIsWiderIsRefusedWithAWayToMendIt() throws Exception {
    Path data = folder.resolve("store");
    EmbeddedStore.open(data).close();
    for (String wider : List.of("rwxr-x---", "rwx-----x")) {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(wider));
      HELD.tries(
          "a folder of " + wider,
          () ->
              assertThatThrownBy(() -> EmbeddedStore.open(data).close())
                  .isInstanceOf(StoreRefused.class)
                  .hasMessageContaining("chmod 700 " + data));
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    for (String file : List.of("store.db", "store.lock")) {
      Path each = data.resolve(file);
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
      HELD.tries(
          "a wider " + file,
          () ->
              assertThatThrownBy(() -> EmbeddedStore.open(data).close())
                  .isInstanceOf(StoreRefused.class)
                  .hasMessageContaining("chmod 600"));
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
    }
    EmbeddedStore.open(data).close();
  }

  @Test
  void aLocalClientWithoutTheKeyOfASharedStoreGetsNothing() throws Exception {
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    try (StoreProcess store = StoreProcess.start(folder.resolve("shared"), Map.of())) {
      try (LiveServer server =
          LiveServer.start(
              folder.resolve("server"),
              System::currentTimeMillis,
              StoreFixture.environment(store.uri(), keys))) {
        Officer officer = Officer.onShift(server.url(), "pc1201");
        officer.record(officer.incident("DOOR"), Officer.set("happened", "words"));
        officer.send(officer.push(1, 1)).expect(200);
      }
      try (MongoClient owner = asking(store.uri(), Optional.of(StoreFixture.key()))) {
        assertThat(commits(owner)).isPositive();
      }
      HELD.tries(
          "a driver in the clear",
          () -> {
            try (MongoClient stranger = asking(store.uri(), Optional.empty())) {
              assertNothing(stranger);
            }
          });
      HELD.tries(
          "a driver with a key of its own",
          () -> {
            Path own = DoorKey.in(Files.createDirectory(folder.resolve("own")));
            try (MongoClient stranger = asking(store.uri(), Optional.of(own))) {
              assertNothing(stranger);
            }
          });
      HELD.tries(
          "a driver that trusts anybody and shows nothing",
          () -> {
            SSLContext nobody = trusting();
            try (MongoClient stranger = asking(store.uri(), nobody)) {
              assertNothing(stranger);
            }
          });
      HELD.tries(
          "bytes of the wire protocol in the clear",
          () -> {
            try (Socket socket = new Socket("127.0.0.1", port(store.uri()))) {
              socket.setSoTimeout(30_000);
              // An OP_MSG's head, which an open door would wait for the rest of.
              socket.getOutputStream().write(new byte[] {16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
              socket.getOutputStream().write(new byte[] {(byte) 0xdd, 7, 0, 0});
              socket.getOutputStream().flush();
              byte[] said = socket.getInputStream().readAllBytes();
              // A TLS alert (its record is of type 21), and the end.
              assertThat(said.length).isLessThanOrEqualTo(7);
            }
          });
      try (MongoClient owner = asking(store.uri(), Optional.of(StoreFixture.key()))) {
        assertThat(commits(owner)).isPositive();
      }
    }
    HELD.walking(
        "ports, secrets in the arguments, wider rights; 4 ways to a shared store without its key");
  }

  private static MongoClient asking(String uri, Optional<Path> key) {
    return key.map(file -> asking(uri, DoorKey.read(file)))
        .orElseGet(() -> MongoClients.create(settings(uri).build()));
  }

  private static MongoClient asking(String uri, SSLContext identity) {
    return MongoClients.create(
        settings(uri).applyToSslSettings(tls -> tls.enabled(true).context(identity)).build());
  }

  private static MongoClientSettings.Builder settings(String uri) {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(uri))
        .applyToClusterSettings(c -> c.serverSelectionTimeout(3, TimeUnit.SECONDS));
  }

  private static long commits(MongoClient client) {
    return client.getDatabase("seenheard").getCollection("commits").estimatedDocumentCount();
  }

  private static void assertNothing(MongoClient stranger) {
    assertThatThrownBy(() -> commits(stranger)).isInstanceOf(MongoTimeoutException.class);
  }

  /** What takes any certificate and shows none. */
  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static void assertOwnersAlone(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      List<Path> found = all.toList();
      assertThat(found).anySatisfy(path -> assertThat(path).hasFileName("store.db-wal"));
      for (Path path : found) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  /** The secrets in a key file: the members {@code k} and {@code d} of its keys. */
  private static List<String> secrets(Path file) throws IOException {
    Matcher each = Pattern.compile("\"[kd]\"\\s*:\\s*\"([^\"]+)\"").matcher(Files.readString(file));
    List<String> secrets = new ArrayList<>();
    while (each.find()) {
      secrets.add(each.group(1));
    }
    assertThat(secrets).hasSizeGreaterThan(2);
    return secrets;
  }

  private static int port(String url) {
    return java.net.URI.create(url).getPort();
  }

  /** The TCP ports on which a process listens, and nothing of any other process. */
  private static Set<Integer> listening(long pid) throws IOException {
    Set<String> own;
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      own = open.map(StoreHasNoDoorTest::target).collect(Collectors.toSet());
    }
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] cells = line.trim().split("\\s+");
        if (cells.length > 9
            && cells[3].equals("0A")
            && own.contains("socket:[" + cells[9] + "]")) {
          ports.add(Integer.parseInt(cells[1].substring(cells[1].indexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }
}
