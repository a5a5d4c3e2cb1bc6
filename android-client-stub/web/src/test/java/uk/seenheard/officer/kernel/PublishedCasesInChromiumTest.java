package uk.seenheard.officer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;

/** Every published vector and worked case through the bundle that ships, in a real browser. */
@NeedsChromium
class PublishedCasesInChromiumTest {
  private static final PlainJsonReader READER = new PlainJsonReader();
  private static final Path VECTORS = Path.of("..", "..", "sync", "vectors");
  private static final Path CASES = Path.of("..", "..", "sync", "cases");

  private static ShippedFiles files;
  private static Chromium chromium;

  @BeforeAll
  static void open() throws IOException {
    files = new ShippedFiles();
    chromium = new Chromium(files.url());
  }

  @AfterAll
  static void close() {
    assertThat(chromium.complaints()).isEmpty();
    chromium.close();
    files.close();
  }

  @Test
  void foldsEveryVectorInEveryOrder() throws IOException {
    Asked asked = new Asked("vectors");
    for (Json.Obj vector : listed("vectors")) {
      Json each =
          Json.list(vector.items("deliveries").stream().map(d -> expected(vector)).toList());
      asked.add(vector, each.canonical());
    }
    assertThat(asked.hold()).isGreaterThanOrEqualTo(90);
  }

  @Test
  void computesEveryFunction() throws IOException {
    Asked asked = new Asked("functions");
    for (Json.Obj function : listed("functions")) {
      asked.add(function, function.get("result").orElseThrow().canonical());
    }
    assertThat(asked.hold()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void readsEveryIncidentByItsForms() throws IOException {
    Asked asked = new Asked("forms");
    for (Json.Obj forms : listed("forms")) {
      asked.add(forms, expected(forms).canonical());
    }
    assertThat(asked.hold()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void readsEveryTextAndPairAsPublished() throws IOException {
    Asked readings = new Asked("readings");
    for (Json.Obj reading : listed("readings")) {
      Json holds = Json.of(reading.isTrue("holds"));
      readings.add(
          reading, Json.list(reading.items("texts").stream().map(t -> holds).toList()).canonical());
    }
    Asked same = new Asked("same");
    for (Json.Obj pair : listed("same")) {
      same.add(pair, Json.of(pair.isTrue("same")).canonical());
    }
    assertThat(readings.hold()).isGreaterThanOrEqualTo(10);
    assertThat(same.hold()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void takesAndRefusesEveryTextAsAReaderDoes() throws IOException {
    Asked asked = new Asked("text");
    for (Json.Obj readable : listed("readable")) {
      asked.ask(
          name(readable),
          readable.text("text").orElseThrow(),
          readable.text("canonical").orElseThrow());
    }
    for (Json.Obj unreadable : listed("unreadable")) {
      asked.ask(name(unreadable), unreadable.text("text").orElseThrow(), "");
    }
    assertThat(asked.hold()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void keepsEachLimitFromBothSides() throws IOException {
    Asked asked = new Asked("limits");
    for (Json.Obj limit : listed("limits")) {
      int times = limit.whole("times").orElseThrow().intValue();
      asked.add(filled(limit, times), Json.of("taken").canonical());
      asked.add(filled(limit, times + 1), limit.get("limit").orElseThrow().canonical());
    }
    assertThat(asked.hold()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void writesEveryWorkedCaseToTheSameHashesAndPrompts() throws IOException {
    Map<String, Form> forms = forms();
    Asked asked = new Asked("case");
    try (Stream<Path> cases = Files.list(CASES)) {
      for (Path file : cases.filter(at -> at.toString().endsWith(".json")).sorted().toList()) {
        Json.Obj written = read(file);
        Form form = forms.get(written.object("form").text("id").orElseThrow());
        Json.Obj given =
            Json.object()
                .put("name", file.getFileName().toString())
                .put("case", written)
                .put("form", form.resolved())
                .put("incident", "0190a5c0-0000-7000-8000-000000000001")
                .put("pass", Hash.of("pass", new PlainDigests()).hex())
                .put("boot", "boot")
                .put("today", "2026-11-20")
                .build();
        List<Json> ids = new ArrayList<>();
        written.items("steps").forEach(step -> ids.add(((Json.Obj) step).get("id").orElseThrow()));
        asked.add(
            given,
            Json.object()
                .put("ids", Json.list(ids))
                .put("prompts", Json.list(written.items("prompts")))
                .build()
                .canonical());
      }
    }
    assertThat(asked.hold()).isEqualTo(14);
  }

  private static Map<String, Form> forms() {
    return ShippedForms.read(PublishedCasesInChromiumTest::formFile, READER).stream()
        .collect(Collectors.toMap(Form::id, form -> form));
  }

  private static String formFile(String name) {
    try (InputStream in = ShippedForms.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Json.Obj filled(Json.Obj limit, int times) {
    String content =
        limit
            .text("content")
            .orElseThrow()
            .replace("<fill>", limit.text("fill").orElseThrow().repeat(times))
            .replace("<close>", limit.text("close").orElse("").repeat(times));
    return Json.object().put("name", name(limit) + ' ' + times).put("content", content).build();
  }

  private static Json expected(Json.Obj one) {
    return one.object("expect");
  }

  private static String name(Json.Obj one) {
    return one.text("name").orElseThrow();
  }

  private static Json.Obj read(Path file) throws IOException {
    return (Json.Obj) READER.read(Files.readString(file));
  }

  /** The members of that list in all files of vectors. */
  private static List<Json.Obj> listed(String list) throws IOException {
    List<Json.Obj> all = new ArrayList<>();
    try (Stream<Path> found = Files.list(VECTORS)) {
      for (Path file : found.filter(at -> at.toString().endsWith(".json")).sorted().toList()) {
        read(file).items(list).forEach(one -> all.add((Json.Obj) one));
      }
    }
    return all;
  }

  /** Cases of a kind, put to the bundle together, and the texts that it owes. */
  private static final class Asked {
    private final String kind;
    private final List<String> names = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<String> owed = new ArrayList<>();

    Asked(String kind) {
      this.kind = kind;
    }

    void add(Json.Obj one, String answer) {
      ask(name(one), one.canonical(), answer);
    }

    void ask(String name, String text, String answer) {
      names.add(name);
      given.add(text);
      owed.add(answer);
    }

    /** How many were asked; fails where one answer differs in one byte. */
    int hold() {
      Object answers =
          chromium.evaluate(
              "async ([kind, texts]) => {"
                  + " const kernel = await import('/handset.js');"
                  + " return texts.map(text => kernel.answer(kind, text)); }",
              List.of(kind, given));
      Map<String, String> expected = new LinkedHashMap<>();
      Map<String, String> made = new LinkedHashMap<>();
      for (int i = 0; i < owed.size(); i++) {
        expected.put(i + " " + names.get(i), owed.get(i));
        made.put(i + " " + names.get(i), (String) ((List<?>) answers).get(i));
      }
      assertThat(made).isEqualTo(expected);
      System.out.printf(
          Locale.ROOT, "%s: %d of %d alike in Chromium%n", kind, made.size(), owed.size());
      return made.size();
    }
  }
}
