package uk.seenheard.sync.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(FormFiles.text("form.schema.json"));

  static Stream<String> files() {
    return Stream.concat(ShippedForms.IDS.stream(), ShippedForms.PARTS.stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyShippedFileMeetsTheSchema(String name) {
    assertThat(SCHEMA.validate(FormFiles.text(name + ".json"), InputFormat.JSON)).isEmpty();
  }

  @Test
  void aFormWithoutAVersionDoesNot() {
    assertThat(SCHEMA.validate("{\"id\": \"x\", \"title\": \"X\"}", InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt\": []}",
        "{\"prompts\": [{\"id\": \"x\"}]}",
        "{\"fields\": [{\"name\": \"x\", \"label\": \"X\", \"type\": \"code\"}]}",
        "{\"fields\": [{\"name\": \"x y\", \"label\": \"X\", \"type\": \"text\"}]}",
        "{\"facts\": [{\"each\": \"child\", \"name\": \"x\"}]}",
        "{\"codes\": {\"x\": []}}",
        "{\"upcasts\": [{\"from\": \"x\"}]}",
        "{\"duties\": [{\"id\": \"x\", \"finding\": \"F1\", \"each\": \"child\", \"title\": \"X\","
            + " \"from\": [\"a\"], \"done\": {\"field\": \"b\"}}]}"
      })
  void whatIsNoFormDoesNot(String text) {
    assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
  }
}
