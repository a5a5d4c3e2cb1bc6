package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.logic.JsonLogic;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;

/**
 * What an officer said about themselves, in an entry that they added.
 *
 * @param by what answers, or null while nothing does
 * @param asks the field that does or would, once they have added an entry
 * @param fault what is wrong with it, or null
 */
record OfficerAnswer(
    @Nullable List<OperationId> by, Optional<FieldPath> asks, @Nullable String fault) {
  /** Of what conditions see, the last entry that an officer added; null while there is none. */
  static @Nullable SubjectFacts theirs(List<SubjectFacts> entries, String officer) {
    List<Entry> standing = new ArrayList<>();
    for (SubjectFacts one : entries) {
      if (one.entry != null) {
        standing.add(one.entry);
      }
    }
    @Nullable Entry last = Attending.last(standing, officer).orElse(null);
    for (SubjectFacts one : entries) {
      if (last != null && last.equals(one.entry)) {
        return one;
      }
    }
    return null;
  }

  /** As their entry has it; what a colleague wrote into it is no answer. */
  static OfficerAnswer of(PromptRule rule, @Nullable SubjectFacts theirs, String officer) {
    if (theirs == null || theirs.entry == null) {
      return new OfficerAnswer(null, Optional.empty(), null);
    }
    List<OperationId> by = new ArrayList<>();
    theirs.entry.added().forEach(added -> by.add(added.by().id()));
    Optional<FieldPath> asks = Optional.empty();
    String fault = null;
    for (String path : rule.settles().map(JsonLogic::paths).orElse(Set.of())) {
      Field field = theirs.fields.get(path);
      asks = Optional.of(theirs.entry.at().field(path));
      for (Answer answer : field == null ? List.<Answer>of() : field.standing()) {
        by.add(answer.id());
        if (!answer.author().equals(officer)) {
          fault = "A colleague has answered this. Only the officer can.";
        }
      }
    }
    boolean settled =
        fault == null && (!rule.settles().isPresent() || rule.settles().get().holds(theirs));
    return new OfficerAnswer(settled ? by : null, asks, fault);
  }

  /**
   * The same beside what is known elsewhere: a recording of all of their time answers for them, and
   * that they were issued no camera; while the evidence system has none, or lost it, their word
   * that the camera was on does not.
   */
  OfficerAnswer beside(@Nullable FootageNote note) {
    if (note != null && by == null && (note.state().equals(FootageNote.MET) || !note.isIssued())) {
      return new OfficerAnswer(List.of(note.by()), asks, null);
    }
    return note == null || !note.falls()
        ? this
        : new OfficerAnswer(
            null,
            asks,
            note.state().equals(FootageNote.LOST)
                ? "The recording was there and is gone. Say what is known of that."
                : "The evidence system does not have it all. Say why.");
  }
}
