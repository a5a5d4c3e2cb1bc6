package uk.seenheard.sync.codec;

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

/**
 * What every reader of JSON does. The cases stand in {@code sync/vectors/json-reader.json}, so that
 * the readers of other modules and other languages run the same ones.
 */
public abstract class JsonReaderContract {
  private static final Path CASES = Path.of("..", "sync", "vectors", "json-reader.json");

  /** The reader under test. */
  protected abstract JsonReader reader();

  @TestFactory
  Stream<DynamicTest> readsWhatIsReadable() throws IOException {
    return cases("readable")
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.text("name").orElseThrow(),
                    () ->
                        assertThat(reader().read(one.text("text").orElseThrow()).canonical())
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
                        assertThatThrownBy(() -> reader().read(one.text("text").orElseThrow()))
                            .isInstanceOf(UnreadableJson.class)));
  }

  @Test
  void refusesHalfASurrogatePairThatIsNotEscaped() {
    assertThatThrownBy(() -> reader().read("\"a\ud800\"")).isInstanceOf(UnreadableJson.class);
    assertThatThrownBy(() -> reader().read("{\"\udc00\":1}")).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void itsRefusalHoldsNoPartOfTheText() {
    assertThatThrownBy(() -> reader().read("{\"words\":\"he hit me\" oops"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageNotContaining("hit")
        .hasMessageNotContaining("oops");
  }

  private Stream<Json.Obj> cases(String kind) throws IOException {
    Json.Obj file = (Json.Obj) reader().read(Files.readString(CASES));
    List<Json> cases = file.items(kind);
    assertThat(cases).as("cases of kind " + kind).isNotEmpty();
    return cases.stream().map(Json.Obj.class::cast);
  }
}
