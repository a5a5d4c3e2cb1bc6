package uk.seenheard.api.field.pull;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.http.Pieces;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Frames on their way out: noted down as handed over, and written as lines. */
final class NdjsonFrames {
  /** The type of their content. */
  static final String NDJSON = "application/x-ndjson";

  /** Characters of contents that are written on the thread that serves. */
  private static final int FEW_CHARS = 64 * 1024;

  private final Disclosures disclosures;
  private final FairWork work;

  NdjsonFrames(Disclosures disclosures, FairWork work) {
    this.disclosures = disclosures;
    this.work = work;
  }

  /** Content leaves only after it is written down that it did. */
  Future<List<Frame>> noted(Grant grant, Handed page) {
    return page.holdsContent()
        ? disclosures.pulled(grant, page).map(page.frames())
        : Future.succeededFuture(page.frames());
  }

  /**
   * The frames, one a line, written where it keeps nobody waiting.
   *
   * @param whose in whose turn it is done when there is much: an incident, or a person
   */
  Future<List<String>> written(String whose, List<Frame> frames) {
    long chars = 0;
    for (Frame frame : frames) {
      chars += frame instanceof Frame.Change change ? change.content().length() : 0;
    }
    return chars < FEW_CHARS
        ? Future.succeededFuture(lines(frames))
        : work.of(whose, () -> lines(frames));
  }

  private static List<String> lines(List<Frame> frames) {
    List<String> parts = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (Frame frame : frames) {
      if (lines.length() >= Pieces.CHARS) {
        parts.add(lines.toString());
        lines = new StringBuilder(Pieces.CHARS);
      }
      line(frame, lines);
      lines.append('\n');
    }
    parts.add(lines.toString());
    return parts;
  }

  /** The canonical text of a line. That of a change is put together without a tree of it. */
  private static void line(Frame frame, StringBuilder line) {
    if (!(frame instanceof Frame.Change change) || !change.newer().members().isEmpty()) {
      line.append(frame.json().canonical());
      return;
    }
    line.append("{\"at\":").append(change.at()).append(",\"content\":");
    line.append(Json.of(change.content()).canonical());
    line.append(",\"device\":").append(Json.of(change.device()).canonical());
    line.append(",\"epoch\":").append(change.epoch());
    line.append(",\"i\":").append(change.i());
    line.append(",\"n\":").append(change.n());
    line.append(",\"seq\":").append(change.seq());
    line.append(",\"type\":\"change\",\"verdict\":\"").append(change.verdict().word());
    line.append("\"}");
  }
}
