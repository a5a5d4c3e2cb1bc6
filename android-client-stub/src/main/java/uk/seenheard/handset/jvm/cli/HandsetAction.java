package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.prompt.PromptState;

/** A command of the handset, with what all of them need. */
abstract class HandsetAction implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  /** Does it. */
  abstract void act(Handset handset, PrintWriter out);

  /** The exit code of a command that did what it could. */
  int outcome() {
    return ExitCodes.DONE;
  }

  @Override
  public final Integer call() {
    act(root().handset(), spec.commandLine().getOut());
    return outcome();
  }

  HandsetCommand root() {
    return (HandsetCommand) spec.root().userObject();
  }

  static String current(Handset handset) {
    return handset
        .current()
        .orElseThrow(() -> new CaptureRefused("No incident is open. Begin one with: new"));
  }

  /** Reads {@code child/1/seen} or {@code child/0190…/seen}: entries may be told by number. */
  static FieldPath path(Handset handset, String incident, String typed) {
    String[] parts = typed.split("/", -1);
    if (parts.length >= 2) {
      handset.asked(incident).ifPresent(asked -> requireCollection(asked, parts[0]));
    }
    if (parts.length == 3) {
      parts[2] = ofEach(handset, incident, parts[0], parts[2]);
    }
    if (parts.length >= 2 && parts[1].matches("[0-9]{1,3}")) {
      parts[1] = entry(handset, incident, parts[0], Integer.parseInt(parts[1])).at().name();
    }
    String text = String.join("/", parts);
    FieldPath.fault(text)
        .ifPresent(
            fault -> {
              throw new CaptureRefused("That is no place in an incident: " + fault + ".");
            });
    return new FieldPath(text);
  }

  private static void requireCollection(Asked asked, String typed) {
    Set<String> known = new TreeSet<>();
    asked.form().fields().forEach(field -> known.add(field.collection()));
    known.add(Incident.STATEMENT);
    known.remove("");
    if (!known.contains(typed)) {
      throw new CaptureRefused(
          "There is nothing called \""
              + typed
              + "\" in this form. Nothing was saved. "
              + Nearest.of(typed, "There are", known));
    }
  }

  /** A field that is asked for each child takes the child's number: {@code adult/1/link.2}. */
  private static String ofEach(Handset handset, String incident, String collection, String name) {
    int point = name.indexOf('.');
    if (point < 0 || !name.substring(point + 1).matches("[0-9]{1,3}")) {
      return name;
    }
    String first = name.substring(0, point);
    return handset
        .asked(incident)
        .flatMap(asked -> asked.form().field(collection, first))
        .flatMap(FormField::per)
        .map(
            each -> {
              int number = Integer.parseInt(name.substring(point + 1));
              return first + '.' + entry(handset, incident, each, number).at().name();
            })
        .orElse(name);
  }

  /**
   * The entry of a number: the one that the officer was last shown under it, whatever came since.
   *
   * @throws CaptureRefused when nothing was shown under it, or that is crossed out
   */
  static Entry entry(Handset handset, String incident, String collection, int number) {
    List<Entry> entries = handset.view(incident).incident().entries(collection);
    List<String> shown = handset.shownNumbers(incident, collection);
    if (shown.isEmpty()) {
      shown = shown(handset, incident, collection);
    }
    if (number < 1 || number > shown.size()) {
      throw new CaptureRefused(
          entries.size() > shown.size() && number <= entries.size()
              ? "Something new has come since you last looked: no "
                  + collection
                  + " was shown to you as "
                  + number
                  + " yet. Look with: show"
              : "There is no "
                  + collection
                  + " "
                  + number
                  + (shown.isEmpty()
                      ? "; there is none yet."
                      : "; the last is " + shown.size() + "."));
    }
    FieldPath at = new FieldPath(collection + '/' + shown.get(number - 1));
    return entries.stream()
        .filter(entry -> entry.at().equals(at) || entry.twins().contains(at))
        .findFirst()
        .orElseThrow(
            () ->
                new CaptureRefused(
                    "What was shown to you as "
                        + collection
                        + " "
                        + number
                        + " is not here any more. Look with: show"));
  }

  /** Numbers the entries as they stand now, and notes that the officer sees these numbers. */
  static List<String> shown(Handset handset, String incident, String collection) {
    List<String> names = new ArrayList<>();
    handset
        .view(incident)
        .incident()
        .entries(collection)
        .forEach(entry -> names.add(entry.at().name()));
    handset.shown(incident, collection, names);
    return names;
  }

  /** Says that it is saved, and what is wrong with it as an answer: it stands as typed. */
  static void saved(
      Handset handset, String incident, Predicate<PromptState> asking, PrintWriter out) {
    out.println("Saved.");
    handset.asked(incident).map(Asked::open).orElseGet(List::of).stream()
        .filter(asking)
        .findFirst()
        .flatMap(PromptState::fault)
        .ifPresent(fault -> out.println("    " + fault));
  }

  static Optional<String> some(String text) {
    return text.trim().isEmpty() ? Optional.empty() : Optional.of(text.trim());
  }
}
