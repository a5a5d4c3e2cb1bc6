package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * What the worked cases 1 to 7, as they should have been recorded, cost the officer who answers
 * what is asked next.
 *
 * <p>A press is one answer to one question, chosen or typed; moving on costs none. A fact is one
 * answered field, or one value that an entry was added with; of an entry that says nothing but whom
 * it is about, that there is one. A touch is counted more sternly: every code of a list and every
 * member of a register for itself.
 */
class WorkedCasePressesTest {
  private static final int CASES = 7;

  /** What a case's file records, and what is left of it. */
  private static final class Recorded {
    final Scene scene;
    final Map<String, Json> answers = new LinkedHashMap<>();
    final Map<String, Json.Obj> entries = new LinkedHashMap<>();
    int presses;
    int touches;
    int unasked;
    int facts;

    Recorded(int number) throws IOException {
      Json.Obj file =
          (Json.Obj)
              Scene.READER.read(
                  Files.readString(Path.of("cases", "case-" + number + "-complete.json")));
      scene = new Scene(file.object("form").text("id").orElseThrow());
      for (Json step : file.items("steps")) {
        for (Json op : ((Json.Obj) step).items("ops")) {
          take((Json.Obj) op);
        }
      }
    }

    private void take(Json.Obj op) {
      String kind = op.text("op").orElseThrow();
      if (kind.equals("set")) {
        answers.put(op.text("at").orElseThrow(), op.get("value").orElseThrow());
      } else if (kind.equals("add")) {
        entries.put(op.text("at").orElseThrow(), op.object("value"));
      }
    }

    void answerWhatIsAskedUntilAllIsRecorded() {
      facts = answers.size();
      entries.values().forEach(entry -> facts += Math.max(1, toldOf(entry, Json.EMPTY)));
      while (!answers.isEmpty() || !entries.isEmpty()) {
        if (!answersSomethingAsked()) {
          unasked++;
          presses++;
          recordTheNext();
        }
      }
    }

    private boolean answersSomethingAsked() {
      for (PromptState prompt : scene.prompts()) {
        if (prompt.isOpen() && (answers(prompt) || adds(prompt) || excuses(prompt))) {
          return true;
        }
      }
      return false;
    }

    private boolean answers(PromptState prompt) {
      return prompt.asks().isPresent() && set(prompt.asks().get().text());
    }

    private boolean excuses(PromptState prompt) {
      return set(prompt.reasonField().text());
    }

    private boolean set(String at) {
      Json value = answers.remove(at);
      if (value == null) {
        return false;
      }
      presses++;
      touches += touches(value);
      scene.set(new FieldPath(at), value);
      return true;
    }

    private boolean adds(PromptState prompt) {
      if (!prompt.addsTo().isPresent()) {
        return false;
      }
      Iterator<Map.Entry<String, Json.Obj>> left = entries.entrySet().iterator();
      while (left.hasNext()) {
        Map.Entry<String, Json.Obj> entry = left.next();
        FieldPath at = new FieldPath(entry.getKey());
        boolean fits =
            at.collection().equals(prompt.addsTo().get())
                && prompt.with().members().entrySet().stream()
                    .allMatch(
                        member ->
                            entry
                                .getValue()
                                .get(member.getKey())
                                .equals(Optional.of(member.getValue())));
        if (fits) {
          left.remove();
          int told = Math.max(1, toldOf(entry.getValue(), prompt.with()));
          presses += told;
          touches += told;
          scene.put(new Operation.AddEntry(at, entry.getValue()));
          return true;
        }
      }
      return false;
    }

    private void recordTheNext() {
      if (!entries.isEmpty()) {
        String at = entries.keySet().iterator().next();
        Json.Obj value = entries.remove(at);
        presses += Math.max(0, toldOf(value, Json.EMPTY) - 1);
        touches += Math.max(1, toldOf(value, Json.EMPTY));
        scene.put(new Operation.AddEntry(new FieldPath(at), value));
      } else {
        String at = answers.keySet().iterator().next();
        Json value = answers.remove(at);
        touches += touches(value);
        scene.set(new FieldPath(at), value);
      }
    }

    /** What the officer says of an entry: neither whom it is about nor what the question knows. */
    private static int toldOf(Json.Obj entry, Json.Obj known) {
      return (int)
          entry.members().keySet().stream()
              .filter(name -> !name.equals("about") && !known.get(name).isPresent())
              .count();
    }

    private static int touches(Json value) {
      if (value instanceof Json.Arr list) {
        return Math.max(1, list.items().size());
      }
      return value instanceof Json.Obj object ? object.members().size() : 1;
    }
  }

  @Test
  void aWorkedCaseTakesNoMorePressesThanItHasFactsAndNothingIsLeftToAsk() throws IOException {
    System.out.println("| case | form | presses | touches | facts | recorded unasked |");
    System.out.println("|--:|---|--:|--:|--:|--:|");
    for (int number = 1; number <= CASES; number++) {
      Recorded recorded = new Recorded(number);
      recorded.answerWhatIsAskedUntilAllIsRecorded();
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %d | %d | %d | %d |%n",
          number,
          recorded.scene.form.id(),
          recorded.presses,
          recorded.touches,
          recorded.facts,
          recorded.unasked);
      assertThat(recorded.presses).as("case %d", number).isLessThanOrEqualTo(recorded.facts);
      List<String> open = recorded.scene.open();
      assertThat(open).as("case %d", number).isEmpty();
    }
  }
}
