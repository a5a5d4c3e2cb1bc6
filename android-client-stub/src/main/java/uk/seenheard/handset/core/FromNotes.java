package uk.seenheard.handset.core;

import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.reading.Begun;
import uk.seenheard.sync.reading.Days;

/**
 * Records what an officer wrote in a notebook or on a scrap of paper, or remembers: as anything
 * else, and each change says from what it was taken and when that was written.
 */
final class FromNotes implements Recorder {
  /** By how much a watch may be ahead of a handset. */
  private static final long AHEAD_MILLIS = 5L * 60_000;

  private final Recording recording;
  private final Optional<Noted> noted;

  private FromNotes(Recording recording, Noted noted) {
    this.recording = recording;
    this.noted = Optional.of(noted);
  }

  static FromNotes of(Recording recording, String from, String at, long now) {
    if (!Noted.FROM.contains(from)) {
      throw new CaptureRefused(
          "Say from what it is taken: " + String.join(", ", Noted.FROM) + ". Nothing was saved.");
    }
    if (!Days.moment(at).isPresent()) {
      throw new CaptureRefused(
          "Say when it was written, such as 2026-11-22T03:10Z. Nothing was saved.");
    }
    Noted noted = new Noted(from, at);
    // A clock that cannot be right refuses nothing.
    if (Begun.canBeRight(now) && noted.millis() > now + AHEAD_MILLIS) {
      throw new CaptureRefused(
          "What is entered now was written before: that time is still ahead. Nothing was saved.");
    }
    return new FromNotes(recording, noted);
  }

  @Override
  public Change answer(String incident, FieldPath field, Json value, Optional<String> reason) {
    return recording.answer(incident, field, value, reason, noted);
  }

  @Override
  public FieldPath addEntry(
      String incident, String collection, Json.Obj value, Map<String, Json> answers) {
    return recording.addEntry(incident, collection, value, answers, noted);
  }

  @Override
  public FieldPath addStatement(String incident, FieldPath child, String words, Json.Obj more) {
    return recording.addStatement(incident, child, words, more, noted);
  }
}
