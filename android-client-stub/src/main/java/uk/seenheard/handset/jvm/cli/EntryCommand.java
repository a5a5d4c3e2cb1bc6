package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;

/** Adds a person to the incident. */
final class EntryCommand {
  private EntryCommand() {}

  /** Adds to one collection. */
  abstract static class Add extends HandsetAction {
    private final String collection;

    @Parameters(arity = "0..*", paramLabel = "FIELD=VALUE", description = "What is known at once.")
    Map<String, String> known = new LinkedHashMap<>();

    @Mixin PaperOptions paper = new PaperOptions();

    Add(String collection) {
      this.collection = collection;
    }

    @Override
    void act(Handset handset, PrintWriter out) {
      Map<String, Json> answers = new LinkedHashMap<>();
      String incident = current(handset);
      known.forEach(
          (name, typed) ->
              answers.put(name, Typed.value(handset, incident, collection, name, typed)));
      List<String> shown = handset.shownNumbers(incident, collection);
      if (shown.isEmpty()) {
        shown = shown(handset, incident, collection);
      }
      shown.add(paper.recorder(handset).addEntry(incident, collection, Json.EMPTY, answers).name());
      handset.shown(incident, collection, shown);
      View view = handset.view(incident);
      out.println("Saved: " + collection + " " + shown.size() + ".");
      view.fullness().ifPresent(out::println);
    }
  }

  /** Commands about children. */
  @Command(name = "child", description = "child add FIELD=VALUE …", subcommands = AddChild.class)
  static final class Child implements Runnable {
    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Commands about adults. */
  @Command(name = "adult", description = "adult add FIELD=VALUE …", subcommands = AddAdult.class)
  static final class Adult implements Runnable {
    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Adds a child. */
  @Command(name = "add", description = "Adds a child, such as: child add name=Robin age=6")
  static final class AddChild extends Add {
    AddChild() {
      super(Incident.CHILD);
    }
  }

  /** Adds an adult. */
  @Command(name = "add", description = "Adds an adult, such as: adult add name=\"A. Moor\"")
  static final class AddAdult extends Add {
    AddAdult() {
      super(Incident.ADULT);
    }
  }
}
