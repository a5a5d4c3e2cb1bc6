package uk.seenheard.sync.review;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Who;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Words;

/**
 * What a supervisor may decide, and what stands in the way.
 *
 * <p>An authorisation stands alone in its decision ({@link Authorising}). A settlement looks at all
 * that stands and says why; joining and separating entries say why too. A child's words come from
 * handsets only.
 */
public final class ReviewRules {
  private static final Ruling WORDS =
      refused(
          Ruling.Kind.FORBIDDEN,
          "ops",
          "A child's words are recorded on a handset, by whoever heard them.");

  private ReviewRules() {}

  /**
   * Rules on a decision: on each of its operations, and on the whole.
   *
   * @param obstacles the <em>must</em> prompts of the incident that are open or unaccepted
   */
  public static Ruling judge(
      List<Operation> ops, Reviewer by, Incident incident, List<Obstacle> obstacles) {
    if (!by.supervises()) {
      return refused(
          Ruling.Kind.FORBIDDEN, "ops", "Only a supervisor or an inspector decides here.");
    }
    Ruling whole = WholeDecision.judge(ops, incident);
    if (whole instanceof Ruling.Refused) {
      return whole;
    }
    for (Operation op : ops) {
      Ruling ruling = judge(op, by, incident, obstacles);
      if (ruling instanceof Ruling.Refused) {
        return ruling;
      }
    }
    return new Ruling.Allowed();
  }

  private static Ruling judge(
      Operation op, Reviewer by, Incident incident, List<Obstacle> obstacles) {
    if (op instanceof Operation.SetField set) {
      return words(set, incident) ? WORDS : settle(set, by, incident);
    } else if (op instanceof Operation.StrikeEntry strike) {
      return strike(strike, incident);
    } else if (op instanceof Operation.Act act) {
      return act(act, by, incident, obstacles);
    } else if (op instanceof Operation.AddEntry add) {
      return isWords(add.at()) ? WORDS : RecordedDecisions.entry(add, incident);
    }
    return refused(Ruling.Kind.MALFORMED, "ops", "This operation is not known here.");
  }

  /** Whether an answer writes into somebody's words what nobody who heard them wrote. */
  private static boolean words(Operation.SetField set, Incident incident) {
    return isWords(set.at())
        && !incident
            .record()
            .field(set.at())
            .filter(field -> field.values().contains(set.value()))
            .isPresent();
  }

  private static boolean isWords(FieldPath at) {
    return at.text().startsWith(Incident.STATEMENT + '/')
        || at.text().contains('/' + Incident.STATEMENT + '/');
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
    Optional<Act> known = Act.of(act.act()).filter(one -> one.isDoneAt(Act.Place.DECISIONS));
    if (!known.isPresent()) {
      return refused(Ruling.Kind.MALFORMED, "act", Elsewhere.says(act.act()));
    }
    if (known.get().who() == Who.INSPECTOR && !by.inspector()) {
      return refused(
          Ruling.Kind.FORBIDDEN,
          "act",
          "Only an inspector decides about this. Ask the duty inspector.");
    }
    return switch (known.get()) {
      case RETURN -> returning(act, incident);
      case NUDGE -> RecordedDecisions.nudge(act, incident);
      case AUTHORISE -> Authorising.judge(act, by, incident, obstacles);
      case ACCEPT_REASON, REFUSE_REASON -> reason(act, by, incident);
      case SAME_AS -> join(act, incident);
      case SEPARATE -> separate(act, incident);
      case ASSIGN, SHARE, UNSHARE ->
          needs(
              act.with().text("person").isPresent() != act.with().text("team").isPresent(),
              "with",
              "Name one person or one team.");
      case RELEASE, DISMISS ->
          needs(
              act.with().text("change").isPresent() && has(act.with(), "reason"),
              "with",
              "Name the change that is in quarantine, and say why.");
      case PROTECTION -> RecordedDecisions.protection(act, incident);
      case ACKNOWLEDGE -> needs(has(act.with(), "what"), "with.what", "Name what is seen.");
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

  private static Ruling notWaiting(Incident incident) {
    return refused(
        Ruling.Kind.NOT_NOW,
        "act",
        "This incident does not wait for a decision: it is "
            + incident.review().state().word()
            + '.');
  }

  private static Ruling reason(Operation.Act act, Reviewer by, Incident incident) {
    Optional<String> prompt = act.with().text("prompt");
    if (prompt.equals(Optional.of(Incident.CAMERA + '.' + by.person()))) {
      return refused(
          Ruling.Kind.FORBIDDEN,
          "act",
          "This is why your own camera was not on: another supervisor has to decide about it.");
    }
    Optional<OperationId> decided = act.with().text("op").flatMap(OperationId::parse);
    if (!prompt.isPresent() || !decided.isPresent()) {
      return refused(
          Ruling.Kind.MALFORMED, "with", "Name the prompt, and the reason that is decided on.");
    }
    String name = "reason." + prompt.get();
    String path = act.about().map(about -> about.text() + '/' + name).orElse(name);
    boolean stands =
        !FieldPath.fault(path).isPresent()
            && (prompt.get().equals(Incident.STRUCK)
                ? act.about().filter(about -> isStrike(about, decided.get(), incident)).isPresent()
                : stands(path, decided.get(), incident)
                    || isReplacement(act.about(), prompt.get(), decided.get(), incident));
    if (stands
        && Act.ACCEPT_REASON.is(act.act())
        && GivenReason.author(incident.record(), act.about(), prompt.get(), decided.get())
            .equals(Optional.of(by.person()))) {
      return refused(
          Ruling.Kind.FORBIDDEN,
          "act",
          "You gave this reason yourself: another supervisor or an inspector has to accept it.");
    }
    return needs(stands, "with.op", "That reason does not stand any more. Look again.");
  }

  private static boolean stands(String path, OperationId op, Incident incident) {
    return !FieldPath.fault(path).isPresent()
        && incident
            .record()
            .field(new FieldPath(path))
            .filter(field -> field.over().contains(op))
            .isPresent();
  }

  /** Whether an operation is the answer that stands in place of a graver one, and says why. */
  private static boolean isReplacement(
      Optional<FieldPath> about, String prompt, OperationId op, Incident incident) {
    if (!prompt.startsWith(Incident.TAKEN_BACK)) {
      return false;
    }
    String name = prompt.substring(Incident.TAKEN_BACK.length());
    String path = about.map(at -> at.text() + '/' + name).orElse(name);
    return stands(path, op, incident)
        && incident
            .record()
            .field(new FieldPath(path))
            .map(Field::standing)
            .orElse(List.of())
            .stream()
            .filter(answer -> answer.id().equals(op))
            .anyMatch(answer -> answer.reason().filter(Words::says).isPresent());
  }

  /** Whether an operation is the last that crossed out an entry which is crossed out. */
  private static boolean isStrike(FieldPath about, OperationId op, Incident incident) {
    return incident
        .record()
        .entry(about)
        .filter(Entry::struck)
        .map(Entry::strikes)
        .filter(strikes -> !strikes.isEmpty())
        .filter(strikes -> strikes.get(strikes.size() - 1).by().id().equals(op))
        .isPresent();
  }

  private static Ruling join(Operation.Act act, Incident incident) {
    boolean both =
        act.about().flatMap(incident.record()::entry).isPresent()
            && act.with()
                .text("entry")
                .filter(text -> !FieldPath.fault(text).isPresent())
                .flatMap(text -> incident.record().entry(new FieldPath(text)))
                .isPresent();
    if (!both) {
      return needs(false, "with.entry", "Name two entries of this incident that are the same.");
    }
    return needs(has(act.with(), "reason"), "with.reason", "Say why the two are one.");
  }

  private static Ruling separate(Operation.Act act, Incident incident) {
    Set<OperationId> joins = new HashSet<>();
    for (RecordedAct deed : incident.record().deeds()) {
      if (Act.SAME_AS.is(deed.act())) {
        joins.add(deed.id());
      }
    }
    if (act.over().isEmpty() || !joins.containsAll(act.over())) {
      return needs(false, "over", "Name the joins of this incident that are to be undone.");
    }
    return needs(has(act.with(), "reason"), "with.reason", "Say why they are not one after all.");
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
