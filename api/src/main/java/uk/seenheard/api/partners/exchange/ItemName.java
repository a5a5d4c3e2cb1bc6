package uk.seenheard.api.partners.exchange;

import java.util.Optional;
import java.util.regex.Pattern;
import uk.seenheard.sync.codec.Json;

/**
 * What names one version of a thing that another system knows. The same twice is once; of one thing
 * the highest version holds.
 *
 * @param source the system, by a word that it always uses
 * @param id the thing's id there
 */
public record ItemName(String source, String id, long version) {
  private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_ID = 128;

  /** The highest version: the last whole number that JSON holds exactly in every language. */
  private static final long LAST_VERSION = 9_007_199_254_740_991L;

  /** What is wrong with how an item names itself; empty when nothing is. */
  public static Optional<Verdict.Rejected> fault(Json.Obj item) {
    if (item.text("source").filter(ItemName::isSource).isEmpty()) {
      return fault(
          "source",
          "Name the system in small letters, digits and hyphens, 32 at most, a letter first.");
    }
    if (item.text("id").filter(ItemName::isId).isEmpty()) {
      return fault("id", "Give the thing's id: 1 to 128 characters, no spaces.");
    }
    return item.whole("version").filter(one -> one >= 0 && one <= LAST_VERSION).isEmpty()
        ? fault("version", "Give the version: a whole number from 0 to 2^53 - 1.")
        : Optional.empty();
  }

  private static Optional<Verdict.Rejected> fault(String member, String words) {
    return Optional.of(new Verdict.Rejected(member, member, words));
  }

  /** The name of an item that has no fault. */
  public static ItemName of(Json.Obj item) {
    return new ItemName(
        item.text("source").orElseThrow(),
        item.text("id").orElseThrow(),
        item.whole("version").orElseThrow());
  }

  /** Whether a text names a system. */
  public static boolean isSource(String source) {
    return SOURCE.matcher(source).matches();
  }

  /** Whether a text is an id of a system's: not empty, not long, nothing that is not seen. */
  public static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MOST_ID
        && id.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
  }
}
