package uk.seenheard.api.engine.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.mongo.ReplicaSet;

/**
 * The same operations on every engine at hand: the embedded store always, any other by {@code
 * -Dmongo.uri=…}, FerretDB by {@code -Dseenheard.ferretdb=true} (fetched and built by Go).
 */
class StoreDifferentialTest {
  @TempDir Path directory;

  @Test
  void theEmbeddedStoreAnswersAsMongoDbDocuments() throws Exception {
    Map<String, String> engines = new LinkedHashMap<>();
    try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("store"), false);
        FerretDb ferret = FerretDb.startIfAsked(directory)) {
      engines.put("embedded", StoreFixture.serve(store));
      if (ferret != null) {
        engines.put("FerretDB 1.24 (SQLite)", ferret.uri());
      }
      ReplicaSet.uri().ifPresent(uri -> engines.put("MongoDB", uri));
      Map<String, Map<String, String>> answers = new LinkedHashMap<>();
      for (Map.Entry<String, String> engine : engines.entrySet()) {
        answers.put(engine.getKey(), answers(engine.getValue()));
      }
      print(answers);
      Map<String, String> expected = new LinkedHashMap<>();
      StoreCases.all().forEach(c -> expected.put(c.name(), c.expected()));
      assertThat(answers.get("embedded")).containsExactlyEntriesOf(expected);
      if (answers.containsKey("MongoDB")) {
        assertThat(answers.get("MongoDB")).containsExactlyEntriesOf(expected);
      }
    }
  }

  private static Map<String, String> answers(String uri) {
    Map<String, String> answers = new LinkedHashMap<>();
    try (MongoClient client = StoreFixture.client(uri)) {
      for (StoreCases.Case each : StoreCases.all()) {
        String answer;
        try {
          answer = each.run(client.getDatabase("store_cases"));
        } catch (RuntimeException e) {
          answer = e.toString();
        }
        answers.put(each.name(), answer);
      }
      client.getDatabase("store_cases").drop();
    }
    return answers;
  }

  private static void print(Map<String, Map<String, String>> answers) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (answers.size() < 2) {
      return;
    }
    out.println("| operation | " + String.join(" | ", answers.keySet()) + " |");
    out.println("|---" + "|---".repeat(answers.size()) + "|");
    for (StoreCases.Case each : StoreCases.all()) {
      List<String> cells = new ArrayList<>();
      for (Map<String, String> engine : answers.values()) {
        String answer = engine.get(each.name());
        cells.add(
            answer.equals(each.expected())
                ? "same"
                : "differs: `" + answer.substring(0, Math.min(120, answer.length())) + "`");
      }
      out.println("| " + each.name() + " | " + String.join(" | ", cells) + " |");
    }
  }
}
