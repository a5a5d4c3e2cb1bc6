package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;

/** Hands the incident in. */
@Command(name = "submit", description = "Hands the incident in; nothing has to be complete.")
final class SubmitCommand extends HandsetAction {
  @Override
  void act(Handset handset, PrintWriter out) {
    handset.submit(current(handset));
    out.println("Submitted. It goes to your supervisor as soon as there is signal.");
  }
}
