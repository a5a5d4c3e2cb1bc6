package uk.seenheard.handset.jvm.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * The handset's reader, against the cases that every reader of JSON is held to. Written beside the
 * reader, as in each module: what is shared is the vectors, which other languages run too.
 */
class JacksonJsonReaderTest {
  private static final Path CASES = Path.of("..", "sync", "vectors", "json-reader.json");
  private final JacksonJsonReader reader = new JacksonJsonReader();

  @TestFactory
  Stream<DynamicTest> readsWhatIsReadable() throws IOException {
    return cases("readable")
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.text("name").orElseThrow(),
                    () ->
                        assertThat(reader.read(one.text("text").orElseThrow()).canonical())
                            .isEqualTo(one.text("canonical").orElseThrow())));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNot() throws IOException {
    return cases("unreadable")
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.text("name").orElseThrow(),
                    () ->
                        assertThatThrownBy(() -> reader.read(one.text("text").orElseThrow()))
                            .isInstanceOf(UnreadableJson.class)));
  }

  @Test
  void refusesWhatOnlyAHostileSenderWrites() {
    for (String text :
        List.of(
            "",
            " ",
            "[".repeat(100_000),
            "1e99999999999",
            "1e400",
            "\"a\ud800\"",
            "\u0000",
            "NaN")) {
      assertThatThrownBy(() -> reader.read(text)).isInstanceOf(UnreadableJson.class);
    }
  }

  @Test
  void refusalsNeverQuoteTheText() {
    assertThatThrownBy(() -> reader.read("{\"words\":\"Dad threw it\",,}"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageNotContaining("Dad")
        .hasMessageNotContaining("words");
  }

  private Stream<Json.Obj> cases(String kind) throws IOException {
    Json.Obj file = (Json.Obj) reader.read(Files.readString(CASES));
    assertThat(file.items(kind)).as("cases of kind " + kind).isNotEmpty();
    return file.items(kind).stream().map(Json.Obj.class::cast);
  }
}
