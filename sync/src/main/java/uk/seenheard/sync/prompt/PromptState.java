package uk.seenheard.sync.prompt;

import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Stage;
import uk.seenheard.sync.form.Weight;

/**
 * A prompt that applies to an incident, and where it stands.
 *
 * @param prompt its id; a reason in its place is the field {@code reason.ID} of the subject
 * @param finding the finding of the inspections that it answers
 * @param subject the entry it is asked about; empty for the incident
 * @param question the question in plain words, names filled in
 * @param why one sentence that says why it is asked
 * @param asks the field to answer; empty when it asks for an entry to be added
 * @param addsTo the collection of the entry to be added
 * @param with values the added entry has, {@code about} among them
 * @param typed the member of the added entry that takes what the officer types
 * @param rule the id of the rule in the form; differs from {@code prompt} when the rule is asked
 *     apart for several items
 * @param reasons the code list of the reasons that may stand in; empty when none may
 * @param source where the question comes from, in a line
 * @param fault what is wrong with the answer or the reason that was given, in a sentence
 */
public record PromptState(
    String prompt,
    String finding,
    Optional<FieldPath> subject,
    Weight weight,
    String question,
    String why,
    Optional<FieldPath> asks,
    Optional<String> addsTo,
    Status status,
    Json.Obj with,
    Optional<String> typed,
    String rule,
    Stage stage,
    Optional<String> reasons,
    String source,
    Optional<String> fault) {

  /** Whether nobody has answered it yet, nor said why not. */
  public boolean isOpen() {
    return status instanceof Status.Open;
  }

  /** Whether it is answered. */
  public boolean isSettled() {
    return status instanceof Status.Settled;
  }

  /** Whether nothing can be authorised while it stands like this. */
  public boolean blocksAuthorisation() {
    if (weight != Weight.MUST || isSettled()) {
      return false;
    }
    return !(status instanceof Status.Excused excused) || !excused.acceptedBy().isPresent();
  }

  /** The field that takes a reason in place of an answer. */
  public FieldPath reasonField() {
    return subject
        .map(entry -> entry.field("reason." + prompt))
        .orElseGet(() -> new FieldPath("reason." + prompt));
  }
}
