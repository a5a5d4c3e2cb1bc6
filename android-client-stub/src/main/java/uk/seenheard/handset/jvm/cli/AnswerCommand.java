package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.codec.Json;

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
    View view = handset.view(incident);
    handset.answer(incident, path(view, field), value(String.join(" ", words)), some(reason));
    out.println("Saved.");
  }

  /** A number stays a number, {@code [a,b]} is a list, {@code a=b c=d} a register, else text. */
  static Json value(String typed) {
    if (typed.matches("-?[0-9]{1,9}")) {
      return Json.of(Long.parseLong(typed));
    }
    if (typed.startsWith("[") && typed.endsWith("]")) {
      String inside = typed.substring(1, typed.length() - 1).trim();
      return Json.texts(inside.isEmpty() ? List.of() : List.of(inside.split("[ ,]+", -1)));
    }
    return typed.matches("(?s)[a-z]+=.*") ? Answering.register(typed) : Json.of(typed);
  }
}
