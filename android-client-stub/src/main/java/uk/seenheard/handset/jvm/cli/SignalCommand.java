package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;

/** Takes the handset out of signal and back. */
final class SignalCommand {
  private SignalCommand() {}

  /** Out of signal. */
  @Command(name = "offline", description = "Acts as if there were no signal.")
  static final class Offline extends HandsetAction {
    @Override
    void act(Handset handset, PrintWriter out) {
      handset.offline(true);
      out.println("No signal. Everything works; what you record waits here.");
    }
  }

  /** Back in signal. */
  @Command(name = "online", description = "Back in signal; send and fetch with: sync")
  static final class Online extends HandsetAction {
    @Override
    void act(Handset handset, PrintWriter out) {
      handset.offline(false);
      out.println("In signal.");
    }
  }
}
