package uk.seenheard.sync.footage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * How something stood with the evidence system when a server last looked: an officer's recording of
 * their time there, or one recording.
 *
 * @param state in a word
 * @param person whose, where it is about an officer
 * @param source the system, where it is about one recording
 * @param clip its name there
 * @param at when the recording is to be deleted; else when it was noted
 * @param expected how long an officer was to record, milliseconds
 * @param covered how much of that was recorded
 * @param by the act that noted it
 */
public record FootageNote(
    String state,
    Optional<String> person,
    Optional<String> source,
    Optional<String> clip,
    long at,
    long expected,
    long covered,
    OperationId by) {
  /** An officer's time there is recorded, as far as it has to be. */
  public static final String MET = "met";

  /** Nothing of it arrived in time. */
  public static final String MISSING = "missing";

  /** Less of it arrived than was to be recorded. */
  public static final String PARTLY = "partly";

  /** It was there, linked, and is gone. */
  public static final String LOST = "lost";

  /** A supervisor accepted why there is none, or it is still awaited. */
  public static final String SETTLED = "settled";

  /** Of an officer whom the roster has without a camera: nothing is expected. */
  public static final String NOT_ISSUED = "not-issued";

  /** A recording that belongs here is to be deleted. */
  public static final String EXPIRING = "expiring";

  /** A recording that may belong here is to be deleted, and nobody has said whether it does. */
  public static final String UNLINKED = "unlinked";

  /** What stands noted, by what it is about: of each the last one holds. */
  public static Map<String, FootageNote> of(IncidentRecord record) {
    Map<String, FootageNote> notes = new LinkedHashMap<>();
    for (RecordedAct deed : record.deeds()) {
      Optional<String> state =
          Act.FOOTAGE_NOTED.is(deed.act()) ? deed.with().text("state") : Optional.empty();
      if (state.isPresent()) {
        FootageNote note =
            new FootageNote(
                state.get(),
                deed.with().text("person"),
                deed.with().text("source"),
                deed.with().text("clip"),
                deed.with().whole("at").orElse(deed.wall()),
                deed.with().whole("expectedMs").orElse(0L),
                deed.with().whole("coveredMs").orElse(0L),
                deed.id());
        notes.put(note.about(), note);
      }
    }
    return notes;
  }

  /** What it is about, as a key. */
  public String about() {
    return person.map(FootageNote::officer).orElseGet(() -> recording(source, clip));
  }

  /** The key of an officer. */
  public static String officer(String person) {
    return "person/" + person;
  }

  private static String recording(Optional<String> source, Optional<String> clip) {
    return "clip/" + source.orElse("") + '/' + clip.orElse("");
  }

  /** Whether what is to be noted counts the same as this. */
  boolean counts(Json.Obj note) {
    return note.whole("expectedMs").orElse(0L) == expected
        && note.whole("coveredMs").orElse(0L) == covered;
  }

  /** Whether somebody has to see to it. */
  public boolean isOpen() {
    return !state.equals(MET) && !state.equals(SETTLED) && isIssued();
  }

  /** Whether it is about a recording, or about an officer who has a camera. */
  public boolean isIssued() {
    return !state.equals(NOT_ISSUED);
  }

  /** Whether an officer who says that their camera was on is contradicted by it. */
  public boolean falls() {
    return state.equals(MISSING) || state.equals(PARTLY) || state.equals(LOST);
  }
}
