package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;

/** Marks this moment in the officer's recording, with one word. */
@Command(
    name = "mark",
    description =
        "Marks this moment, to be found in the recording: mark 1 spoke; mark child/2 injury")
final class MarkCommand extends HandsetAction {
  private static final List<String> WHAT =
      List.of("spoke", "injury", "home", "disclosure", "other");

  @Parameters(index = "0", paramLabel = "CHILD", description = "The child's number, or an entry.")
  String about = "";

  @Parameters(index = "1", paramLabel = "WHAT", description = "spoke injury home disclosure other")
  String what = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    if (!WHAT.contains(what)) {
      throw new CaptureRefused("Mark one of: " + String.join(" ", WHAT) + ". Nothing was saved.");
    }
    String typed = about.contains("/") ? about : Incident.CHILD + '/' + about;
    FieldPath entry = path(handset, incident, typed);
    if (!List.of(Incident.CHILD, Incident.STATEMENT).contains(entry.collection())) {
      throw new CaptureRefused("A mark is about a child or what was said. Nothing was saved.");
    }
    handset.mark(incident, entry, what);
    out.println("Marked.");
  }
}
