package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.PromptState;

/** Answers one field. */
@Command(name = "answer", description = "Answers a field, such as: answer child/1/seen yes")
final class AnswerCommand extends HandsetAction {
  private static final String REASON = "reason.";

  @Parameters(index = "0", paramLabel = "FIELD")
  String field = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "VALUE")
  List<String> words = List.of();

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why it replaces another answer.")
  String reason = "";

  @Mixin PaperOptions paper = new PaperOptions();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    FieldPath at = path(handset, incident, field);
    String collection = at.entry().map(FieldPath::collection).orElse("");
    String typed = String.join(" ", words);
    Optional<Asked> asked = handset.asked(incident);
    if (asked.isPresent() && at.name().startsWith(REASON)) {
      PromptState prompt = excused(asked.get(), at);
      new Answering(handset, incident, asked.get(), prompt).excuse(typed);
    } else {
      Json value = Typed.value(handset, incident, collection, at.name(), typed);
      paper.recorder(handset).answer(incident, at, value, some(reason));
    }
    saved(handset, incident, prompt -> prompt.asks().equals(Optional.of(at)), out);
  }

  /** The question in whose place a reason is typed. */
  private static PromptState excused(Asked asked, FieldPath at) {
    return asked.all().stream()
        .filter(prompt -> prompt.reasonField().equals(at))
        .findFirst()
        .orElseThrow(
            () ->
                new CaptureRefused(
                    "There is no question \""
                        + at.name().substring(REASON.length())
                        + "\" here that a reason could stand for. Nothing was saved. See: open"));
  }
}
