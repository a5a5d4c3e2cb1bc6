package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.prompt.PromptState;

/** Lists what is still open, what is required first, each with what answers it. */
@Command(
    name = "open",
    description = "Lists the questions that are still open, each with the command that answers it.")
final class OpenCommand extends HandsetAction {
  /** Where the numbers are kept under which questions were shown; no collection is called so. */
  static final String SHOWN = "?";

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    Asked asked = NextCommand.asked(handset, incident);
    List<PromptState> required = open(asked, true);
    List<PromptState> others = open(asked, false);
    List<String> names = new ArrayList<>();
    if (required.isEmpty() && others.isEmpty()) {
      out.println("Nothing is open. You can submit.");
    } else {
      out.println(
          (required.size() + others.size()) + " open, " + required.size() + " of them required.");
    }
    list(handset, incident, asked, "Required before it can be authorised:", required, names, out);
    list(handset, incident, asked, "Asked as well:", others, names, out);
    handset.shown(incident, SHOWN, names);
    if (!names.isEmpty()) {
      out.println("Where nobody knows: reply NUMBER \"not known because …\"");
    }
  }

  private static List<PromptState> open(Asked asked, boolean required) {
    return asked.open().stream()
        .filter(prompt -> prompt.blocksAuthorisation() == required)
        .collect(Collectors.toList());
  }

  private static void list(
      Handset handset,
      String incident,
      Asked asked,
      String heading,
      List<PromptState> prompts,
      List<String> names,
      PrintWriter out) {
    if (!prompts.isEmpty()) {
      out.println(heading);
    }
    for (PromptState prompt : prompts) {
      names.add(name(prompt));
      int number = names.size();
      out.println("  " + number + "  [" + prompt.finding() + "] " + prompt.question());
      prompt.fault().ifPresent(fault -> out.println("      " + fault));
      Notes.at(handset.view(incident).incident(), prompt)
          .forEach(note -> out.println("      " + note));
      out.println("      reply " + number + ' ' + answer(asked, prompt));
    }
  }

  /** What a question is told apart by from now on, whatever is answered meanwhile. */
  static String name(PromptState prompt) {
    return prompt.prompt() + '@' + prompt.subject().map(FieldPath::text).orElse("");
  }

  /** What can be typed behind the number. */
  private static String answer(Asked asked, PromptState prompt) {
    Optional<FormField> field = asked.field(prompt);
    if (!field.isPresent()) {
      return prompt.addsTo().filter("child"::equals).isPresent() ? "NAME" : "\"WORDS\"";
    }
    switch (field.get().type()) {
      case CODE:
        return choices(asked, field.get(), " | ");
      case CODES:
        return "none, or several of: " + choices(asked, field.get(), " ");
      case COUNT:
        return "2 (how many)";
      case DATE:
        return "2026-11-22 (the day)";
      case TIME:
        return "now, or 2026-11-22T03:10Z";
      case ENTRY:
        return "child/1 (which)";
      case REGISTER:
        return register(field.get());
      default:
        return "\"WORDS\"";
    }
  }

  private static String register(FormField field) {
    String grades = String.join("|", field.graver());
    StringBuilder members = new StringBuilder("\"grade=" + (grades.isEmpty() ? "…" : grades));
    field.members().keySet().forEach(member -> members.append(' ').append(member).append("=…"));
    return members.append(" reasons=WHAT IT RESTS ON\"").toString();
  }

  private static String choices(Asked asked, FormField field, String between) {
    return asked.codes(field).map(CodeList::codes).orElseGet(ArrayList::new).stream()
        .map(Code::code)
        .collect(Collectors.joining(between));
  }
}
