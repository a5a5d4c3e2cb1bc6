package uk.seenheard.api.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.roster.Force;

/** Where a server's secrets come from, and that they go nowhere. */
class KeysTest {
  private static final long NOW = 1_795_000_000_000L;
  @TempDir private Path folder;

  @Test
  void keysThatAreMadeAreReadAgain() throws IOException {
    Path file = folder.resolve("data").resolve("keys.json");
    Keys made = Keys.loadOrCreate(file);
    Keys read = Keys.loadOrCreate(file);
    assertThat(read.forceKey()).isEqualTo(made.forceKey());
    assertThat(read.cursorKey()).isEqualTo(made.cursorKey());
    assertThat(read.tokenKeyId()).isEqualTo(made.tokenKeyId());
    assertThat(read.forceKey().getAlgorithm()).isEqualTo("AES");
    assertThat(read.forceKey().getEncoded())
        .hasSize(32)
        .isNotEqualTo(read.cursorKey().getEncoded());
  }

  @Test
  void aKeyFileIsItsOwnersOnlyAndNoDraftIsLeft() throws IOException {
    Path file = folder.resolve("keys.json");
    Keys.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void anExistingKeyFileIsNeverReplaced() throws IOException {
    Path file = folder.resolve("keys.json");
    Keys.create(file);
    String before = Files.readString(file);
    Keys.create(file);
    Keys.loadOrCreate(file);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void serversThatStartAtOnceGetTheSameKeys() throws Exception {
    Path file = folder.resolve("keys.json");
    ExecutorService servers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Keys>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> Keys.loadOrCreate(file));
      }
      Set<String> signers = new HashSet<>();
      for (Future<Keys> started : servers.invokeAll(starts)) {
        signers.add(started.get().tokenKeyId());
      }
      assertThat(signers).hasSize(1);
    } finally {
      servers.shutdownNow();
    }
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefused() throws IOException {
    Path file = folder.resolve("keys.json");
    Keys.create(file);
    for (String open : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> Keys.load(file)).hasMessageContaining("chmod 600");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    assertThat(Keys.load(file)).isNotNull();
  }

  @Test
  void aFileThatIsNoKeySetIsRefusedWithoutQuotingIt() throws IOException {
    for (String text :
        List.of(
            "",
            "hunter2",
            "{\"keys\":[]}",
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"aHVudGVyMg\"}]}")) {
      Path file = folder.resolve("broken.json");
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
      assertThatThrownBy(() -> Keys.load(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("unter")
          .hasNoCause();
    }
  }

  @Test
  void aNewSigningKeyInFrontLeavesWhatTheOldOneSignedGood() throws IOException {
    Path file = folder.resolve("keys.json");
    Keys.create(file);
    Keys old = Keys.load(file);
    String newer =
        Jwks.UNSAFE_JSON(
            Jwks.builder().ecKeyPair(Jwts.SIG.ES256.keyPair().build()).id("newer").build());
    Files.writeString(
        file, Files.readString(file).replace("{\"keys\":[", "{\"keys\":[" + newer + ','));
    Keys rotated = Keys.load(file);
    assertThat(rotated.tokenKeyId()).isEqualTo("newer");

    TestDevice device = TestDevice.fresh();
    String enrolment = tokens(old).issueEnrolment(device.id(), device.publicKey(), "pc1201", NOW);
    assertThat(tokens(rotated).enrolment(enrolment).device()).isEqualTo(device.id());
  }

  @Test
  void secretsAreNotShown() {
    assertThat(Keys.fresh().toString()).isEqualTo("Keys");
  }

  private static Tokens tokens(Keys keys) {
    return new Tokens(
        Force.demo(new JacksonJsonReader()), keys, new LoginSource.Demo(), new JdkDigests());
  }
}
