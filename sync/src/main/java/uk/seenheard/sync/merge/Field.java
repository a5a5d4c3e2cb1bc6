package uk.seenheard.sync.merge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * A field as the fold reads it.
 *
 * @param standing the answers that no later operation of the field replaces, in display order
 * @param replaced the answers that were replaced, in display order: they stay in the history
 */
public record Field(FieldPath at, List<Answer> standing, List<Answer> replaced) {
  /** Copies the lists. */
  public Field {
    standing = List.copyOf(standing);
    replaced = List.copyOf(replaced);
  }

  /** The different values that stand. */
  public Set<Json> values() {
    Set<Json> values = new LinkedHashSet<>();
    for (Answer answer : standing) {
      values.add(answer.value());
    }
    return values;
  }

  /** Whether different answers stand beside each other, for a person to settle. */
  public boolean isContradicted() {
    return standing.size() > 1 && values().size() > 1;
  }

  /** The answer, or empty while there is a contradiction. */
  public Optional<Json> agreed() {
    if (standing.size() == 1) {
      return Optional.of(standing.get(0).value());
    }
    Set<Json> values = values();
    return values.size() == 1 ? Optional.of(values.iterator().next()) : Optional.empty();
  }

  /** The names to put into {@code over} by who answers while looking at this field. */
  public List<OperationId> over() {
    return standing.stream().map(Answer::id).collect(java.util.stream.Collectors.toList());
  }
}
