package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;

/**
 * Kind 3: the store has no door. The server's process listens for HTTP and for nothing else; its
 * folder and files are its owner's alone; another user of the machine gets nothing from folder,
 * files, sockets or process arguments.
 */
class StoreHasNoDoorTest {
  @TempDir Path folder;

  @Test
  void anotherLocalUserGetsNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "needs Linux's /proc");
    // The folder above is open to all, so that only the store's own permissions stand in the way.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(officer.incident("DOOR"), Officer.set("happened", "words"));
      officer.send(officer.push(1, 1)).expect(200);

      assertThat(listening(server.pid())).containsExactly(port(server.url()));
      String arguments = Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"));
      for (String secret : secrets(data.resolve("keys.json"))) {
        assertThat(arguments).doesNotContain(secret);
      }
      assertOwnersAlone(data);
      assertNothingForAnotherUser(data);
    }
  }

  @Test
  void aFolderOrFileThatIsWiderIsRefusedWithAWayToMendIt() throws Exception {
    Path data = folder.resolve("store");
    EmbeddedStore.open(data).close();
    for (String wider : List.of("rwxr-x---", "rwx-----x")) {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(wider));
      assertThatThrownBy(() -> EmbeddedStore.open(data).close())
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("chmod 700 " + data);
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    for (String file : List.of("store.db", "store.lock")) {
      Path each = data.resolve(file);
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
      assertThatThrownBy(() -> EmbeddedStore.open(data).close())
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("chmod 600");
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
    }
    EmbeddedStore.open(data).close();
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

  private static void assertNothingForAnotherUser(Path data) throws Exception {
    String user = "sh" + Long.toString(System.nanoTime(), 36);
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root || run("useradd", "--no-create-home", user).status() != 0) {
      System.out.println("another local user could not be made: that part was not tried");
      return;
    }
    try {
      for (String command :
          List.of(
              "ls " + data,
              "cat " + data.resolve("store.db"),
              "cat " + data.resolve("store.db-wal"),
              "cat " + data.resolve("keys.json"),
              "touch " + data.resolve("other"))) {
        Ran ran = run("su", "-s", "/bin/sh", "-c", command, user);
        assertThat(ran.status()).as(command).isNotZero();
        assertThat(ran.said()).as(command).contains("Permission denied");
      }
    } finally {
      run("userdel", user);
    }
  }

  private record Ran(int status, String said) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1, said);
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
