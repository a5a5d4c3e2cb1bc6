package uk.seenheard.sync.form;

import java.util.Map;

/**
 * One answer of a code list.
 *
 * @param words whether the code says nothing without words of one's own ("other")
 * @param as what the same answer is called in other code schemes, by scheme, where it differs
 */
public record Code(String code, String label, boolean words, Map<String, String> as) {
  /** Copies the map. */
  public Code {
    as = Map.copyOf(as);
  }
}
