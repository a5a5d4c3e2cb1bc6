package uk.seenheard.sync.change;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Limits;

/**
 * A place in an incident: {@code place} (a field of the incident), {@code child/ID} (an entry) or
 * {@code child/ID/seen} (a field of an entry). An odd number of segments names a field, an even
 * number an entry; at most {@value #MAX_SEGMENTS} segments of {@value #MAX_SEGMENT_CHARS}
 * characters.
 *
 * <p>Segments are limited rather than the whole, because a path inside an entry that is joined with
 * another is read under that other one's path: it stays within the limits whatever is joined.
 *
 * <p>A value. No record, because it remembers where its last segment is: prompts ask every path of
 * an incident for it again and again.
 */
public final class FieldPath implements Comparable<FieldPath> {
  /** Segments a path may have. */
  public static final int MAX_SEGMENTS = Limits.PATH_SEGMENTS;

  /** Characters a segment may have. */
  public static final int MAX_SEGMENT_CHARS = Limits.SEGMENT_CHARS;

  private static final String LONG_SEGMENT =
      "a path's segment has at most " + MAX_SEGMENT_CHARS + " characters";
  private static final String MANY_SEGMENTS = "a path has at most " + MAX_SEGMENTS + " segments";
  private static final int MAX_LENGTH = MAX_SEGMENTS * (MAX_SEGMENT_CHARS + 1) - 1;

  private final String text;
  private final int nameAt;
  private @Nullable String name;

  /** Refuses what {@link #fault} finds fault with. */
  public FieldPath(String text) {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
    this.text = text;
    this.nameAt = text.lastIndexOf('/') + 1;
  }

  /** The entry of a sound field. */
  private FieldPath(FieldPath field) {
    this.text = field.text.substring(0, field.nameAt - 1);
    this.nameAt = text.lastIndexOf('/') + 1;
  }

  /** The path as it is written. */
  public String text() {
    return text;
  }

  /** What is wrong with a text as a path, or empty. Never quotes the text. */
  public static Optional<String> fault(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.of("a path has 1 to " + MAX_LENGTH + " characters");
    }
    int segments = 1;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/') {
        if (length == 0) {
          return Optional.of("a path has no empty segment");
        }
        segments++;
        length = 0;
      } else if (length == MAX_SEGMENT_CHARS) {
        return Optional.of(LONG_SEGMENT);
      } else if (allowed(c, length == 0)) {
        length++;
      } else {
        return Optional.of("a path is made of letters, digits, '.', '_' and '-'");
      }
    }
    if (length == 0) {
      return Optional.of("a path has no empty segment");
    }
    return segments > MAX_SEGMENTS ? Optional.of(MANY_SEGMENTS) : Optional.empty();
  }

  /** The name of the limit that a text is beyond as a path, or "". */
  static String limit(String text) {
    if (text.length() > MAX_LENGTH) {
      return "path-chars";
    }
    String fault = fault(text).orElse("");
    return fault.equals(LONG_SEGMENT)
        ? "segment-chars"
        : fault.equals(MANY_SEGMENTS) ? "path-segments" : "";
  }

  private static boolean allowed(char c, boolean first) {
    boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return plain || (!first && (c == '.' || c == '_' || c == '-'));
  }

  /** Whether this names an entry rather than a field. */
  public boolean isEntry() {
    boolean entry = false;
    for (int at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
      entry = !entry;
    }
    return entry;
  }

  /** The entry that holds this field, or empty for a field of the incident itself. */
  public Optional<FieldPath> entry() {
    return nameAt == 0 || isEntry() ? Optional.empty() : Optional.of(new FieldPath(this));
  }

  /** The last segment: a field's name, or an entry's id. */
  public String name() {
    // Two threads may both make it: they make the same.
    String known = name;
    if (known == null) {
      known = text.substring(nameAt);
      name = known;
    }
    return known;
  }

  /** The characters before the last segment and its slash. */
  public int parentLength() {
    return Math.max(0, nameAt - 1);
  }

  /** The collection an entry stands in: {@code child} for {@code child/ID}. */
  public String collection() {
    int end = nameAt - 1;
    return end < 0 ? "" : text.substring(text.lastIndexOf('/', end - 1) + 1, end);
  }

  /** The field of that name in this entry. */
  public FieldPath field(String name) {
    return new FieldPath(text + '/' + name);
  }

  @Override
  public int compareTo(FieldPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
