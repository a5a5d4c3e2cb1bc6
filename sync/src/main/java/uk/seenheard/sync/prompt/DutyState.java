package uk.seenheard.sync.prompt;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.form.Vouched;

/**
 * A duty that applies to an incident, and where its clock stands.
 *
 * @param subject the entry it concerns; empty for the incident
 * @param title what is to be done, names filled in
 * @param since the moment from which it counts, milliseconds since 1970; empty when not yet known
 * @param due the deadline, milliseconds since 1970; empty when not yet known, or when nothing more
 *     falls due
 * @param warnFrom from when it warns, milliseconds since 1970; empty when there is no deadline
 * @param phase where the clock stands
 * @param done the last time it was done, as far as it has to be known
 * @param settledBy which of the three words settles it
 * @param known the last time that each of the words became true, of those that are
 * @param missed how many deadlines passed before it was done, or have passed now
 * @param prompt the prompt that asks for what settles it
 * @param source where the duty comes from: findings, statutes with sections, guidance
 */
public record DutyState(
    String duty,
    String finding,
    Optional<FieldPath> subject,
    String title,
    OptionalLong since,
    OptionalLong due,
    OptionalLong warnFrom,
    Phase phase,
    Optional<Done> done,
    Vouched settledBy,
    Map<Vouched, Done> known,
    int missed,
    Optional<String> prompt,
    String source) {
  /** Copies the map. */
  public DutyState {
    known = Collections.unmodifiableMap(new TreeMap<>(known));
  }

  /** Where a clock stands. */
  public enum Phase {
    /** The moment from which it counts is not known. */
    WAITING,
    /** It runs, and there is time. */
    DUE,
    /** It runs, and there is little time left. */
    WARNED,
    /** The deadline has passed, and it is not done. */
    BREACHED,
    /** It was done in time. */
    SETTLED,
    /** It was done, after a deadline had passed. */
    SETTLED_LATE
  }

  /**
   * How a duty was done.
   *
   * @param by the operation that says so
   * @param author who said so
   * @param at when it was done, milliseconds since 1970
   */
  public record Done(OperationId by, String author, long at) {}
}
