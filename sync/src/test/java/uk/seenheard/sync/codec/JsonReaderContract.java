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
import uk.seenheard.sync.change.ChangeCodec;

/**
 * What every reader of JSON does. The cases stand in {@code sync/vectors/json-reader.json}, so that
 * the readers of other modules and other languages run the same ones.
 */
public abstract class JsonReaderContract {
  private static final Path CASES = Path.of("..", "sync", "vectors", "json-reader.json");
  private static final Path LIMITS = Path.of("..", "sync", "vectors", "limits.json");

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

  @TestFactory
  Stream<DynamicTest> eachLimitFromBothSides() throws IOException {
    Json.Obj file = (Json.Obj) reader().read(Files.readString(LIMITS));
    assertThat(file.items("limits")).isNotEmpty();
    return file.items("limits").stream()
        .map(Json.Obj.class::cast)
        .map(one -> DynamicTest.dynamicTest(one.text("name").orElseThrow(), () -> holds(one)));
  }

  private void holds(Json.Obj one) {
    int times = one.whole("times").orElseThrow().intValue();
    assertThat(limit(one, times)).isEqualTo("taken");
    assertThat(limit(one, times + 1)).isEqualTo(one.text("limit").orElseThrow());
  }

  private String limit(Json.Obj one, int times) {
    String content =
        one.text("content")
            .orElseThrow()
            .replace("<fill>", one.text("fill").orElseThrow().repeat(times))
            .replace("<close>", one.text("close").orElse("").repeat(times));
    return new ChangeCodec(reader(), new PlainDigests())
        .read(content)
        .fold(change -> "taken", nonsense -> nonsense.limit());
  }

  @Test
  void whatIsCutOffAnywhereIsRefused() {
    String whole = "{\"a\":[1.5e-3,{\"b\":\"x\\u00e9\\n\"},true,null],\"c\":-0}";
    assertThat(reader().read(whole)).isInstanceOf(Json.Obj.class);
    for (int i = 0; i < whole.length(); i++) {
      String cut = whole.substring(0, i);
      assertThatThrownBy(() -> reader().read(cut)).as(cut).isInstanceOf(UnreadableJson.class);
    }
  }

  private Stream<Json.Obj> cases(String kind) throws IOException {
    Json.Obj file = (Json.Obj) reader().read(Files.readString(CASES));
    List<Json> cases = file.items(kind);
    assertThat(cases).as("cases of kind " + kind).isNotEmpty();
    return cases.stream().map(Json.Obj.class::cast);
  }
}
