package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.prompt.PromptState;

/** Lists what is still open. */
@Command(name = "open", description = "Lists the questions that are still open.")
final class OpenCommand extends HandsetAction {
  @Override
  void act(Handset handset, PrintWriter out) {
    List<PromptState> open = NextCommand.asked(handset, current(handset)).open();
    List<ReturnNote> notes = handset.view(current(handset)).incident().review().notes();
    out.println(open.isEmpty() ? "Nothing is open." : open.size() + " open:");
    for (PromptState prompt : open) {
      out.println("  [" + prompt.finding() + "] " + prompt.question());
      prompt.fault().ifPresent(fault -> out.println("      " + fault));
      for (ReturnNote note : notes) {
        if (note.isPinnedTo(prompt.prompt(), prompt.subject())) {
          out.println("      Your supervisor: " + note.words());
        }
      }
    }
  }
}
