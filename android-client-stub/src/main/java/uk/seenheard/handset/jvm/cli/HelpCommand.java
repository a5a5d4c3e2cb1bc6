package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what an officer can type, in the order of a job. */
@Command(name = "help", description = "Says what you can type; help COMMAND says it of one.")
final class HelpCommand implements Callable<Integer> {
  /** No line is longer than a narrow terminal. */
  private static final List<String> LINES =
      List.of(
          "Begin",
          "  sign-in pc1201   new AS-1201-07",
          "  attend REF   use REF   status",
          "Answer",
          "  next    asks one question",
          "  open    lists all, with numbers",
          "  reply 3 yes",
          "  answer child/1/seen yes",
          "  child add name=Robin",
          "  adult add name=\"A. Moor\"",
          "  say 1 \"the child's own words\"",
          "Put right",
          "  strike child/2 counted twice",
          "  same-as child/1 child/2 WHY",
          "Look",
          "  show",
          "Hand in",
          "  submit   sync   watch",
          "  offline  online",
          "End",
          "  sign-out   wipe   quit",
          "More of one: help answer",
          "Words of several, and with quotes:",
          "  \"She said \\\"no\\\".\"");

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Of which to say more.")
  String about = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    if (about.isEmpty()) {
      LINES.forEach(out::println);
      return ExitCodes.DONE;
    }
    CommandLine command = root.getSubcommands().get(about);
    if (command == null) {
      spec.commandLine().getErr().println("There is no command \"" + about + "\".");
      Nearest.to(about, root.getSubcommands().keySet())
          .ifPresent(near -> spec.commandLine().getErr().println("Did you mean: " + near));
      return ExitCodes.NOT_UNDERSTOOD;
    }
    command.usage(out);
    return ExitCodes.DONE;
  }
}
