package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.Status;

/** Says where the handset stands. */
@Command(name = "status", description = "Queued, acknowledged, quarantined, contradicted, synced.")
final class StatusCommand extends HandsetAction {
  @Override
  void act(Handset handset, PrintWriter out) {
    Status status = handset.status();
    out.println(status.isSignedIn() ? "On shift: " + status.person() : "Nobody is signed in.");
    if (status.locked()) {
      out.println("LOCKED: the shift is over, or the account was withdrawn. Sign in.");
    }
    handset
        .wiped()
        .filter(receipt -> receipt.unsent() > 0)
        .ifPresent(
            receipt ->
                out.println(
                    "Wiped earlier on the word of "
                        + receipt.supervisor()
                        + ": "
                        + receipt.unsent()
                        + " changes were lost."));
    out.println("Queued (only here):     " + status.queued());
    out.println("Acknowledged (safe):    " + status.acknowledged());
    out.println("In quarantine:          " + status.quarantined());
    out.println("Contradicted answers:   " + status.contradicted());
    for (String note : status.returned()) {
      out.println("Returned to you:        " + note);
    }
    for (String note : status.nudged()) {
      out.println("Overdue, you are asked: " + note);
    }
    for (String incident : status.locked() ? List.<String>of() : handset.incidents()) {
      out.println(
          "Incident                "
              + handset.view(incident).incident().reference().orElse(incident));
    }
    out.println(status.synced() ? "Synced." : status.offline() ? "Offline." : "Not synced.");
  }
}
