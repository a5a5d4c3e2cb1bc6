package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.AutoSync;
import uk.seenheard.handset.core.loop.SyncReport;

/** Lets the handset sync by itself. */
@Command(
    name = "watch",
    description = "In a shell: syncs by itself from now on, and says when something came or went.")
final class WatchCommand extends HandsetAction {
  @Option(names = "--off", description = "Stops that.")
  boolean off;

  @Override
  void act(Handset handset, PrintWriter out) {
    if (off) {
      handset.endAutoSync();
      out.println("Syncs when told to: sync");
      return;
    }
    handset.autoSync(AutoSync.Times.USUAL, report -> tell(out, report));
    out.println("Syncs by itself. Stop with: watch --off");
  }

  private static void tell(PrintWriter out, SyncReport report) {
    boolean moved = report.pushed() > 0 || report.received() > 0 || report.forgotten() > 0;
    if (moved || !report.notes().isEmpty()) {
      out.println(
          "* sent "
              + report.pushed()
              + ", received "
              + report.received()
              + ". "
              + SyncCommand.words(report.outcome()));
      report.notes().forEach(note -> out.println("* " + note));
      out.flush();
    }
  }
}
