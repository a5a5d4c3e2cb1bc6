package uk.seenheard.sync.review;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Deed;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Words;

/**
 * What a supervisor may decide, and what stands in the way.
 *
 * <p>An authorisation waits until every <em>must</em> is settled or its reason accepted, no
 * contradiction is open and nobody else's decision is missing; nobody authorises their own
 * submission. A settlement looks at all that stands and says why.
 */
public final class ReviewRules {
  private ReviewRules() {}

  /**
   * Rules on one operation of a decision.
   *
   * @param obstacles the <em>must</em> prompts of the incident that are open or unaccepted
   */
  public static Ruling judge(
      Operation op, Reviewer by, Incident incident, List<Obstacle> obstacles) {
    if (!by.supervises()) {
      return refused(
          Ruling.Kind.FORBIDDEN, "ops", "Only a supervisor or an inspector decides here.");
    }
    if (op instanceof Operation.SetField set) {
      return settle(set, by, incident);
    } else if (op instanceof Operation.StrikeEntry strike) {
      return strike(strike, incident);
    } else if (op instanceof Operation.Act act) {
      return act(act, by, incident, obstacles);
    } else if (op instanceof Operation.AddEntry add) {
      return RecordedDecisions.entry(add, incident);
    }
    return refused(Ruling.Kind.MALFORMED, "ops", "This operation is not known here.");
  }

  private static Ruling settle(Operation.SetField set, Reviewer by, Incident incident) {
    Optional<Field> field = incident.record().field(set.at());
    if (set.at().equals(IncidentForms.FIELD)
        && !(set.value() instanceof Json.Text form && Words.says(form.value()))) {
      return refused(Ruling.Kind.MALFORMED, "value", "Name the form by its id.");
    }
    if (set.at().equals(IncidentForms.FIELD) && !set.reason().filter(Words::says).isPresent()) {
      return refused(Ruling.Kind.MALFORMED, "reason", "Say why it is this form.");
    }
    if (RecordedDecisions.finishes(set) && !set.reason().filter(Words::says).isPresent()) {
      return refused(
          Ruling.Kind.MALFORMED, "reason", "Say in a few words what was done about this action.");
    }
    if (!field.isPresent()) {
      return new Ruling.Allowed();
    }
    Set<OperationId> standing = new HashSet<>(field.get().over());
    if (!new HashSet<>(set.over()).containsAll(standing)) {
      return refused(
          Ruling.Kind.NOT_NOW,
          "over",
          "Other answers stand in this field than the ones decided on. Look again.");
    }
    boolean ofOthers =
        field.get().standing().stream()
            .map(Answer::author)
            .anyMatch(author -> !author.equals(by.person()));
    if (ofOthers && !set.reason().filter(Words::says).isPresent()) {
      return refused(
          Ruling.Kind.MALFORMED, "reason", "Say why this answer stands instead of the officers'.");
    }
    return new Ruling.Allowed();
  }

  private static Ruling strike(Operation.StrikeEntry strike, Incident incident) {
    if (!Words.says(strike.reason())) {
      return refused(Ruling.Kind.MALFORMED, "reason", "Say why this is crossed out.");
    }
    return incident.record().entry(strike.at()).isPresent()
        ? new Ruling.Allowed()
        : refused(Ruling.Kind.NOT_NOW, "at", "There is no such entry in this incident.");
  }

  private static Ruling act(
      Operation.Act act, Reviewer by, Incident incident, List<Obstacle> obstacles) {
    return switch (act.act()) {
      case Review.RETURN -> returning(act, incident);
      case Review.AUTHORISE -> authorise(by, incident, obstacles);
      case "accept-reason", "refuse-reason" -> reason(act, incident);
      case "same-as" -> join(act, incident);
      case "separate" -> separate(act, incident);
      case "assign", "share", "unshare" ->
          needs(
              act.with().text("person").isPresent() != act.with().text("team").isPresent(),
              "with",
              "Name one person or one team.");
      case "release", "dismiss" ->
          needs(
              act.with().text("change").isPresent() && has(act.with(), "reason"),
              "with",
              "Name the change that is in quarantine, and say why.");
      case RecordedDecisions.PROTECTION -> RecordedDecisions.protection(act, by, incident);
      case "acknowledge" -> needs(has(act.with(), "what"), "with.what", "Name what is seen.");
      default -> refused(Ruling.Kind.MALFORMED, "act", "This decision is not known here.");
    };
  }

  private static Ruling returning(Operation.Act act, Incident incident) {
    Ruling notes = RecordedDecisions.notes(act, incident);
    if (notes instanceof Ruling.Refused) {
      return notes;
    }
    return incident.review().state().waits() ? new Ruling.Allowed() : notWaiting(incident);
  }

  private static Ruling authorise(Reviewer by, Incident incident, List<Obstacle> obstacles) {
    if (!incident.review().state().waits()) {
      return notWaiting(incident);
    }
    for (Deed step : incident.review().standing()) {
      if (step.act().equals(Review.SUBMIT) && step.author().equals(by.person())) {
        return refused(
            Ruling.Kind.FORBIDDEN,
            "act",
            "You submitted this yourself: somebody else has to authorise it.");
      }
    }
    int contradictions = incident.contradictions().size();
    if (!obstacles.isEmpty() || contradictions > 0) {
      return new Ruling.Refused(
          Ruling.Kind.NOT_NOW,
          "act",
          "Not yet: "
              + obstacles.size()
              + " required questions are open or wait for you to accept a reason, and "
              + contradictions
              + " contradictions are to be settled.",
          obstacles);
    }
    return new Ruling.Allowed();
  }

  private static Ruling notWaiting(Incident incident) {
    return refused(
        Ruling.Kind.NOT_NOW,
        "act",
        "This incident does not wait for a decision: it is "
            + incident.review().state().word()
            + '.');
  }

  private static Ruling reason(Operation.Act act, Incident incident) {
    Optional<String> prompt = act.with().text("prompt");
    Optional<OperationId> decided = act.with().text("op").flatMap(OperationId::parse);
    if (!prompt.isPresent() || !decided.isPresent()) {
      return refused(
          Ruling.Kind.MALFORMED, "with", "Name the prompt, and the reason that is decided on.");
    }
    String name = "reason." + prompt.get();
    String path = act.about().map(about -> about.text() + '/' + name).orElse(name);
    boolean stands =
        !FieldPath.fault(path).isPresent()
            && incident
                .record()
                .field(new FieldPath(path))
                .filter(field -> field.over().contains(decided.get()))
                .isPresent();
    return needs(stands, "with.op", "That reason does not stand any more. Look again.");
  }

  private static Ruling join(Operation.Act act, Incident incident) {
    boolean both =
        act.about().flatMap(incident.record()::entry).isPresent()
            && act.with()
                .text("entry")
                .filter(text -> !FieldPath.fault(text).isPresent())
                .flatMap(text -> incident.record().entry(new FieldPath(text)))
                .isPresent();
    return needs(both, "with.entry", "Name two entries of this incident that are the same.");
  }

  private static Ruling separate(Operation.Act act, Incident incident) {
    Set<OperationId> joins = new HashSet<>();
    for (Deed deed : incident.record().deeds()) {
      if (deed.act().equals("same-as")) {
        joins.add(deed.id());
      }
    }
    return needs(
        !act.over().isEmpty() && joins.containsAll(act.over()),
        "over",
        "Name the joins of this incident that are to be undone.");
  }

  private static boolean has(Json.Obj with, String member) {
    return with.text(member).filter(Words::says).isPresent();
  }

  private static Ruling needs(boolean met, String field, String sentence) {
    return met ? new Ruling.Allowed() : refused(Ruling.Kind.MALFORMED, field, sentence);
  }

  private static Ruling refused(Ruling.Kind kind, String field, String sentence) {
    return new Ruling.Refused(kind, field, sentence, List.of());
  }
}
