package uk.seenheard.sync.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;

/** The published cases of reading 2, which the checker in Python runs too. */
class ReadingVectorsTest {
  private static Json.Obj file() throws IOException {
    return (Json.Obj) Pen.READER.read(Files.readString(Path.of("vectors", "reading.json")));
  }

  @TestFactory
  Stream<DynamicTest> everyTextIsReadAsPublished() throws IOException {
    return file().items("readings").stream()
        .map(Json.Obj.class::cast)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.text("name").orElseThrow(),
                    () ->
                        assertThat(one.items("texts"))
                            .isNotEmpty()
                            .allSatisfy(
                                text ->
                                    assertThat(holds(one, ((Json.Text) text).value()))
                                        .isEqualTo(one.isTrue("holds")))));
  }

  private static boolean holds(Json.Obj one, String text) {
    switch (one.text("rule").orElseThrow()) {
      case "says":
        return Words.says(text);
      case "describes":
        return Words.describes(text);
      case "day":
        return Days.parse(text).isPresent();
      case "moment":
        return Days.isStrictMoment(text) && Days.moment(text).isPresent();
      default:
        return Words.standsIn(text, Words.STAND_INS) || Words.saysNothingOfItsOwn(text);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPairMeansTheSameAsPublished() throws IOException {
    return file().items("same").stream()
        .map(Json.Obj.class::cast)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.text("name").orElseThrow(),
                    () ->
                        assertThat(
                                meansTheSame(
                                    one.text("type").orElseThrow(),
                                    one.get("one").orElseThrow(),
                                    one.get("other").orElseThrow()))
                            .isEqualTo(one.isTrue("same"))));
  }

  private static boolean meansTheSame(String type, Json one, Json other) {
    return type.equals("name")
        ? Names.same(((Json.Text) one).value(), ((Json.Text) other).value())
        : Reading.of(form(type)).same(new FieldPath("asked"), one, other);
  }

  private static Form form(String type) {
    String text =
        "{\"id\":\"f\",\"version\":1,\"title\":\"T\",\"reading\":2,\"codes\":{\"c\":[]},"
            + "\"fields\":[{\"name\":\"asked\",\"label\":\"A\",\"type\":\"%s\",\"codes\":\"c\"}]}";
    return FormCodec.read((Json.Obj) Pen.READER.read(String.format(Locale.ROOT, text, type)));
  }
}
