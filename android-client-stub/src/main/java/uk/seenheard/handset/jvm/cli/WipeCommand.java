package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.seenheard.handset.core.Handset;

/** Wipes the handset: locks, drains, wipes. */
@Command(name = "wipe", description = "Sends everything, then forgets everything.")
final class WipeCommand extends HandsetAction {
  @Option(
      names = "--now-on-the-word-of",
      paramLabel = "SUPERVISOR",
      description = "Wipes at once; what is unsent is lost, and how much is recorded.")
  String supervisor = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    if (some(supervisor).isPresent()) {
      out.println("Wiped. Unsent and lost: " + handset.wipeNow(supervisor) + ".");
      root().session().forget();
      return;
    }
    long unsent = handset.wipe();
    if (unsent == 0) {
      root().session().forget();
      out.println("Everything was sent. Wiped.");
    } else {
      out.println("NOT wiped: " + unsent + " changes are only on this handset. Try in signal.");
    }
  }
}
