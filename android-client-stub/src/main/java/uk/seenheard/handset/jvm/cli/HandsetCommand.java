package uk.seenheard.handset.jvm.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.store.StoreFault;

/** The command line of a handset: every command opens its store, does one thing, and says what. */
@Command(
    name = "handset",
    mixinStandardHelpOptions = true,
    version = "Seen & Heard handset, protocol 2",
    description = "A handset without a screen: records with no signal, loses nothing.",
    subcommands = {
      SignInCommand.class,
      SignOutCommand.class,
      NewCommand.class,
      AttendCommand.class,
      UseCommand.class,
      NextCommand.class,
      OpenCommand.class,
      AnswerCommand.class,
      EntryCommand.Child.class,
      EntryCommand.Adult.class,
      SayCommand.class,
      StrikeCommand.class,
      SameAsCommand.class,
      SubmitCommand.class,
      SignalCommand.Offline.class,
      SignalCommand.Online.class,
      SyncCommand.class,
      WatchCommand.class,
      StatusCommand.class,
      ShowCommand.class,
      WipeCommand.class,
      ShellCommand.class,
      DemoShift.class
    })
public final class HandsetCommand implements Runnable {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Folder of the handset's memory (default: ${DEFAULT-VALUE}).",
      defaultValue = ".seenheard/handset")
  String store = "";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The force's server (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8080")
  String server = "";

  @Spec CommandSpec spec = CommandSpec.create();

  private final Session session;

  HandsetCommand(Session session) {
    this.session = session;
  }

  /** A command line that works on this session. */
  static CommandLine commandLine(Session session) {
    CommandLine line = new CommandLine(new HandsetCommand(session));
    // Words that begin with @ are a child's words, never the name of a file to read them from.
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          if (fault instanceof CaptureRefused
              || fault instanceof StoreFault
              || fault instanceof KeyRefused) {
            command.getErr().println(fault.getMessage());
            return 1;
          }
          throw fault;
        });
    return line;
  }

  Session session() {
    return session;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs one command. */
  public static void main(String[] args) {
    // The SQLite driver asks for a logger that a command line has no use for.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int exit;
    try (Session session = new Session(in)) {
      exit = commandLine(session).setOut(out).setErr(err).execute(args);
    }
    System.exit(exit);
  }
}
