package uk.seenheard.api.ground.http;

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
 * The server's reader reads and refuses what the port's vectors say. Written beside the reader, as
 * in each module: what is shared is the vectors, which other languages run too.
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
  void refusesHalfASurrogatePairThatIsNotEscaped() {
    assertThatThrownBy(() -> reader.read("\"a\ud800\"")).isInstanceOf(UnreadableJson.class);
    assertThatThrownBy(() -> reader.read("{\"\udc00\":1}")).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void takesTwentyFourLevelsAndRefusesTheTwentyFifth() {
    assertThat(reader.read("[".repeat(24) + "]".repeat(24))).isInstanceOf(Json.Arr.class);
    assertThatThrownBy(() -> reader.read("[".repeat(25) + "]".repeat(25)))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageContaining("nested deeper than 24");
  }

  @Test
  void anExponentDoesNotExplode() {
    for (String number : List.of("1e999999999", "1e-999999999", "-1E99999999999999999999")) {
      assertThatThrownBy(() -> reader.read(number)).isInstanceOf(UnreadableJson.class);
    }
  }

  @Test
  void aRefusalSaysWhereAndNothingOfTheText() {
    for (String text :
        List.of(
            "{\"words\":\"he hit me\" oops",
            "{\"he hit me\":1,\"he hit me\":2}",
            "[\"he hit me\", hit]",
            "\"he hit me\ud800\"")) {
      assertThatThrownBy(() -> reader.read(text))
          .isInstanceOf(UnreadableJson.class)
          .hasMessageContaining("(line 1, column ")
          .hasMessageNotContaining("hit")
          .hasNoCause();
    }
  }

  private Stream<Json.Obj> cases(String kind) throws IOException {
    Json.Obj file = (Json.Obj) reader.read(Files.readString(CASES));
    List<Json> cases = file.items(kind);
    assertThat(cases).as("cases of kind " + kind).isNotEmpty();
    return cases.stream().map(Json.Obj.class::cast);
  }
}
