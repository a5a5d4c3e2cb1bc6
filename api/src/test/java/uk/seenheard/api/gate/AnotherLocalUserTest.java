package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.ground.contract.PublishedContract;

/**
 * Kind 3: somebody else who has an account on the server's machine gets nothing of a server that
 * was started carelessly (umask 000, temporary files where everybody has theirs, an open folder
 * around its own): not from its folder, its key folder, its temporary files, its log, what the
 * system shows of its process, its port without a login, or the report of its crash; and puts
 * nothing where the server would use it.
 *
 * <p>Only root can make another user: anywhere else this says that it was not tried.
 */
class AnotherLocalUserTest {
  private static final Held HELD =
      Held.of(3, "The store has no door: another local user", AnotherLocalUserTest.class);

  private static final String WORDS = "he locked us in the cellar";
  private static final String NAME = "Zebedee";
  private static final String TOKEN = "a-token-for-operations-0123456789abcdef";
  private static final int MOST_BYTES = 4_000_000;

  @TempDir Path folder;
  private final String user = "sh" + Long.toString(System.nanoTime(), 36);

  private record Ran(int status, String said) {}

  @BeforeEach
  void makeAnotherUser() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes another user");
    assumeTrue(isThere("useradd") && isThere("setpriv"), "needs useradd and setpriv");
    Ran made = run("useradd", "--no-create-home", user);
    assumeTrue(made.status() == 0, "another user could not be made: " + made.said());
  }

  @AfterEach
  void removeThem() throws Exception {
    run("userdel", user);
  }

  @Test
  void theyGetNothingOfARunningServerAndPutNothingThere() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = folder.resolve("data");
    Path keys = folder.resolve("keys").resolve("keys.json");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    assertThat(run("chmod", "1777", temporary.toString()).status()).isZero();
    try (ServerProcess server =
        ServerProcess.startOpenHanded(
            data,
            Map.of("SEENHEARD_KEYS", keys.toString(), "SEENHEARD_OPERATIONS_TOKEN", TOKEN),
            List.of(
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + data.resolve("crash-%p.txt")))) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      officer.record(
          officer.incident("NEIGHBOUR"),
          Officer.set("happened", WORDS),
          Officer.set("first", NAME));
      officer.send(officer.push(1, 1)).expect(200);
      // What the desk's pages are made of is unpacked when it is first asked for.
      Caller.stranger(server.url()).get("/desk/").status();
      List<String> secrets = secrets(keys, officer);

      foldersAndFiles(data, keys);
      temporaryFiles(temporary, server, secrets);
      theProcess(server, secrets);
      theLog(server, secrets);
      overHttp(server, secrets);
      theReportOfACrash(server, data, secrets);
    }
    HELD.walking("folders and files × read, write, replace");
    HELD.walking("temporary files; everything in /proc; signals and the tools of the JDK");
    HELD.walking("the log; the report of a crash; every route without a login").write();
  }

  /** Every file and folder of store and keys: neither read nor written, and none put beside it. */
  private void foldersAndFiles(Path data, Path keys) throws Exception {
    List<Path> folders = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path root : List.of(data, keys.getParent())) {
      for (Path each : all(root)) {
        (Files.isDirectory(each) ? folders : files).add(each);
      }
    }
    // One try for all of them: how many there are is the store's affair, and changes as it works.
    everyOne("listing a folder", folders, "ls \"$0\"");
    everyOne("a file put into a folder", folders, "touch \"$0/other\"");
    everyOne("reading a file", files, "cat \"$0\"");
    everyOne("writing a file", files, ": >> \"$0\"");
  }

  private void everyOne(String what, List<Path> places, String script) {
    assertThat(places).as(what).isNotEmpty();
    HELD.tries(
        what,
        () -> {
          for (Path each : places) {
            assertDenied(script, each);
          }
        });
  }

  /** What lies among everybody's files says nothing, and nobody else changes or replaces it. */
  private void temporaryFiles(Path temporary, ServerProcess server, List<String> secrets)
      throws Exception {
    List<Path> made = all(temporary);
    made.remove(temporary);
    Path counters =
        Path.of("/tmp/hsperfdata_" + System.getProperty("user.name"), "" + server.pid());
    if (Files.exists(counters)) {
      made.add(counters);
    }
    HELD.tries(
        "what temporary files say",
        () -> {
          for (Path each : made) {
            assertSaysNothing(as("head -c " + MOST_BYTES + " \"$0\"", each), each, secrets);
          }
        });
    HELD.tries(
        "writing to temporary files",
        () -> {
          for (Path each : made) {
            assertDenied(Files.isDirectory(each) ? "touch \"$0/other\"" : ": >> \"$0\"", each);
          }
        });
    HELD.tries(
        "replacing temporary files",
        () -> {
          for (Path each : made) {
            assertThat(as("mv \"$0\" \"$0.old\"", each).status()).as(each.toString()).isNotZero();
          }
        });
  }

  /** Whatever the system shows of a process, and what the JDK's tools ask it. */
  private void theProcess(ServerProcess server, List<String> secrets) throws Exception {
    Path process = Path.of("/proc/" + server.pid());
    List<Path> shown = new ArrayList<>(all(process, 1));
    shown.addAll(all(process.resolve("task/" + server.pid()), 1));
    shown.addAll(all(process.resolve("fd"), 1));
    shown.removeIf(Files::isDirectory);
    assertThat(shown).hasSizeGreaterThan(30);
    HELD.tries(
        "what /proc says",
        () -> {
          for (Path each : shown) {
            assertSaysNothing(as("head -c " + MOST_BYTES + " \"$0\"", each), each, secrets);
          }
        });
    for (String closed : List.of("environ", "mem", "maps", "fd", "cwd/", "root/", "map_files")) {
      HELD.tries(
          closed + " of the process",
          () ->
              assertThat(as("ls \"$0\" && cat \"$0\"", process.resolve(closed)).status())
                  .isNotZero());
    }
    HELD.tries(
        "a signal",
        () -> assertThat(as("kill -QUIT " + server.pid(), process).status()).isNotZero());
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (String asked : List.of("Thread.print", "VM.system_properties")) {
      HELD.tries(
          "jcmd " + asked,
          () -> {
            Ran ran = as(jcmd + " " + server.pid() + " " + asked, process);
            assertThat(ran.status()).isNotZero();
            assertSaysNothing(ran, process, secrets);
          });
    }
    HELD.tries("a socket of the file system", () -> assertThat(unixSockets(server)).isEmpty());
  }

  /** The log goes where whoever starts the server says, and may be read there. */
  private void theLog(ServerProcess server, List<String> secrets) throws Exception {
    HELD.tries(
        "the log", () -> assertSaysNothing(as("cat \"$0\"", server.log()), server.log(), secrets));
  }

  private void overHttp(ServerProcess server, List<String> secrets) {
    Caller stranger = Caller.stranger(server.url());
    for (PublishedContract.Operation route : PublishedContract.operations()) {
      if (route.method().equals("GET") && !route.demo() && !route.stream()) {
        HELD.tries(
            route.route(),
            () -> {
              Caller.Answer answer = stranger.get(route.samplePath());
              for (String secret : secrets) {
                assertThat(answer.body()).doesNotContain(secret);
              }
              if (!route.roles().isEmpty() || route.path().startsWith("/operations")) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(401);
              }
            });
      }
    }
  }

  /** A crash writes what the registers point to: it goes into the folder that is nobody else's. */
  private void theReportOfACrash(ServerProcess server, Path data, List<String> secrets)
      throws Exception {
    assertThat(run("kill", "-SEGV", Long.toString(server.pid())).status()).isZero();
    assertThat(server.ended(Duration.ofSeconds(60))).isPresent();
    Path report = data.resolve("crash-" + server.pid() + ".txt");
    assertThat(report).exists();
    HELD.tries("the report of a crash", () -> assertDenied("cat \"$0\"", report));
    HELD.tries(
        "what a crash says",
        () -> assertSaysNothing(as("cat \"$0\"", server.log()), server.log(), secrets));
  }

  private void assertDenied(String script, Path at) throws Exception {
    Ran ran = as(script, at);
    assertThat(ran.status()).as(script + " " + at + ": " + ran.said()).isNotZero();
    assertThat(ran.said()).as(script + " " + at).contains("ermission denied");
  }

  private static void assertSaysNothing(Ran ran, Path at, List<String> secrets) {
    for (String secret : secrets) {
      assertThat(ran.said().contains(secret)).as(at + " says " + secret).isFalse();
    }
  }

  /** The keys of the key file, logins and passes, and what was recorded. */
  private static List<String> secrets(Path keys, Officer officer) throws IOException {
    Matcher each = Pattern.compile("\"[kd]\"\\s*:\\s*\"([^\"]+)\"").matcher(Files.readString(keys));
    List<String> secrets = new ArrayList<>(List.of(WORDS, NAME, TOKEN, officer.pass()));
    while (each.find()) {
      secrets.add(each.group(1));
    }
    assertThat(secrets).hasSizeGreaterThan(5);
    return secrets;
  }

  private static List<Path> all(Path root) throws IOException {
    return all(root, Integer.MAX_VALUE);
  }

  private static List<Path> all(Path root, int depth) throws IOException {
    try (Stream<Path> all = Files.walk(root, depth)) {
      return new ArrayList<>(all.toList());
    }
  }

  /** Runs a script as the other user; {@code $0} is the path. */
  private Ran as(String script, Path at) throws IOException, InterruptedException {
    return run(
        "setpriv",
        "--reuid",
        user,
        "--regid",
        user,
        "--init-groups",
        "/bin/sh",
        "-c",
        script,
        at.toString());
  }

  private static boolean isThere(String command) throws IOException, InterruptedException {
    return run("/bin/sh", "-c", "command -v " + command).status() == 0;
  }

  private static Ran run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return new Ran(process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1, said);
  }

  /** The sockets with a name in the file system, or an abstract one, on which it listens. */
  private static Set<String> unixSockets(ServerProcess server) throws IOException {
    Map<String, String> named = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/net/unix"))) {
      String[] cells = line.trim().split("\\s+");
      if (cells.length > 7) {
        named.put("socket:[" + cells[6] + "]", cells[7]);
      }
    }
    Set<String> own = new TreeSet<>();
    for (Path each : all(Path.of("/proc/" + server.pid() + "/fd"), 1)) {
      if (Files.isSymbolicLink(each)) {
        String target = Files.readSymbolicLink(each).toString();
        if (named.containsKey(target)) {
          own.add(named.get(target));
        }
      }
    }
    return own;
  }
}
