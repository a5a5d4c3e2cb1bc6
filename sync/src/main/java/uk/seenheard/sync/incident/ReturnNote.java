package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * What a supervisor wants done, pinned to where it belongs: by a return, or by a nudge about what
 * is late.
 *
 * @param nudges whether it asks for what is late, without the incident being handed back
 * @param about the child, adult … it is about; empty for the incident
 * @param prompt the id of the prompt it is pinned to
 * @param words the supervisor's, as typed
 */
public record ReturnNote(
    Optional<FieldPath> about, Optional<String> prompt, String words, boolean nudges) {

  /** The notes of a return: the one for the whole incident first. What is no note is left out. */
  public static List<ReturnNote> of(RecordedAct returned) {
    List<ReturnNote> notes = new ArrayList<>();
    returned
        .with()
        .text("note")
        .filter(words -> !words.trim().isEmpty())
        .ifPresent(
            words -> notes.add(new ReturnNote(returned.about(), Optional.empty(), words, false)));
    for (Json item : returned.with().items("notes")) {
      if (item instanceof Json.Obj pinned && pinned.text("words").isPresent()) {
        notes.add(
            new ReturnNote(
                pinned
                    .text("about")
                    .filter(path -> !FieldPath.fault(path).isPresent())
                    .map(FieldPath::new),
                pinned.text("prompt"),
                pinned.text("words").get(),
                false));
      }
    }
    return notes;
  }

  /** The note that a nudge is, if it says anything. */
  static Optional<ReturnNote> ofNudge(RecordedAct nudge) {
    return nudge
        .with()
        .text("words")
        .filter(words -> !words.trim().isEmpty())
        .map(words -> new ReturnNote(nudge.about(), nudge.with().text("prompt"), words, true));
  }

  /** Whether it is about this very prompt of this entry. */
  public boolean isPinnedTo(String id, Optional<FieldPath> subject) {
    return prompt.equals(Optional.of(id)) && about.equals(subject);
  }
}
