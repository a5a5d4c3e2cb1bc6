package uk.seenheard.handset.jvm.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.store.StoreFault;

/** Says in plain words why a command was not done. */
final class Refusals {
  private static final String FILE = "fault.txt";

  private Refusals() {}

  /** Of a line that is no command, or lacks something. */
  static int notUnderstood(CommandLine.ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    if (fault instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String typed = unmatched.getUnmatched().get(0);
      if (typed.startsWith("-")) {
        TreeSet<String> options = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
        command.getErr().println("There is no option \"" + typed + "\" here.");
        Nearest.to(typed, options).ifPresent(near -> didYouMean(command, near));
      } else if (command.getSubcommands().isEmpty()) {
        command
            .getErr()
            .println("\"" + typed + "\" is more than this takes. Words of several go in quotes.");
      } else {
        command.getErr().println("There is no command \"" + typed + "\".");
        Nearest.to(typed, command.getSubcommands().keySet())
            .ifPresent(near -> didYouMean(command, near));
      }
    } else if (fault instanceof CommandLine.MissingParameterException missing) {
      List<String> names = new ArrayList<>();
      missing.getMissing().forEach(argument -> names.add(argument.paramLabel()));
      command.getErr().println("Something is missing: " + String.join(", ", names) + ".");
    } else {
      command.getErr().println("This is not understood: " + plain(fault));
    }
    if (command.getParent() == null || !command.getSubcommands().isEmpty()) {
      command.getErr().println("All commands: help");
    } else {
      for (String line : command.getCommandSpec().usageMessage().description()) {
        command.getErr().println("  " + line);
      }
    }
    return ExitCodes.NOT_UNDERSTOOD;
  }

  private static void didYouMean(CommandLine command, String near) {
    command.getErr().println("Did you mean: " + near);
  }

  private static String plain(CommandLine.ParameterException fault) {
    Optional<CommandLine.Model.ArgSpec> about = Optional.ofNullable(fault.getArgSpec());
    String value = fault.getValue() == null ? "" : " \"" + fault.getValue() + "\"";
    return about
        .map(argument -> argument.paramLabel() + " cannot be" + value + ".")
        .orElse(String.valueOf(fault.getMessage()));
  }

  /** Of what was understood, and was refused or went wrong. */
  static int notDone(Exception fault, CommandLine command) {
    if (fault instanceof CaptureRefused || fault instanceof StoreFault) {
      command.getErr().println(fault.getMessage());
      return ExitCodes.REFUSED;
    }
    if (fault instanceof KeyRefused) {
      command
          .getErr()
          .println(
              "Something in this handset's memory cannot be opened with its key: it was changed or"
                  + " is damaged. Keep the folder as it is and hand it to support.");
      return ExitCodes.REFUSED;
    }
    command
        .getErr()
        .println(
            "This program has a fault and did not do that. Everything saved before is safe."
                + kept(fault, command));
    return ExitCodes.FAULT;
  }

  /** Keeps where it broke, for support: the places in the program alone, never what was typed. */
  private static String kept(Exception fault, CommandLine command) {
    List<String> lines = new ArrayList<>();
    Throwable at = fault;
    while (at != null && lines.size() < 500) {
      lines.add(at.getClass().getName());
      for (StackTraceElement place : at.getStackTrace()) {
        lines.add("  " + place);
      }
      at = at.getCause();
    }
    Object root = command.getCommandSpec().root().userObject();
    try {
      Path file = Paths.get(((HandsetCommand) root).store).resolve(FILE);
      Files.write(file, lines, StandardCharsets.UTF_8);
      return " Support needs the file " + file + ", which holds nothing of what you recorded.";
    } catch (IOException full) {
      return " Where it broke could not be written down for support.";
    }
  }
}
