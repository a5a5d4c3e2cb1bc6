package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;

/** Says that the officer is at a job, to see what others recorded of it. */
@Command(
    name = "attend",
    description =
        "Says that you are at this job. Your team's comes with the next sync; another team's"
            + " supervisor is asked to let you in.")
final class AttendCommand extends HandsetAction {
  private static final String FORM = "domestic-abuse";

  @Parameters(paramLabel = "REFERENCE", description = "Control's reference.")
  String reference = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    handset.choose(handset.attend(FORM, reference));
    out.println(
        "Noted that you are at "
            + reference.trim()
            + ". It counts once the server has it within your shift: sync");
  }
}
