package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;

/** Says that two entries are one. */
@Command(
    name = "same-as",
    description = "Two entries are one: same-as child/1 child/3 same birthday")
final class SameAsCommand extends HandsetAction {
  @Parameters(index = "0", paramLabel = "ENTRY")
  String one = "";

  @Parameters(index = "1", paramLabel = "ENTRY")
  String other = "";

  @Parameters(index = "2..*", arity = "1..*", paramLabel = "REASON")
  List<String> why = new ArrayList<>();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    handset.sameAs(
        incident,
        path(handset, incident, one),
        path(handset, incident, other),
        String.join(" ", why));
    out.println("Read as one from now on; it can be undone.");
  }
}
