package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;

/** Crosses an entry out. */
@Command(name = "strike", description = "Crosses an entry out: strike child/2 counted twice")
final class StrikeCommand extends HandsetAction {
  @Parameters(index = "0", paramLabel = "ENTRY")
  String entry = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "REASON")
  List<String> reason = List.of();

  @Override
  void act(Handset handset, PrintWriter out) {
    String incident = current(handset);
    handset.strike(incident, path(handset, incident, entry), String.join(" ", reason));
    out.println("Crossed out; it stays in the record.");
  }
}
