package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.prompt.PromptState;

/** Asks the next open question, in the order of a person in a hallway, and takes the answer. */
@Command(
    name = "next",
    description = {
      "Asks the next open question and takes the answer: a number for a choice, or your words.",
      "\"not known because …\" always does; \"later\" leaves it open and goes on; \"why\" tells"
          + " why."
    })
final class NextCommand extends HandsetAction {
  @Parameters(arity = "0..*", paramLabel = "ANSWER", description = "Asked for when left out.")
  List<String> words = List.of();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    Asked asked = asked(handset, incident);
    Session session = root().session();
    Optional<PromptState> next = session.next(incident, asked.open());
    if (!next.isPresent()) {
      out.println("Nothing is open. You can submit.");
      return;
    }
    PromptState prompt = next.get();
    ask(asked, prompt, out);
    Notes.at(handset.view(incident).incident(), prompt).forEach(note -> out.println("    " + note));
    Optional<String> typed =
        words.isEmpty() ? session.line() : Optional.of(String.join(" ", words));
    String answer = typed.map(String::trim).orElse("");
    if (answer.isEmpty() || answer.equals("later")) {
      session.later(incident, prompt);
      out.println("Left open.");
    } else if (answer.equals("why")) {
      out.println(prompt.why());
      out.println("From: " + prompt.source());
    } else {
      new Answering(handset, incident, asked, prompt).take(answer);
      saved(
          handset,
          incident,
          one -> one.prompt().equals(prompt.prompt()) && one.subject().equals(prompt.subject()),
          out);
    }
  }

  static Asked asked(Handset handset, String incident) {
    return handset
        .asked(incident)
        .orElseThrow(
            () -> new CaptureRefused("The form of this incident is not here yet: sync first."));
  }

  private static void ask(Asked asked, PromptState prompt, PrintWriter out) {
    out.println("[" + prompt.finding() + "] " + prompt.question());
    prompt.fault().ifPresent(fault -> out.println("    " + fault));
    asked
        .field(prompt)
        .ifPresent(
            field -> {
              asked.codes(field).ifPresent(codes -> list(codes, out));
              if (field.type() == FieldType.CODES) {
                out.println("    (several, such as: 1 3; or: none)");
              }
            });
  }

  private static void list(CodeList codes, PrintWriter out) {
    int number = 0;
    for (Code code : codes.codes()) {
      out.println("    " + ++number + "  " + code.label());
    }
  }
}
