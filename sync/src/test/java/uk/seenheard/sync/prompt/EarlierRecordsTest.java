package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;

/**
 * What an earlier build recorded reads as it read there: the same bytes of the record, the same
 * state of review, the same prompts and duties. The files were written by that build and are never
 * written anew.
 */
class EarlierRecordsTest {
  private static final Path FOLDER = Path.of("cases", "version-1");
  private static final List<Form> FORMS =
      ShippedForms.older(Scene::file, Scene.READER, Optional.empty());

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAsTheBuildThatMadeItReadIt(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    Json.Obj written = (Json.Obj) Scene.READER.read(text);
    Json.Obj ref = (Json.Obj) written.get("form").orElseThrow();
    Form form =
        FORMS.stream()
            .filter(
                old ->
                    old.id().equals(ref.text("id").orElse(""))
                        && old.version() == ref.whole("version").orElseThrow())
            .findFirst()
            .orElseThrow();

    assertThat(EarlierRecord.read(written, form)).isEqualTo(text);
  }

  @Test
  void everyFormOfThenIsThereInEveryStateOfReview() throws IOException {
    TreeSet<String> seen = new TreeSet<>();
    for (String name : names()) {
      Json.Obj written = (Json.Obj) Scene.READER.read(Files.readString(FOLDER.resolve(name)));
      seen.add(
          ((Json.Obj) written.get("form").orElseThrow()).text("id").orElse("")
              + ' '
              + written.text("state").orElse(""));
    }
    for (Form form : FORMS) {
      assertThat(seen)
          .contains(form.id() + " submitted", form.id() + " returned", form.id() + " authorised");
    }
  }
}
