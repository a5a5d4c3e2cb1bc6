package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.prompt.PromptState;

/** What supervisors want done, said where it belongs and by whom. */
final class Notes {
  private Notes() {}

  /** Those that are pinned to a question. */
  static List<String> at(Incident incident, PromptState prompt) {
    List<String> said = new ArrayList<>();
    for (RecordedAct act : acts(incident)) {
      for (ReturnNote note : Review.notesOf(act)) {
        if (note.isPinnedTo(prompt.prompt(), prompt.subject())) {
          said.add(said(act, note));
        }
      }
    }
    return said;
  }

  /** Those about an entry, or with no name of one those about the incident. */
  static List<String> about(Incident incident, Collection<FieldPath> entry) {
    List<String> said = new ArrayList<>();
    for (RecordedAct act : acts(incident)) {
      for (ReturnNote note : Review.notesOf(act)) {
        Optional<FieldPath> about = note.about();
        if (about.isPresent() ? entry.contains(about.get()) : entry.isEmpty()) {
          said.add(said(act, note));
        }
      }
    }
    return said;
  }

  private static List<RecordedAct> acts(Incident incident) {
    List<RecordedAct> acts = new ArrayList<>(incident.review().returns());
    acts.addAll(incident.review().nudges());
    return acts;
  }

  private static String said(RecordedAct act, ReturnNote note) {
    return (note.nudges() ? "overdue, says " : "returned by ") + act.author() + ": " + note.words();
  }
}
