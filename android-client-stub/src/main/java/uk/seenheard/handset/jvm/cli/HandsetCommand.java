package uk.seenheard.handset.jvm.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;

/** The command line of a handset: every command opens its store, does one thing, and says what. */
@Command(
    name = "handset",
    mixinStandardHelpOptions = true,
    version = "Seen & Heard handset, protocol 2",
    description = "A handset without a screen: records with no signal, loses nothing.",
    exitCodeListHeading = "Ends with:%n",
    exitCodeList = {
      "0:done",
      "1:refused, in words; nothing was saved",
      "2:not understood; nothing was saved",
      "70:this program has a fault; what was saved before is safe",
      "75:not synced yet, try again; nothing is lost"
    },
    subcommands = {
      SignInCommand.class,
      SignOutCommand.class,
      NewCommand.class,
      AttendCommand.class,
      UseCommand.class,
      NextCommand.class,
      OpenCommand.class,
      ReplyCommand.class,
      AnswerCommand.class,
      EntryCommand.Child.class,
      EntryCommand.Adult.class,
      SayCommand.class,
      MarkCommand.class,
      CameraCommand.class,
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
      HelpCommand.class,
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
      description = "The force's server (default: SEENHEARD_SERVER, else ${DEFAULT-VALUE}).",
      defaultValue = "${env:SEENHEARD_SERVER:-http://127.0.0.1:8080}")
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
    line.setParameterExceptionHandler(Refusals::notUnderstood);
    line.setExecutionExceptionHandler((fault, command, parsed) -> Refusals.notDone(fault, command));
    return line;
  }

  /**
   * The handset of this command line.
   *
   * @throws CommandLine.ParameterException when what was named as the server cannot be one
   */
  Handset handset() {
    // Looked at before the memory is opened: a slip of the pen makes no folder and asks for
    // nothing.
    if (!OkHttpTransport.isAddress(server)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--server (or SEENHEARD_SERVER) needs an address such as http://127.0.0.1:8080, and \""
              + server
              + "\" is none.");
    }
    return session.handset(store, server);
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
    // From Java 22 on there is a console even where nobody sits at one, unless it is said so.
    System.setProperty("jdk.console", "java.base");
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int exit;
    try (Session session = new Session(in)) {
      exit = commandLine(session).setOut(out).setErr(err).execute(args);
    }
    System.exit(exit);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(
        new VisibleWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), true);
  }
}
