package uk.seenheard.sync.incident;

import java.util.Optional;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * How much an incident holds, of everything that is capped ({@link Caps}).
 *
 * @param entries children, adults, statements and whatever else was added
 * @param changes those that take part in the fold
 * @param answers those that stand
 * @param bytes UTF-8 bytes of the changes' texts
 */
public record Weight(int entries, int changes, int answers, long bytes) {
  private static final long MEGABYTE = 1024L * 1024;

  /** Nothing. */
  public static final Weight NOTHING = new Weight(0, 0, 0, 0);

  /** Of a record, with the bytes of the changes it was folded from. */
  public static Weight of(IncidentRecord record, long bytes) {
    int answers = 0;
    for (Field field : record.fields().values()) {
      answers += field.standing().size();
    }
    return new Weight(record.entries().size(), record.changes(), answers, bytes);
  }

  /** UTF-8 bytes of a text, without making them. */
  public static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      // Half of a pair counts two: the pair is four bytes.
      bytes += one < 0x80 ? 1 : one < 0x800 || Character.isSurrogate(one) ? 2 : 3;
    }
    return bytes;
  }

  /** Both. */
  public Weight plus(Weight other) {
    return new Weight(
        entries + other.entries,
        changes + other.changes,
        answers + other.answers,
        bytes + other.bytes);
  }

  /** Whether none of its caps is passed. */
  public boolean fits() {
    return entries <= Caps.ENTRIES
        && changes <= Caps.CHANGES
        && answers <= Caps.ANSWERS
        && bytes <= Caps.TEXT_BYTES;
  }

  /** What of it is at four fifths of its cap or beyond, in words for who records; or empty. */
  public Optional<String> warning() {
    return fullness().map(said -> said + ": speak to your supervisor about a second record.");
  }

  /** The same for who supervises. */
  public Optional<String> supervisorsWarning() {
    return fullness()
        .map(
            said ->
                said
                    + ": have a second record begun, or move what was written under the wrong"
                    + " reference.");
  }

  private Optional<String> fullness() {
    int fullest = percent();
    if (fullest < Caps.SHOWN_PERCENT) {
      return Optional.empty();
    }
    return Optional.of(
        "This record is "
            + Math.min(fullest, 100)
            + " per cent full: it holds "
            + entries
            + " of "
            + Caps.ENTRIES
            + " entries, "
            + answers
            + " of "
            + Caps.ANSWERS
            + " answers, "
            + changes
            + " of "
            + Caps.CHANGES
            + " changes"
            + (bytes < MEGABYTE
                ? ""
                : ", " + bytes / MEGABYTE + " of " + Caps.TEXT_BYTES / MEGABYTE + " MB of text")
            + ". What goes beyond is kept but takes no effect");
  }

  private int percent() {
    long most =
        Math.max(
            Math.max(entries * 100L / Caps.ENTRIES, changes * 100L / Caps.CHANGES),
            Math.max(answers * 100L / Caps.ANSWERS, bytes * 100 / Caps.TEXT_BYTES));
    return (int) Math.min(most, Integer.MAX_VALUE);
  }
}
