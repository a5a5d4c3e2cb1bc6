package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.merge.Entry;

/** A command of the handset, with what all of them need. */
abstract class HandsetAction implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  /** Does it. */
  abstract void act(Handset handset, PrintWriter out);

  @Override
  public final Integer call() {
    act(handset(), spec.commandLine().getOut());
    return 0;
  }

  HandsetCommand root() {
    return (HandsetCommand) spec.root().userObject();
  }

  private Handset handset() {
    return root().session().handset(root().store, root().server);
  }

  static String current(Handset handset) {
    return handset
        .current()
        .orElseThrow(() -> new CaptureRefused("No incident is open. Begin one with: new"));
  }

  /** Reads {@code child/1/seen} or {@code child/0190…/seen}: entries may be told by number. */
  static FieldPath path(View view, String typed) {
    String[] parts = typed.split("/", -1);
    if (parts.length >= 2 && parts[1].matches("[0-9]{1,3}")) {
      parts[1] = entry(view, parts[0], Integer.parseInt(parts[1])).at().name();
    }
    String text = String.join("/", parts);
    FieldPath.fault(text)
        .ifPresent(
            fault -> {
              throw new CaptureRefused("That is no place in an incident: " + fault + ".");
            });
    return new FieldPath(text);
  }

  static Entry entry(View view, String collection, int number) {
    List<Entry> entries = view.incident().entries(collection);
    if (number < 1 || number > entries.size()) {
      throw new CaptureRefused(
          "There is no " + collection + " " + number + "; there are " + entries.size() + ".");
    }
    return entries.get(number - 1);
  }

  static Optional<String> some(String text) {
    return text.trim().isEmpty() ? Optional.empty() : Optional.of(text.trim());
  }
}
