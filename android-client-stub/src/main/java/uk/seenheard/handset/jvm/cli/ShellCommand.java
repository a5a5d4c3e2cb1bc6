package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.CaptureRefused;

/** Reads the same commands line by line, in one process. */
@Command(name = "shell", description = "Reads commands line by line until the end or: quit")
final class ShellCommand implements Callable<Integer> {
  /** The line that follows a command that did its work. */
  static final String DONE = "done.";

  /** The line that follows a command that did not. */
  static final String REFUSED = "not done.";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    HandsetCommand root = (HandsetCommand) spec.root().userObject();
    PrintWriter out = spec.commandLine().getOut();
    boolean asks = Session.isAtTerminal();
    // Opened before the first line is read: a wrong passphrase is told once, not at each line.
    root.handset();
    if (asks) {
      out.println("A handset. Type help for what you can do, quit to leave.");
    }
    while (true) {
      if (asks) {
        out.print("> ");
        out.flush();
      }
      try {
        Optional<String> line = root.session().line();
        if (!line.isPresent() || line.get().trim().equals("quit")) {
          return ExitCodes.DONE;
        }
        run(root, line.get(), asks, out);
      } catch (CaptureRefused refused) {
        out.println(refused.getMessage());
      }
      out.flush();
    }
  }

  private static void run(HandsetCommand root, String line, boolean asks, PrintWriter out) {
    List<String> words = words(line);
    if (words.isEmpty() || words.get(0).startsWith("#")) {
      return;
    }
    List<String> all = new ArrayList<>(List.of("--store", root.store, "--server", root.server));
    all.addAll(words);
    CommandLine inner = HandsetCommand.commandLine(root.session()).setOut(out).setErr(out);
    boolean done = ExitCodes.isDone(inner.execute(all.toArray(new String[0])));
    if (!asks) {
      out.println(done ? DONE : REFUSED);
    }
  }

  /** Splits a line at spaces; what stands in double quotes stays together. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quoted && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        begun = true;
      } else if (c == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quoted) {
      throw new CaptureRefused(
          "A quotation mark is open at the end of the line. Nothing was saved. Inside quotes one is"
              + " typed as \\\".");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
