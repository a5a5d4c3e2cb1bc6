package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;

/** Begins an incident, or joins one that control named. */
@Command(
    name = "new",
    description =
        "Begins an incident; with control's reference it is the same"
            + " incident on every handset.")
final class NewCommand extends HandsetAction {
  @Parameters(arity = "0..1", paramLabel = "REFERENCE", description = "Control's reference.")
  String reference = "";

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "domestic-abuse",
      description = "The form (default: ${DEFAULT-VALUE}).")
  String form = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    Set<String> forms = handset.forms().keySet();
    if (!forms.isEmpty() && !forms.contains(form)) {
      throw new CaptureRefused(
          "There is no form \""
              + form
              + "\". Nothing was begun. "
              + Nearest.of(form, "The forms", forms));
    }
    String incident = handset.newIncident(form, some(reference));
    handset.choose(incident);
    out.println(
        "Recording "
            + some(reference).orElse("an incident without a reference")
            + " ("
            + form
            + "). Everything you enter is saved at once.");
  }
}
