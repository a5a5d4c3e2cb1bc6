package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.DecidedFields;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Whether an incident may be authorised as it stands.
 *
 * <p>It waits for a decision; nobody authorises what they submitted or observed themselves, nor
 * what is left where they crossed out, joined or moved away ({@link OwnWork}); every <em>must</em>
 * is settled or its reason accepted; no contradiction is open; and what makes entries disappear
 * from sight (joins, what undid one, strikes, what moved words to another incident) was read by who
 * authorises.
 */
public final class Authorising {
  private static final Set<String> OBSERVED = Set.of(Incident.CHILD, Incident.ADULT);

  private static final FieldPath FORM = new FieldPath("form");

  private Authorising() {}

  static Ruling judge(Operation.Act act, Reviewer by, Incident incident, List<Obstacle> obstacles) {
    if (!incident.review().state().waits()) {
      return refused(
          Ruling.Kind.NOT_NOW,
          "act",
          "This incident does not wait for a decision: it is "
              + incident.review().state().word()
              + '.');
    }
    Optional<String> barred = barred(incident, by.person());
    if (barred.isPresent()) {
      return refused(Ruling.Kind.FORBIDDEN, "act", barred.get());
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
    return read(act, incident.record());
  }

  /**
   * Why somebody does not authorise this incident, whatever else is in the way, and who does: in
   * words to that person; empty where it is theirs to authorise.
   */
  public static Optional<String> barred(Incident incident, String person) {
    IncidentRecord record = incident.record();
    for (RecordedAct step : incident.review().standing()) {
      if (step.act().equals(Review.SUBMIT) && step.author().equals(person)) {
        return Optional.of("You submitted this yourself: somebody else has to authorise it.");
      }
    }
    if (movedAway(record, person)) {
      return Optional.of(
          "You moved words from here to another incident: somebody else has to authorise what is"
              + " left.");
    }
    OwnWork own = new OwnWork(record, person);
    if (own.crossedOut()) {
      return Optional.of(
          "You crossed out a child, an adult or somebody's words here: another supervisor or an"
              + " inspector has to authorise what is left.");
    }
    if (own.joined()) {
      return Optional.of(
          "You joined or separated entries here: another supervisor or an inspector has to"
              + " authorise what became of them.");
    }
    if (own.told()) {
      return Optional.of(
          "It is by your word that somebody outside was told of a notice: another supervisor or an"
              + " inspector has to authorise that.");
    }
    if (observed(record, person)) {
      return Optional.of(
          "What stands here of a child, an adult or their words is partly your own: somebody else"
              + " has to authorise it.");
    }
    return Optional.empty();
  }

  private static boolean movedAway(IncidentRecord record, String person) {
    return record.deeds().stream()
        .anyMatch(deed -> Act.MISPLACED.is(deed.act()) && deed.author().equals(person));
  }

  private static Ruling read(Operation.Act act, IncidentRecord record) {
    for (RecordedAct join : joins(record)) {
      if (!join.with().text("reason").filter(text -> !text.trim().isEmpty()).isPresent()) {
        return refused(
            Ruling.Kind.NOT_NOW,
            "act",
            "Two entries were said to be one without a reason. Undo that, then say why they are.");
      }
    }
    Set<String> named = new HashSet<>();
    for (Json one : act.with().items("read")) {
      if (one instanceof Json.Text text) {
        named.add(text.value());
      }
    }
    int unread = 0;
    for (OperationId id : toRead(record)) {
      unread += named.contains(id.toString()) ? 0 : 1;
    }
    return unread == 0
        ? new Ruling.Allowed()
        : refused(
            Ruling.Kind.NOT_NOW,
            "with.read",
            "Read first why entries were joined, separated or crossed out, words were moved away,"
                + " or another form was chosen, and name what you read: "
                + unread
                + " are not read yet.");
  }

  /**
   * What has to be read before the next authorisation: joins that stand, what undid one, strikes,
   * what moved words away, and a choice of form by which what another asks is asked no more, in the
   * order of their ids, but what an authorisation before has named.
   */
  public static List<OperationId> toRead(IncidentRecord record) {
    Set<OperationId> unread = new java.util.TreeSet<>();
    joins(record).forEach(join -> unread.add(join.id()));
    for (RecordedAct deed : record.deeds()) {
      if (Act.SEPARATE.is(deed.act()) || Act.MISPLACED.is(deed.act())) {
        unread.add(deed.id());
      }
    }
    for (Entry entry : record.entries().values()) {
      entry.strikes().forEach(strike -> unread.add(strike.by().id()));
    }
    if (leavesALensOut(record)) {
      record.field(FORM).ifPresent(field -> unread.addAll(field.over()));
    }
    for (RecordedAct deed : record.deeds()) {
      if (Act.AUTHORISE.is(deed.act())) {
        for (Json one : deed.with().items("read")) {
          if (one instanceof Json.Text text) {
            OperationId.parse(text.value()).ifPresent(unread::remove);
          }
        }
      }
    }
    return new ArrayList<>(unread);
  }

  /** Whether somebody chose a form so that what another one asks is asked no more. */
  private static boolean leavesALensOut(IncidentRecord record) {
    Set<String> chosen = new HashSet<>();
    record
        .field(FORM)
        .ifPresent(
            field ->
                field
                    .standing()
                    .forEach(
                        one -> {
                          if (one.value() instanceof Json.Text text) {
                            chosen.add(text.value());
                          }
                        }));
    return !chosen.isEmpty()
        && record.lenses().stream().anyMatch(lens -> !chosen.contains(lens.id()));
  }

  /** The joins that nobody undid. */
  private static List<RecordedAct> joins(IncidentRecord record) {
    Set<OperationId> undone = new HashSet<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.SEPARATE.is(deed.act())) {
        undone.addAll(deed.over());
      }
    }
    List<RecordedAct> joins = new ArrayList<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.SAME_AS.is(deed.act()) && !undone.contains(deed.id())) {
        joins.add(deed);
      }
    }
    return joins;
  }

  /**
   * Whether somebody is author of what stands of a child or an adult, or of any statement. Choosing
   * one of the answers that others gave is no observation, nor are the fields that decisions set.
   */
  static boolean observed(IncidentRecord record, String person) {
    for (Entry entry : record.entries().values()) {
      boolean theirs =
          OBSERVED.contains(root(entry.at())) || root(entry.at()).equals(Incident.STATEMENT);
      if (!entry.struck()
          && theirs
          && entry.added().stream().anyMatch(added -> added.by().author().equals(person))) {
        return true;
      }
    }
    for (Field field : record.fields().values()) {
      if (isObservation(field, record)) {
        for (Answer answer : field.standing()) {
          if (answer.author().equals(person) && !chosen(answer, field)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isObservation(Field field, IncidentRecord record) {
    String root = root(field.at());
    Optional<FieldPath> entry = field.at().entry();
    return (OBSERVED.contains(root) || root.equals(Incident.STATEMENT))
        && entry.isPresent()
        && !DecidedFields.NAMES.contains(field.at().name())
        && !entry.flatMap(record::entry).filter(Entry::struck).isPresent();
  }

  /** Whether an answer says what somebody else said in that field. */
  static boolean chosen(Answer answer, Field field) {
    List<Answer> others = new ArrayList<>(field.standing());
    others.addAll(field.replaced());
    return others.stream()
        .anyMatch(
            other ->
                !other.author().equals(answer.author()) && other.value().equals(answer.value()));
  }

  private static String root(FieldPath at) {
    int slash = at.text().indexOf('/');
    return slash < 0 ? "" : at.text().substring(0, slash);
  }

  private static Ruling refused(Ruling.Kind kind, String field, String sentence) {
    return new Ruling.Refused(kind, field, sentence, List.of());
  }
}
