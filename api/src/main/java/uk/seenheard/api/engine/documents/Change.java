package uk.seenheard.api.engine.documents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an update does to a document's fields. */
public record Change(List<Step> steps) {
  /** What happens to one field. */
  public enum How {
    /** It takes the value. */
    SET,
    /** It takes the value if that is higher, or if it has none. */
    MAX,
    /** The value is added to it; a missing field counts as nought. */
    ADD
  }

  /** One field. */
  public record Step(String field, How how, @Nullable Object value) {}

  /** Refuses a change of nothing. */
  public Change {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a change of nothing");
    }
  }

  /** The field takes the value. */
  public static Change set(String field, @Nullable Object value) {
    return new Change(List.of(new Step(field, How.SET, value)));
  }

  /** The field takes the value if that is higher, or if it has none. */
  public static Change max(String field, Object value) {
    return new Change(List.of(new Step(field, How.MAX, value)));
  }

  /** The value is added to the field. */
  public static Change add(String field, int value) {
    return new Change(List.of(new Step(field, How.ADD, value)));
  }

  /** Both. */
  public Change and(Change other) {
    List<Step> both = new ArrayList<>(steps);
    both.addAll(other.steps);
    return new Change(both);
  }
}
