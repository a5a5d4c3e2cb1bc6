package uk.seenheard.officer.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.ShippedForms;

/** Whatever a form has a field for stands on a part of its incident, with what answers it. */
class EveryFieldIsShownTest {
  @TempDir Path folder;

  private Handset handset;
  private Shown shown;

  @BeforeEach
  void open() {
    handset = TestHandset.open(folder, new TestHandset.Device(3), new FakeServer());
    assertThat(handset.signIn("amy", Optional.of("northmoor"))).isEmpty();
    shown = new Shown(handset);
  }

  @AfterEach
  void close() {
    handset.close();
  }

  @Test
  void everyFieldOfEveryFormStandsOnAPart() {
    for (Form form : ShippedForms.read(new ResourceFormFiles()::text, new PlainJsonReader())) {
      assertThat(handset.forms()).containsEntry(form.id(), form.title());
      Set<String> keys =
          form.fields().stream().map(FormField::key).collect(Collectors.toCollection(TreeSet::new));
      assertThat(met(form)).as(form.id()).containsAll(keys);
    }
  }

  private Set<String> met(Form form) {
    String incident = handset.newIncident(form.id(), Optional.empty());
    FieldPath child = handset.addEntry(incident, "child", Json.EMPTY, Map.of());
    handset.addEntry(incident, "adult", Json.EMPTY, Map.of());
    FieldPath words = handset.addStatement(incident, child, "I hid", Json.EMPTY);
    Set<String> met = new TreeSet<>();
    // Whose words they are, and the words, are said where they are taken down, and stay.
    ((Json.Obj) shown.words(incident))
        .items("fields")
        .forEach(field -> met.add("statement." + ((Json.Obj) field).text("name").orElseThrow()));
    fields(incident, words.text(), met);
    for (Json part : ((Json.Obj) shown.incident(incident, Optional.empty())).items("sections")) {
      String id = ((Json.Obj) part).text("id").orElseThrow();
      fields(incident, id, met);
      if (id.startsWith(Sections.IN)) {
        String collection = id.substring(Sections.IN.length());
        fields(incident, handset.addEntry(incident, collection, Json.EMPTY, Map.of()).text(), met);
      }
    }
    return met;
  }

  private void fields(String incident, String part, Set<String> met) {
    Json.Obj section = ((Json.Obj) shown.incident(incident, Optional.of(part))).object("section");
    section.items("facts").forEach(field -> met(field, met));
    section.items("questions").forEach(question -> asked((Json.Obj) question, met));
  }

  /** A question of one field, or of what each officer says of themselves. */
  private static void asked(Json.Obj question, Set<String> met) {
    met(question.object("field"), met);
    for (Json said : question.items("says")) {
      met.add(
          question.text("addsTo").orElseThrow()
              + '.'
              + ((Json.Obj) said).text("name").orElseThrow());
    }
  }

  private static void met(Json field, Set<String> met) {
    Optional<String> at = ((Json.Obj) field).text("at");
    if (at.isPresent()) {
      FieldPath path = new FieldPath(at.get());
      String name = ((Json.Obj) field).text("name").orElseThrow();
      met.add(path.entry().map(entry -> entry.collection() + '.' + name).orElse(name));
    }
  }
}
