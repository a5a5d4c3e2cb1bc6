package uk.seenheard.sync.form;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.JsonLogic;

/**
 * A duty with a clock: something that is to be done by a moment that the incident, or what is known
 * beside it, gives.
 *
 * @param id its id, which is never used again for another duty
 * @param each whom it concerns: {@code incident}, or each entry of a collection
 * @param when the condition under which it applies; empty means always
 * @param from paths of the moment from which it counts; the first that is given counts
 * @param earliest the path of the moment before which nothing can have done it; empty means the
 *     first of {@code from}
 * @param within minutes from that moment to the deadline, as a rule
 * @param every minutes from each time it was done to the next deadline, as a rule
 * @param keeps whether a time that came late leaves those that follow where they were
 * @param moved what moves the deadline of a duty that falls due once
 * @param deadline the path of a deadline that was computed outside, in place of from and within
 * @param until the path of the moment after which nothing more falls due
 * @param warn minutes before the deadline from which it warns
 * @param done what writes down that it was done
 * @param settledBy which of the three words settles it
 * @param told what says that it was told; empty when nobody is told
 * @param confirmed what says that the other side confirmed it; empty when nobody confirms it
 * @param prompt the id of the prompt that asks for what settles it
 * @param source where the duty comes from: findings, statutes with sections, guidance, in a line
 */
public record DutyRule(
    String id,
    String finding,
    String each,
    Wording title,
    Optional<JsonLogic> when,
    List<String> from,
    Optional<String> earliest,
    Optional<JsonLogic> within,
    Optional<JsonLogic> every,
    boolean keeps,
    Optional<Moved> moved,
    Optional<String> deadline,
    Optional<String> until,
    long warn,
    Done done,
    Vouched settledBy,
    Optional<Further> told,
    Optional<Further> confirmed,
    Optional<String> prompt,
    String source) {
  /** Copies the list. */
  public DutyRule {
    from = List.copyOf(from);
  }

  /**
   * What writes a duty down as done: an answer to a field, or an entry about the subject.
   *
   * @param field the field; its value is the moment when it is one, else its author's clock is
   * @param entry the collection of the entry
   * @param with values the entry has
   * @param at the member of the entry that tells the moment; without it its author's clock does
   * @param counts what an entry, or the subject when a field settles, meets to count
   */
  public record Done(
      Optional<String> field,
      Optional<String> entry,
      Json.Obj with,
      Optional<String> at,
      Optional<JsonLogic> counts) {}

  /**
   * What moves a deadline: an entry about the subject that was made while the deadline before it
   * still ran.
   *
   * @param entry the collection of the entry
   * @param at the member of the entry that tells when it was made
   * @param to the member of the entry that tells the new deadline
   * @param counts what an entry meets to count
   */
  public record Moved(String entry, String at, String to, Optional<JsonLogic> counts) {}

  /**
   * What takes a duty beyond what is written: a condition on the entry that settles it, or on the
   * subject when a field does.
   *
   * @param when the condition
   * @param at the field that tells the moment: its value when it is one, else its author's clock
   */
  public record Further(JsonLogic when, String at) {}
}
