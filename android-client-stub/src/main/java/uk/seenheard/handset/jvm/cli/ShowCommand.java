package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.twin.LikelyTwins;
import uk.seenheard.sync.twin.Likeness;

/** Shows the incident as this handset holds it. */
@Command(name = "show", description = "Shows the incident, contradictions side by side.")
final class ShowCommand extends HandsetAction {
  @Override
  void act(Handset handset, PrintWriter out) {
    View view = handset.view(current(handset));
    Words words = new Words(handset.asked(current(handset)).map(Asked::form));
    Incident incident = view.incident();
    out.println(
        incident.reference().orElse(incident.record().incident())
            + ": "
            + incident.review().state().word()
            + (view.unsent().isEmpty() ? "" : ", " + view.unsent().size() + " unsent"));
    view.fullness().ifPresent(full -> out.println("  " + full));
    for (View.MovedWords moved : view.movedWords()) {
      out.println("  " + said(handset, moved));
    }
    Notes.about(incident, List.of()).forEach(note -> out.println("  " + note));
    if (view.arriving()) {
      out.println(
          "  Not everything of this incident has come yet: sync again before you rely on it.");
    }
    for (Field field : incident.record().fields().values()) {
      if (!field.at().entry().isPresent()) {
        field(out, "  ", words, field, view);
      }
    }
    people(out, view, words, Incident.CHILD);
    people(out, view, words, Incident.ADULT);
    shown(handset, incident.record().incident(), Incident.CHILD);
    shown(handset, incident.record().incident(), Incident.ADULT);
    twins(out, incident);
  }

  private static String said(Handset handset, View.MovedWords moved) {
    String other =
        handset.incidents().contains(moved.incident())
            ? handset
                .view(moved.incident())
                .incident()
                .reference()
                .orElse("incident " + moved.incident())
            : "incident " + moved.incident();
    return (moved.brought()
            ? "Words that were written under " + other + " stand here now. "
            : "Words that were written here belong to " + other + " and stand there now. ")
        + moved.by()
        + " moved them: "
        + moved.reason();
  }

  /** Who may be one and the same: only a person says so, with {@code same-as}. */
  private static void twins(PrintWriter out, Incident incident) {
    for (Likeness like : LikelyTwins.in(incident.record())) {
      String one = like.collection() + '/' + number(incident, like.collection(), like.one());
      String other = like.collection() + '/' + number(incident, like.collection(), like.other());
      out.println(
          "  " + one + " and " + other + " may be the same. " + String.join(" ", like.reasons()));
      out.println("    If they are: same-as " + one + ' ' + other + " WHY");
    }
  }

  private static int number(Incident incident, String collection, FieldPath at) {
    int number = 0;
    for (Entry entry : incident.entries(collection)) {
      number++;
      if (entry.at().equals(at)) {
        return number;
      }
    }
    return number;
  }

  private static void people(PrintWriter out, View view, Words words, String collection) {
    Map<Hash, Noted> notes = Noted.in(view.incident().record());
    int number = 0;
    for (Entry entry : view.incident().entries(collection)) {
      out.println(
          "  " + collection + " " + ++number + (entry.twins().size() > 1 ? " (joined)" : ""));
      Notes.about(view.incident(), entry.twins()).forEach(note -> out.println("    " + note));
      for (Field field : view.incident().record().fields().values()) {
        if (field.at().entry().filter(entry.at()::equals).isPresent()) {
          field(out, "    ", words, field, view);
        }
      }
      for (Entry statement : view.incident().statementsAbout(entry)) {
        for (Entry.Added added : statement.added()) {
          if (added.by().value() instanceof Json.Obj value) {
            out.println(
                "    said: \""
                    + value.text("words").orElse("")
                    + "\""
                    + noted(notes, List.of(added.by())));
          }
        }
      }
    }
  }

  /** From which paper it was entered later, and when it was written there. */
  private static String noted(Map<Hash, Noted> notes, List<Answer> answers) {
    return answers.stream()
        .map(answer -> notes.get(answer.id().change()))
        .filter(Objects::nonNull)
        .map(note -> "  (" + note.said() + ", written " + note.at() + ")")
        .distinct()
        .collect(Collectors.joining());
  }

  private static void field(PrintWriter out, String indent, Words words, Field field, View view) {
    Map<Hash, Noted> notes = Noted.in(view.incident().record());
    for (Json value : field.values()) {
      List<Answer> same =
          field.standing().stream()
              .filter(answer -> answer.value().equals(value))
              .collect(Collectors.toList());
      boolean unsent =
          same.stream().anyMatch(answer -> view.unsent().contains(answer.id().change()));
      String who = same.stream().map(Answer::author).distinct().collect(Collectors.joining(", "));
      out.println(
          indent
              + words.field(field.at())
              + ": "
              + words.answer(field.at(), value)
              + (field.isContradicted() ? "  [CONTRADICTED, says " + who + "]" : "")
              + (!field.isContradicted() && same.size() > 1 ? "  (" + who + ")" : "")
              + noted(notes, same)
              + (unsent ? "  (unsent)" : ""));
      if (!field.isContradicted()) {
        settled(out, indent, field, same);
      }
    }
  }

  /** Who settled it and why, where an answer stands in the place of others. */
  private static void settled(PrintWriter out, String indent, Field field, List<Answer> standing) {
    if (!field.replaced().isEmpty()) {
      standing.forEach(
          answer ->
              answer
                  .reason()
                  .filter(why -> !why.trim().isEmpty())
                  .ifPresent(
                      why -> out.println(indent + "  settled by " + answer.author() + ": " + why)));
    }
  }
}
