package uk.seenheard.api.ground.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;

/** What is said of a file that cannot be used. */
class JsonFileTest {
  @TempDir Path folder;

  private Json load(String text) throws IOException {
    Path file = folder.resolve("force.json");
    Files.writeString(file, text);
    return JsonFile.load(file, "the roster", 1, new PlainJsonReader());
  }

  @Test
  void fileOfTheMostIsReadAndOneByteMoreIsRefused() throws IOException {
    String most = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";
    assertThat(load(most)).isInstanceOf(Json.Text.class);
    assertThatThrownBy(() -> load(most + " ")).hasMessage("the roster is larger than 1 MiB");
  }

  @Test
  void whatIsNoJsonIsSaidWithTheFilesNameAndNoneOfItsWords() {
    assertThatThrownBy(() -> load("{\"name\": Imogen}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the roster is no JSON: ")
        .hasMessageNotContaining("Imogen");
  }

  @Test
  void programBuiltWithoutAFileSaysWhichOne() {
    assertThatThrownBy(
            () -> JsonFile.shipped(JsonFileTest.class, "absent.json", new PlainJsonReader()))
        .hasMessage("absent.json is missing from the program's resources");
  }
}
