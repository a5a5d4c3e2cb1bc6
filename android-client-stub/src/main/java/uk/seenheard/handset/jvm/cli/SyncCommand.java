package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport;

/** Sends what is queued and fetches what is new. */
@Command(name = "sync", description = "Sends what is queued, fetches what is new.")
final class SyncCommand extends HandsetAction {
  private boolean synced = true;

  @Override
  void act(Handset handset, PrintWriter out) {
    SyncReport report = handset.sync();
    synced =
        report.outcome() == SyncReport.Outcome.SYNCED
            || report.outcome() == SyncReport.Outcome.WIPED;
    out.println(words(report.outcome()));
    out.println("Sent " + report.pushed() + ", received " + report.received() + ".");
    if (report.forgotten() > 0) {
      out.println(report.forgotten() + " incident(s) forgotten here: your access has ended.");
    }
    report.notes().forEach(out::println);
    if (report.outcome() == SyncReport.Outcome.WIPED) {
      root().session().forget();
    }
  }

  @Override
  int outcome() {
    return synced ? ExitCodes.DONE : ExitCodes.NOT_SYNCED;
  }

  static String words(SyncReport.Outcome outcome) {
    return switch (outcome) {
      case SYNCED -> "Synced: this handset and the server hold the same.";
      case NO_SIGNAL -> "Not synced: no signal.";
      case BUSY -> "Not synced yet: the server asks to come back later.";
      case SIGN_IN_TO_RECEIVE -> "Everything is sent. Sign in to receive.";
      case SIGN_IN_TO_ENROL -> "Not synced: sign in, so that the server knows this device again.";
      case FAULT -> "Not synced: there is a fault. Nothing is lost.";
      case LOCKED -> "Everything is sent. This handset is locked by order.";
      case WIPED -> "This handset was wiped by order.";
      case DIFFERENT -> "Not synced: this handset and the server hold something different.";
    };
  }
}
