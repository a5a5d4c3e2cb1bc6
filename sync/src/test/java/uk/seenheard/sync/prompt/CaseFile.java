package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.form.Form;

/**
 * A half of a worked case as a file, for every end that can record and read an incident: what is
 * written down, step by step, and where each prompt stands then. {@code cases/README.md} has the
 * shape. With {@code -Dseenheard.cases.write=true} the files are written instead of compared.
 */
final class CaseFile {
  private static final boolean WRITE = Boolean.getBoolean("seenheard.cases.write");

  private CaseFile() {}

  static String step(Change change, JsonReader reader) {
    Json.Obj content = (Json.Obj) reader.read(change.content());
    return Json.object()
        .put("id", change.hash().hex())
        .put("author", change.author())
        .put("ops", Json.list(content.items("ops")))
        .build()
        .canonical();
  }

  static void hold(String name, Form form, long now, List<String> steps, List<PromptState> asked) {
    String text =
        "{\"form\":{\"id\":\""
            + form.id()
            + "\",\"version\":"
            + form.version()
            + "},\n"
            + "\"now\":"
            + now
            + ",\n"
            + "\"steps\":[\n"
            + String.join(",\n", steps)
            + "\n],\n"
            + "\"prompts\":[\n"
            + asked.stream().map(CaseFile::prompt).collect(Collectors.joining(",\n"))
            + "\n]}\n";
    Path file = Path.of("cases", name + ".json");
    try {
      if (WRITE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(Files.readString(file)).as("cases/%s.json", name).isEqualTo(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String prompt(PromptState prompt) {
    String status =
        prompt.status().<String>fold(open -> "open", settled -> "settled", excused -> "excused");
    return Json.object()
        .put("prompt", prompt.prompt())
        .put("finding", prompt.finding())
        .put("subject", prompt.subject().map(FieldPath::text).orElse(""))
        .put("status", status)
        .put("blocks", prompt.blocksAuthorisation())
        .build()
        .canonical();
  }
}
