package uk.seenheard.officer.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.PlainDigests;

/** What was written elsewhere and stands here is what its page says it is. */
class VendoredTest {
  private static final Path PAGE = Path.of("src/main/resources/uk/seenheard/officer/page");

  @Test
  void noblesFileIsTheOneThatItsPageNames() throws IOException {
    byte[] file = Files.readAllBytes(PAGE.resolve("noble.js"));
    assertThat(Files.readString(Path.of("noble.md")))
        .contains('`' + Hex.of(new PlainDigests().sha256(file)) + '`');
    assertThat(Files.readString(PAGE.resolve("noble-LICENSE.txt"))).contains("Paul Miller");
  }
}
