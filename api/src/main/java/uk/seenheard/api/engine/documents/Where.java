package uk.seenheard.api.engine.documents;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on the fields of a document; a field that holds a list matches by any element. */
public sealed interface Where {
  /** How a field's value stands to another; both of the same type, or it does not match. */
  enum How {
    IS,
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST
  }

  /** One field against one value. */
  record Compared(String field, How how, @Nullable Object value) implements Where {}

  /** One field against several values. */
  record OneOf(String field, List<?> values) implements Where {
    /** Copies the values. */
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** All of several conditions; of none: every document. */
  record All(List<Where> parts) implements Where {
    /** Copies the parts. */
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Any of several conditions. */
  record Any(List<Where> parts) implements Where {
    /** Refuses a choice between nothing. */
    public Any {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a choice between no conditions");
      }
    }
  }

  /** The field is the value, or holds it; null also matches a field that is missing. */
  static Where eq(String field, @Nullable Object value) {
    return new Compared(field, How.IS, value);
  }

  /** Above. */
  static Where gt(String field, Object value) {
    return new Compared(field, How.ABOVE, value);
  }

  /** At least. */
  static Where gte(String field, Object value) {
    return new Compared(field, How.AT_LEAST, value);
  }

  /** Below. */
  static Where lt(String field, Object value) {
    return new Compared(field, How.BELOW, value);
  }

  /** At most. */
  static Where lte(String field, Object value) {
    return new Compared(field, How.AT_MOST, value);
  }

  /** One of several values. */
  static Where in(String field, Collection<?> values) {
    return new OneOf(field, List.copyOf(values));
  }

  /** All of these. */
  static Where and(Where... parts) {
    return new All(List.of(parts));
  }

  /** All of these. */
  static Where and(List<Where> parts) {
    return new All(parts);
  }

  /** Any of these. */
  static Where or(Where... parts) {
    return new Any(List.of(parts));
  }
}
