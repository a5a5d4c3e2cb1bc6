package uk.seenheard.sync.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;

/**
 * What acts have said to belong to another incident. An operation is <em>carried</em> by the change
 * in which it was written, and by each copy of it that was brought here; it takes part while one of
 * those carries it that no act names. Whatever comes first, the act or what it names.
 */
public final class Departed {
  private final Set<Hash> whole = new HashSet<>();
  private final Set<OperationId> single = new HashSet<>();
  private final Map<OperationId, Set<OperationId>> copies = new HashMap<>();

  /** Whether nothing was moved, neither away nor here. */
  boolean isEmpty() {
    return whole.isEmpty() && single.isEmpty() && copies.isEmpty();
  }

  /** Takes in what a change says of it; whether it names something that was not named before. */
  public boolean add(Change change) {
    boolean more = false;
    for (int i = 0; i < change.ops().size(); i++) {
      if (change.moved().isPresent()) {
        copies.computeIfAbsent(change.id(i), unused -> new HashSet<>()).add(change.carrier(i));
      }
      if (change.ops().get(i) instanceof Operation.Act act && Act.MISPLACED.is(act.act())) {
        for (Json one : act.with().items("what")) {
          more |= one instanceof Json.Text text && name(text.value());
        }
      }
    }
    return more;
  }

  private boolean name(String text) {
    if (Hex.is(text, 64)) {
      return whole.add(new Hash(text));
    }
    Optional<OperationId> one = OperationId.parse(text);
    return one.isPresent() && single.add(one.get());
  }

  /** Whether an act names a change as a whole. */
  public boolean isAway(Hash change) {
    return whole.contains(change);
  }

  /** Whether an act names what carries an operation. */
  public boolean isAway(OperationId carrier) {
    return whole.contains(carrier.change()) || single.contains(carrier);
  }

  /**
   * Whether an operation takes part.
   *
   * @param known whether a change is here
   */
  boolean takesPart(OperationId id, Predicate<Hash> known) {
    if (known.test(id.change()) && !isAway(id)) {
      return true;
    }
    Set<OperationId> here = copies.get(id);
    return here != null && here.stream().anyMatch(carrier -> !isAway(carrier));
  }

  /** Whether something else than that change carries an operation here, and takes part by it. */
  boolean isCarriedByAnother(OperationId id, OperationId carrier, Predicate<Hash> known) {
    if (!id.equals(carrier) && known.test(id.change()) && !isAway(id)) {
      return true;
    }
    Set<OperationId> here = copies.get(id);
    return here != null
        && here.stream()
            .anyMatch(
                other -> !other.equals(carrier) && !isAway(other) && known.test(other.change()));
  }
}
