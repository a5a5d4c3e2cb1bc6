package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.FormField;

/** Answers one field. */
@Command(name = "answer", description = "Answers a field, such as: answer child/1/seen yes")
final class AnswerCommand extends HandsetAction {
  @Parameters(index = "0", paramLabel = "FIELD")
  String field = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "VALUE")
  List<String> words = List.of();

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why it replaces another answer.")
  String reason = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    FieldPath at = path(handset, incident, field);
    String collection = at.entry().map(FieldPath::collection).orElse("");
    Json value = value(handset, incident, collection, at.name(), String.join(" ", words));
    handset.answer(incident, at, value, some(reason));
    saved(handset, incident, prompt -> prompt.asks().equals(Optional.of(at)), out);
  }

  /**
   * What was typed, as the form types the field and never as it looks: {@code 0012345} in a text
   * stays those digits. What the form does not know is a text.
   */
  static Json value(
      Handset handset, String incident, String collection, String name, String typed) {
    FieldType type =
        handset
            .asked(incident)
            .flatMap(asked -> asked.form().field(collection, name))
            .map(FormField::type)
            .orElse(FieldType.TEXT);
    if (type == FieldType.COUNT && typed.matches("-?[0-9]{1,9}")) {
      return Json.of(Long.parseLong(typed));
    }
    if (type == FieldType.CODES) {
      boolean listed = typed.startsWith("[") && typed.endsWith("]");
      String inside = listed ? typed.substring(1, typed.length() - 1).trim() : typed;
      return Json.texts(inside.isEmpty() ? List.of() : List.of(inside.split("[ ,]+", -1)));
    }
    return type == FieldType.REGISTER && typed.matches("(?s)[A-Za-z]+=.*")
        ? Answering.register(typed)
        : Json.of(typed);
  }
}
