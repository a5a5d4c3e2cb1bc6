package uk.seenheard.sync.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.codec.Json;

/** The vocabulary of acts, and its copy for pages, checkers and clients in other languages. */
class ActsTest {
  private static final Path FILE = Path.of("acts.json");

  /** Writes the copy anew; run it in the folder sync. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(FILE, text());
  }

  private static String text() {
    Json.Obj vocabulary = Vocabulary.json();
    List<String> lines = new ArrayList<>();
    vocabulary.items("acts").forEach(act -> lines.add("  " + act.canonical()));
    return "{\"acts\":[\n"
        + String.join(",\n", lines)
        + "\n],\n\"fieldsOfDecisions\":"
        + vocabulary.get("fieldsOfDecisions").orElseThrow().canonical()
        + ",\n\"unknown\":"
        + vocabulary.get("unknown").orElseThrow().canonical()
        + "}\n";
  }

  @Test
  void theFileSaysWhatTheVocabularySays() throws IOException {
    String file = Files.readString(FILE);
    assertThat(file).isEqualTo(text());
    assertThat(Pen.READER.read(file).canonical()).isEqualTo(Vocabulary.json().canonical());
  }

  @Test
  void anActThatNobodyKnowsDecidesWhenItsWordSaysSo() {
    assertThat(Act.decides("decide-something-newer")).isTrue();
    assertThat(Act.decides("act-of-a-newer-version")).isFalse();
    assertThat(Act.isCaptured("act-of-a-newer-version")).isTrue();
  }

  @Test
  void everyActIsCapturedOrDecidesOrNeither() {
    for (Act act : Act.values()) {
      assertThat(Act.of(act.word())).contains(act);
      assertThat(Act.decides(act.word()) && Act.isCaptured(act.word()))
          .as(act.word())
          .isEqualTo(act.kind() == Act.Kind.MOVED);
      assertThat(act.places()).as(act.word()).isNotEmpty();
      if (act.kind() == Act.Kind.REVIEW) {
        assertThat(act.places()).as(act.word()).doesNotContain(Act.Place.HANDSET);
      }
    }
  }
}
