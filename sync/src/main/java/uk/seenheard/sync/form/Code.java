package uk.seenheard.sync.form;

import java.util.Map;
import java.util.Optional;

/**
 * One answer of a code list.
 *
 * @param words whether the code says nothing without words of one's own ("other")
 * @param nation where it exists, when not in England and Wales alike
 * @param validFrom the day from which it exists, {@code 2026-04-29}: a date of law that is data
 * @param as what the same answer is called in other code schemes, by scheme, where it differs
 */
public record Code(
    String code,
    String label,
    boolean words,
    Optional<String> nation,
    Optional<String> validFrom,
    Map<String, String> as) {
  /** Copies the map. */
  public Code {
    as = Map.copyOf(as);
  }
}
