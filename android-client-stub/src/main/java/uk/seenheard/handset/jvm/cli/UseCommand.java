package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;

/** Goes on with an incident that this handset holds. */
@Command(name = "use", description = "Goes on with an incident, by its reference or id.")
final class UseCommand extends HandsetAction {
  @Parameters(paramLabel = "REFERENCE")
  String wanted = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    for (String incident : handset.incidents()) {
      String reference = handset.view(incident).incident().reference().orElse("");
      if (incident.equals(wanted) || reference.equalsIgnoreCase(wanted.trim())) {
        handset.choose(incident);
        out.println("Going on with " + (reference.isEmpty() ? incident : reference) + ".");
        return;
      }
    }
    throw new CaptureRefused("This handset holds no incident of that reference. See: status");
  }
}
