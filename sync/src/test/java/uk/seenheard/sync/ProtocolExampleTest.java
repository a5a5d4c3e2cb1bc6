package uk.seenheard.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** Computes every block of the worked example of PROTOCOL.md from those before it. */
class ProtocolExampleTest {
  private static final Pattern BLOCK =
      Pattern.compile("```example (\\S+)\n(.*?)\n```\n?", Pattern.DOTALL);
  private static final Map<String, String> BLOCKS = new LinkedHashMap<>();
  private static final Set<String> USED = new HashSet<>();

  @BeforeAll
  static void readThePage() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("PROTOCOL.md")));
    while (block.find()) {
      assertThat(BLOCKS.put(block.group(1), block.group(2))).as(block.group(1)).isNull();
    }
  }

  @AfterAll
  static void everyBlockIsExecuted() {
    assertThat(USED).isEqualTo(BLOCKS.keySet());
  }

  @Test
  void theTextsAreSignedWithTheDevicesKey() throws GeneralSecurityException {
    assertThat(page("enrolment-text"))
        .isEqualTo(Chain.enrolmentText(page("force"), page("device"), page("public-key")));
    assertThat(verifies("enrolment-text", "proof")).isTrue();
    assertThat(verifies("head-text", "signature")).isTrue();
    assertThat(verifies("head-text", "proof")).isFalse();
    Signature own = Signature.getInstance("SHA256withECDSA");
    own.initSign(privateKey());
    own.update(page("head-text").getBytes(StandardCharsets.UTF_8));
    assertThat(verifies(page("head-text"), own.sign())).as("the two keys are a pair").isTrue();
  }

  @Test
  void theChangesAreWhatThePageSays() {
    assertThat(Identity.incident(page("force"), "NS-20261121-0042", Pen.DIGESTS))
        .isEqualTo(page("incident"));
    assertThat(Pen.DIGESTS.sha256Hex(page("pass"))).isEqualTo(page("pass-hash"));
    for (Change change : changes()) {
      assertThat(change.incident()).isEqualTo(page("incident"));
      assertThat(change.device()).isEqualTo(page("device"));
      assertThat(change.pass().hex()).isEqualTo(page("pass-hash"));
      assertThat(Pen.READER.read(change.content()).canonical()).isEqualTo(change.content());
    }
  }

  @Test
  void theChainEndsInTheHeadThatIsSigned() {
    Hash start = Chain.start(page("device"), 1, Pen.DIGESTS);
    Hash first = Chain.link(start, 1, changes().get(0).hash(), Pen.DIGESTS);
    Hash second = Chain.link(first, 2, changes().get(1).hash(), Pen.DIGESTS);

    assertThat(start.hex()).isEqualTo(page("chain-start"));
    assertThat(first.hex()).isEqualTo(page("link-1"));
    assertThat(second.hex()).isEqualTo(page("link-2"));
    assertThat(Chain.headText(page("force"), page("device"), 1, 2, second))
        .isEqualTo(page("head-text"));
  }

  @Test
  void theRecordIsTheFoldOfTheChanges() {
    IncidentRecord record = Fold.of(page("incident"), changes(), Pen.DIGESTS);

    assertThat(record.canonical().canonical()).isEqualTo(page("record"));
    assertThat(record.frontier().hex()).isEqualTo(page("frontier"));
    assertThat(record.captured().hex()).isEqualTo(page("frontier"));
    assertThat(
            ReplicaDigest.of(Map.of(page("incident"), record.frontier()), Pen.DIGESTS).hash().hex())
        .isEqualTo(page("replica-digest"));
  }

  private static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (String number : List.of("1", "2")) {
      Change change =
          Pen.CODEC
              .read(page("content-" + number))
              .fold(
                  sound -> sound,
                  nonsense -> {
                    throw new AssertionError(nonsense.where() + ": " + nonsense.reason());
                  });
      assertThat(change.hash().hex()).isEqualTo(page("hash-" + number));
      changes.add(change);
    }
    return changes;
  }

  private static boolean verifies(String text, String signature) throws GeneralSecurityException {
    return verifies(page(text), decode(page(signature)));
  }

  private static boolean verifies(String text, byte[] signature) throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(decode(page("public-key"))));
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key);
    verifier.update(text.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(signature);
  }

  private static PrivateKey privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(decode(page("private-key"))));
  }

  private static byte[] decode(String text) {
    return java.util.Base64.getUrlDecoder().decode(text);
  }

  private static String page(String name) {
    USED.add(name);
    return java.util.Optional.ofNullable(BLOCKS.get(name))
        .orElseThrow(() -> new AssertionError("PROTOCOL.md has no block \"" + name + "\""));
  }
}
