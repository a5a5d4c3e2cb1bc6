package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.prompt.PromptState;

/** Answers a question by the number under which it was last listed, whatever came since. */
@Command(
    name = "reply",
    description = {
      "Answers a question by its number in what \"open\" listed last: reply 3 yes",
      "\"not known because …\" always does."
    })
final class ReplyCommand extends HandsetAction {
  @Parameters(index = "0", paramLabel = "NUMBER", description = "As open listed it.")
  int number;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ANSWER")
  List<String> words = List.of();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    List<String> shown = handset.shownNumbers(incident, OpenCommand.SHOWN);
    if (number < 1 || number > shown.size()) {
      throw new CaptureRefused(
          shown.isEmpty()
              ? "No questions were listed yet. List them with: open"
              : "There is no question " + number + "; the last listed is " + shown.size() + ".");
    }
    String name = shown.get(number - 1);
    Asked asked = NextCommand.asked(handset, incident);
    PromptState prompt =
        asked.open().stream()
            .filter(one -> OpenCommand.name(one).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new CaptureRefused(
                        "Question "
                            + number
                            + " is not open any more. Nothing was saved. List them with: open"));
    out.println("[" + prompt.finding() + "] " + prompt.question());
    new Answering(handset, incident, asked, prompt).take(String.join(" ", words).trim());
    saved(handset, incident, one -> OpenCommand.name(one).equals(name), out);
  }
}
