package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * The review of an incident as its acts tell it.
 *
 * <p>Submissions, returns and authorisations name in {@code over} those of them that their author
 * was looking at, just as answers do, so that no clock decides: a submission that no decision names
 * is waiting. An authorisation vouches for the {@code captured} digest it names and lapses, without
 * being lost, when the record's is another.
 *
 * @param state where the incident stands
 * @param standing the submissions and decisions that no later one names
 * @param authorisations every authorisation there ever was, in display order
 * @param nudges the nudges after which nobody handed it in, returned or authorised it; like those
 *     they name in {@code over} what stood when they were made
 */
public record Review(
    ReviewState state,
    List<RecordedAct> standing,
    List<RecordedAct> authorisations,
    List<RecordedAct> nudges) {
  /** The act by which an officer hands an incident in. */
  public static final String SUBMIT = Act.SUBMIT.word();

  /** The act by which a supervisor hands it back. */
  public static final String RETURN = Act.RETURN.word();

  /** The act by which a supervisor lets it go out. */
  public static final String AUTHORISE = Act.AUTHORISE.word();

  private static final Set<String> STEPS = Set.of(SUBMIT, RETURN, AUTHORISE);

  /** Copies the lists. */
  public Review {
    standing = List.copyOf(standing);
    authorisations = List.copyOf(authorisations);
    nudges = List.copyOf(nudges);
  }

  /** The review of a record. */
  public static Review of(IncidentRecord record) {
    Set<OperationId> named = new HashSet<>();
    List<RecordedAct> steps = new ArrayList<>();
    List<RecordedAct> authorisations = new ArrayList<>();
    List<RecordedAct> nudges = new ArrayList<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.NUDGE.is(deed.act())) {
        nudges.add(deed);
      }
      if (STEPS.contains(deed.act())) {
        steps.add(deed);
        named.addAll(deed.over());
        if (deed.act().equals(AUTHORISE)) {
          authorisations.add(deed);
        }
      }
    }
    List<RecordedAct> standing = new ArrayList<>();
    for (RecordedAct step : steps) {
      if (!named.contains(step.id())) {
        standing.add(step);
      }
    }
    nudges.removeIf(nudge -> isFollowed(nudge, steps, named));
    return new Review(state(record, standing, authorisations), standing, authorisations, nudges);
  }

  /** Whether what a nudge looked at has gone on: a later step names it, or it has begun. */
  private static boolean isFollowed(
      RecordedAct nudge, List<RecordedAct> steps, Set<OperationId> named) {
    return nudge.over().isEmpty()
        ? !steps.isEmpty()
        : nudge.over().stream().anyMatch(named::contains);
  }

  private static ReviewState state(
      IncidentRecord record, List<RecordedAct> standing, List<RecordedAct> authorisations) {
    if (has(standing, SUBMIT)) {
      return authorisations.isEmpty() ? ReviewState.SUBMITTED : ReviewState.CHANGED;
    }
    if (has(standing, RETURN)) {
      return ReviewState.RETURNED;
    }
    if (standing.isEmpty()) {
      return ReviewState.RECORDING;
    }
    String captured = record.captured().hex();
    boolean current =
        standing.stream()
            .anyMatch(step -> step.with().text("captured").equals(Optional.of(captured)));
    return current ? ReviewState.AUTHORISED : ReviewState.CHANGED;
  }

  /** What the returns and the nudges that stand want done, each pinned to where it belongs. */
  public List<ReturnNote> notes() {
    List<ReturnNote> notes = new ArrayList<>();
    for (RecordedAct returned : returns()) {
      notes.addAll(ReturnNote.of(returned));
    }
    for (RecordedAct nudge : nudges) {
      ReturnNote.ofNudge(nudge).ifPresent(notes::add);
    }
    return notes;
  }

  /** The same of one act: a return, or a nudge. */
  public static List<ReturnNote> notesOf(RecordedAct act) {
    return Act.NUDGE.is(act.act())
        ? ReturnNote.ofNudge(act).map(List::of).orElse(List.of())
        : ReturnNote.of(act);
  }

  private static boolean has(List<RecordedAct> steps, String act) {
    return steps.stream().anyMatch(step -> step.act().equals(act));
  }

  /** The names that the next submission or decision puts into {@code over}. */
  public List<OperationId> over() {
    List<OperationId> over = new ArrayList<>();
    for (RecordedAct step : standing) {
      over.add(step.id());
    }
    return over;
  }

  /** The notes of the returns that stand. */
  public List<RecordedAct> returns() {
    List<RecordedAct> returns = new ArrayList<>();
    for (RecordedAct step : standing) {
      if (step.act().equals(RETURN)) {
        returns.add(step);
      }
    }
    return returns;
  }
}
