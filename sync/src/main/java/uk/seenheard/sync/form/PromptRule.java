package uk.seenheard.sync.form;

import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.JsonLogic;

/**
 * One thing that a form asks.
 *
 * @param id its id, which is never used again for another question
 * @param finding the finding of the inspections that it answers, {@code F4}
 * @param each whom it is asked about: {@code incident}, each entry of a collection, or {@code
 *     officer}: each officer who attended
 * @param per asked apart for each entry of a collection, or for each code that a CODES field of the
 *     subject holds; the prompt's id then ends in {@code .ID} or {@code .CODE}
 * @param stage when it is asked
 * @param order its place in the stage
 * @param when the condition under which it applies; empty means always
 * @param settles what settles it beyond an answer: see {@code sync/FORMS.md}
 * @param question the question in plain words
 * @param why one sentence that says why it is asked
 * @param asks the field that answers it
 * @param addsTo the collection whose entry answers it
 * @param with values the added entry has
 * @param typed the member of the added entry that takes what the officer types, so that one typed
 *     text adds the entry
 * @param reasons the code list of reasons that may stand in for an answer; without it none may
 * @param source where the question comes from: findings, statutes with sections, guidance, in a
 *     line
 */
public record PromptRule(
    String id,
    String finding,
    String each,
    Optional<Per> per,
    Stage stage,
    int order,
    Weight weight,
    Optional<JsonLogic> when,
    Optional<JsonLogic> settles,
    Wording question,
    String why,
    Optional<String> asks,
    Optional<String> addsTo,
    Json.Obj with,
    Optional<String> typed,
    Optional<String> reasons,
    String source) {

  /** The subject of a prompt that is asked about the incident itself. */
  public static final String INCIDENT = "incident";

  /**
   * The subject of a prompt that is asked apart for each officer who attended, and that an entry
   * answers which that officer added: nobody answers it for a colleague.
   */
  public static final String OFFICER = "officer";

  /**
   * What a prompt is asked apart for.
   *
   * @param entries whether for the entries of a collection; else for the codes of a field
   * @param name the collection, or the field
   * @param whose whether only for those entries that are about the same as the subject is: of a
   *     notice, the statements of the child that it is about
   */
  public record Per(boolean entries, String name, boolean whose) {}
}
