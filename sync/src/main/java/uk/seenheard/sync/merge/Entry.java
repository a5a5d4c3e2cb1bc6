package uk.seenheard.sync.merge;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;

/**
 * An entry of a collection (a child, an adult, a statement …) as the fold reads it.
 *
 * @param at the path it is read under: the smallest of its twins'
 * @param twins every path that is read as this entry, itself included, in order
 * @param added who added it, in display order; empty while only answers of it have arrived
 * @param strikes the strikes that name it, in display order
 * @param struck whether one strike knew everything that stands in it: then it is crossed out; an
 *     entry with strikes that is not struck was edited by somebody who did not know of them
 */
public record Entry(
    FieldPath at, List<FieldPath> twins, List<Added> added, List<Strike> strikes, boolean struck) {
  /** Copies the lists. */
  public Entry {
    twins = List.copyOf(twins);
    added = List.copyOf(added);
    strikes = List.copyOf(strikes);
  }

  /** Whether somebody struck it and somebody else, not knowing, wrote in it. */
  public boolean keptDespiteStrike() {
    return !strikes.isEmpty() && !struck;
  }

  /** The first that added it, or empty. */
  public Optional<Added> firstAdded() {
    return added.isEmpty() ? Optional.empty() : Optional.of(added.get(0));
  }

  /** An addition: who, when, and the values that never change (a statement's words). */
  public record Added(Answer by, FieldPath at) {}

  /** A strike: who crossed it out, when and why; the reason is the answer's. */
  public record Strike(Answer by, List<OperationId> over) {
    /** Copies the list. */
    public Strike {
      over = List.copyOf(over);
    }
  }
}
