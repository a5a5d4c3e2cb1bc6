package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Main;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** A server that does not start says in its last line why, and which setting mends it. */
class LastLineTest {
  private static final Held HELD =
      Held.of(22, "Causes lost on the way to the last line", LastLineTest.class);

  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  private record Ended(int status, List<String> out, List<String> err) {
    String last() {
      return err.get(err.size() - 1);
    }
  }

  @AfterAll
  static void write() {
    HELD.walking("port, temporary folder, address, file").write();
  }

  @Test
  void aPortInUseIsFoundBeforeTheWorkAndNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended =
          run(Map.of("SEENHEARD_PORT", Integer.toString(taken.getLocalPort())), List.of());
      assertSaid("a port in use", ended, "Port " + taken.getLocalPort(), "SEENHEARD_PORT");
      assertThat(folder.resolve("data")).doesNotExist();
      // The first line is a line of the log already, and so is every other.
      assertThat(ended.out()).isNotEmpty();
      for (String line : ended.out()) {
        assertThat(new JacksonJsonReader().read(line)).isInstanceOf(Json.Obj.class);
      }
    }
  }

  @Test
  void aTemporaryFolderThatTakesNothingIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Ended ended = run(Map.of("SEENHEARD_PORT", "0"), List.of("-Djava.io.tmpdir=" + file));
    assertSaid("a temporary folder", ended, file.toString(), "java.io.tmpdir");
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsNamed() throws Exception {
    Ended ended =
        run(
            Map.of(
                "SEENHEARD_PORT", "18443",
                "SEENHEARD_HOST", "192.0.2.1",
                "SEENHEARD_HOSTS", "incidents.example",
                "SEENHEARD_BEHIND_PROXY", "true",
                "SEENHEARD_DEMO", "false",
                "SEENHEARD_FORCE", "roster.json",
                "SEENHEARD_LOGIN_KEYS", "provider.json",
                "SEENHEARD_LOGIN_ISSUER", "https://id.example"),
            List.of());
    assertSaid("an address of another machine", ended, "192.0.2.1", "SEENHEARD_HOST");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Ended ended =
        run(
            Map.of(
                "SEENHEARD_PORT", "0", "SEENHEARD_CHASE", folder.resolve("none.json").toString()),
            List.of());
    assertSaid("a file that is not there", ended, "SEENHEARD_CHASE names", "none.json");
  }

  private static void assertSaid(String cause, Ended ended, String... said) {
    HELD.tries(
        cause,
        () -> {
          assertThat(ended.status()).isEqualTo(69);
          assertThat(ended.last()).contains(said);
        });
  }

  private Ended run(Map<String, String> settings, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Compiled in haste, as the tests are: it ends before better code would be ready.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // The product's own, not that of the tests.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = new HashMap<>(settings);
    environment.putIfAbsent("SEENHEARD_DEMO", "true");
    environment.put("SEENHEARD_DATA", folder.resolve("data").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("SEENHEARD_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readAllLines(out, StandardCharsets.UTF_8),
        Files.readAllLines(err, StandardCharsets.UTF_8));
  }
}
