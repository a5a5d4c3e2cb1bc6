package uk.seenheard.sync.change;

import java.util.Optional;
import uk.seenheard.sync.codec.Hex;

/** The name of one operation: its change's hash and its place in that change, from 0. */
public record OperationId(Hash change, int index) implements Comparable<OperationId> {

  /** Reads {@code hash:index}, or empty when the text is no such name. */
  public static Optional<OperationId> parse(String text) {
    if (text.length() < 66 || text.length() > 70 || text.charAt(64) != ':') {
      return Optional.empty();
    }
    String index = text.substring(65);
    if (!Hex.is(text.substring(0, 64), 64) || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    if (index.length() > 1 && index.charAt(0) == '0') {
      return Optional.empty();
    }
    return Optional.of(new OperationId(new Hash(text.substring(0, 64)), Integer.parseInt(index)));
  }

  @Override
  public int compareTo(OperationId other) {
    int byChange = change.compareTo(other.change);
    return byChange != 0 ? byChange : Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return change.hex() + ':' + index;
  }
}
