package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads the same commands line by line, in one process. */
@Command(name = "shell", description = "Reads commands line by line until the end or: quit")
final class ShellCommand implements Runnable {
  /** The line that follows a command that did its work. */
  static final String DONE = "done.";

  /** The line that follows a command that did not. */
  static final String REFUSED = "not done.";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    HandsetCommand root = (HandsetCommand) spec.root().userObject();
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> line = root.session().line();
    while (line.isPresent() && !line.get().trim().equals("quit")) {
      List<String> words = words(line.get());
      if (!words.isEmpty() && !words.get(0).startsWith("#")) {
        List<String> all = new ArrayList<>(List.of("--store", root.store, "--server", root.server));
        all.addAll(words);
        CommandLine inner = HandsetCommand.commandLine(root.session()).setOut(out).setErr(out);
        out.println(inner.execute(all.toArray(new String[0])) == 0 ? DONE : REFUSED);
      }
      out.flush();
      line = root.session().line();
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
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
