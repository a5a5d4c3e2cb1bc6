package uk.seenheard.sync.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Words;

/**
 * What a supervisor's own record has to say: a strategy discussion, a review, an action, the
 * authority for police protection, notes of a return. Half a decision is refused when it is made;
 * afterwards nobody could tell what was meant.
 */
final class RecordedDecisions {
  private static final Set<String> PROTECTED = Set.of("authorised", "refused", "ended");
  private static final int MOST_NOTES = 60;

  private RecordedDecisions() {}

  /** Whether an entry that is added says what it must. */
  static Ruling entry(Operation.AddEntry add, Incident incident) {
    String at = add.at().text();
    Json.Obj value = add.value();
    String collection = at.substring(0, Math.max(0, at.indexOf('/')));
    return switch (collection) {
      case "discussion" -> discussion(value, incident);
      case "review" ->
          first(
              about(value, incident),
              moment(value, "at", "Say when the review was."),
              words(value, "decision", "Say what was decided at the review."));
      case "action" ->
          first(
              words(value, "what", "Say what is to be done."),
              words(value, "owner", "Say who does it."),
              moment(value, "due", "Say by when it is to be done."));
      default -> new Ruling.Allowed();
    };
  }

  /** Whether an answer says that an action is done. */
  static boolean finishes(Operation.SetField set) {
    String at = set.at().text();
    return at.startsWith("action/") && at.endsWith("/doneAt");
  }

  private static Ruling discussion(Json.Obj value, Incident incident) {
    String held = value.text("held").orElse("");
    if (held.equals("no")) {
      return first(
          about(value, incident),
          words(value, "why", "Say why no strategy discussion was held for this child."));
    }
    if (!held.equals("yes")) {
      return malformed("value.held", "Say whether the discussion was held: yes or no.");
    }
    return first(
        about(value, incident),
        moment(value, "at", "Say when the discussion was."),
        words(value, "who", "Say who took part."),
        words(value, "decisions", "Say what was decided."));
  }

  private static Ruling about(Json.Obj value, Incident incident) {
    boolean child = value.text("about").filter(path -> isChild(path, incident)).isPresent();
    return child
        ? new Ruling.Allowed()
        : malformed("value.about", "Name the child of this incident whom it is about.");
  }

  private static boolean isChild(String path, Incident incident) {
    if (FieldPath.fault(path).isPresent()) {
      return false;
    }
    FieldPath at = new FieldPath(path);
    for (Entry child : incident.children()) {
      if (child.twins().contains(at) || child.at().equals(at)) {
        return true;
      }
    }
    return false;
  }

  /** Police protection: an inspector's to authorise, to refuse and to end, with grounds. */
  static Ruling protection(Operation.Act act, Incident incident) {
    if (!act.about().filter(about -> isChild(about.text(), incident)).isPresent()) {
      return malformed("about", "Name the child of this incident whom it is about.");
    }
    if (!act.with().text("decision").filter(PROTECTED::contains).isPresent()) {
      return malformed("with.decision", "Say what is decided: authorised, refused or ended.");
    }
    boolean moment =
        !act.with().get("at").isPresent()
            || act.with().text("at").filter(at -> Days.moment(at).isPresent()).isPresent();
    return moment
        ? words(act.with(), "grounds", "Say on what grounds.", "with.")
        : malformed(
            "with.at", "Say when: a moment with its offset, such as 2026-11-25T02:30+00:00.");
  }

  /** The notes of a return: at least one, each with words, pinned to what is there. */
  static Ruling notes(Operation.Act act, Incident incident) {
    Json.Obj with = act.with();
    Optional<String> whole = with.text("note");
    List<Json> pinned = with.items("notes");
    if (pinned.isEmpty() && !whole.filter(Words::says).isPresent()) {
      return malformed("with.note", "Tell the officers what is to be done: write a note.");
    }
    if (whole.isPresent() && whole.get().length() > Limits.REASON_CHARS) {
      return tooLong("with.note");
    }
    if (pinned.size() > MOST_NOTES) {
      return malformed("with.notes", "Write at most " + MOST_NOTES + " notes in one return.");
    }
    for (int i = 0; i < pinned.size(); i++) {
      String where = "with.notes[" + i + "]";
      if (!(pinned.get(i) instanceof Json.Obj note)) {
        return malformed(where, "A note has words, and what it is about.");
      }
      Ruling ruling = note(note, where, incident);
      if (ruling instanceof Ruling.Refused) {
        return ruling;
      }
    }
    return new Ruling.Allowed();
  }

  private static Ruling note(Json.Obj note, String where, Incident incident) {
    return note(note, note.text("about"), where + '.', where + ".about", incident);
  }

  /** A nudge: words to the officers, about what is late, for an entry that is there or for all. */
  static Ruling nudge(Operation.Act act, Incident incident) {
    return note(act.with(), act.about().map(FieldPath::text), "with.", "about", incident);
  }

  private static Ruling note(
      Json.Obj note, Optional<String> about, String where, String whereAbout, Incident incident) {
    String words = note.text("words").orElse("");
    if (!Words.says(words)) {
      return malformed(where + "words", "Tell the officers what is to be done: write a note.");
    }
    if (words.length() > Limits.REASON_CHARS) {
      return tooLong(where + "words");
    }
    boolean there =
        !about.isPresent()
            || (!FieldPath.fault(about.get()).isPresent()
                && incident.record().entry(new FieldPath(about.get())).isPresent());
    if (!there) {
      return malformed(whereAbout, "There is no such entry in this incident.");
    }
    if (note.text("prompt").orElse("").length() > Limits.ID_CHARS) {
      return malformed(where + "prompt", "That is no prompt's id.");
    }
    return new Ruling.Allowed();
  }

  private static Ruling words(Json.Obj in, String member, String sentence) {
    return words(in, member, sentence, "value.");
  }

  private static Ruling words(Json.Obj in, String member, String sentence, String where) {
    String words = in.text(member).orElse("");
    if (!Words.says(words)) {
      return malformed(where + member, sentence);
    }
    return words.length() > Limits.REASON_CHARS ? tooLong(where + member) : new Ruling.Allowed();
  }

  private static Ruling moment(Json.Obj in, String member, String sentence) {
    return in.text(member).filter(text -> Days.moment(text).isPresent()).isPresent()
        ? new Ruling.Allowed()
        : malformed(
            "value." + member, sentence + " A moment with its offset: 2026-11-25T02:30+00:00.");
  }

  private static Ruling tooLong(String field) {
    return malformed(
        field,
        "Keep it to "
            + Limits.REASON_CHARS
            + " characters; put what is longer where it belongs in the record.");
  }

  private static Ruling first(Ruling... rulings) {
    for (Ruling ruling : rulings) {
      if (ruling instanceof Ruling.Refused) {
        return ruling;
      }
    }
    return new Ruling.Allowed();
  }

  private static Ruling malformed(String field, String sentence) {
    return new Ruling.Refused(Ruling.Kind.MALFORMED, field, sentence, List.of());
  }
}
