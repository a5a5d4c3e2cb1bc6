package uk.seenheard.handset.jvm.cli;

import picocli.CommandLine.Option;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.Recorder;

/** From what paper something is entered later than it was written, and when it was written. */
final class PaperOptions {
  @Option(
      names = "--from",
      paramLabel = "WHAT",
      description = "Entered from a notebook, a scrap or memory, with --written.")
  String from = "";

  @Option(
      names = "--written",
      paramLabel = "WHEN",
      description = "When it was written there, such as 2026-11-22T03:10Z.")
  String written = "";

  /** Who records it: the handset as it happens, or from what was written before. */
  Recorder recorder(Handset handset) {
    return from.isEmpty() && written.isEmpty() ? handset : handset.fromNotes(from, written);
  }
}
