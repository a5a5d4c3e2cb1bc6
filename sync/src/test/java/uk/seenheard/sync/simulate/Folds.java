package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** The product's fold, and wrong ones for the runs that check whether wrong ones are noticed. */
final class Folds {
  private Folds() {}

  /** As a handset folds. */
  static IncidentRecord onHandset(World world, String incident, Collection<Change> changes) {
    return switch (world.mutation) {
      case DROP_OVER -> Fold.of(incident, withoutOver(changes), World.DIGESTS);
      case LAST_WRITE_WINS -> lastWins(Fold.of(incident, changes, World.DIGESTS));
      default -> everywhere(world, incident, changes);
    };
  }

  /** As every end folds. */
  static IncidentRecord everywhere(World world, String incident, Collection<Change> changes) {
    IncidentRecord record = Fold.of(incident, changes, World.DIGESTS);
    return world.mutation == Mutation.OVER_ACROSS_FIELDS
        ? overAcrossFields(record, changes)
        : record;
  }

  private static List<Change> withoutOver(Collection<Change> changes) {
    List<Change> stripped = new ArrayList<>();
    for (Change change : changes) {
      List<Operation> ops = new ArrayList<>();
      for (Operation op : change.ops()) {
        ops.add(
            op instanceof Operation.SetField set
                ? new Operation.SetField(
                    set.at(), set.value(), List.of(), set.reason(), set.evidence())
                : op);
      }
      stripped.add(
          new Change(
              change.hash(),
              change.content(),
              change.incident(),
              change.form(),
              change.author(),
              change.device(),
              change.pass(),
              change.wall(),
              change.boot(),
              change.elapsed(),
              change.hlc(),
              ops));
    }
    return stripped;
  }

  private static IncidentRecord lastWins(IncidentRecord record) {
    Map<FieldPath, Field> fields = new TreeMap<>(record.fields());
    fields.computeIfPresent(
        new FieldPath("place"),
        (at, field) -> {
          List<Answer> standing = field.standing();
          return new Field(at, standing.subList(standing.size() - 1, standing.size()), List.of());
        });
    return with(record, fields);
  }

  private static IncidentRecord overAcrossFields(
      IncidentRecord record, Collection<Change> changes) {
    Map<OperationId, Boolean> named = new HashMap<>();
    for (Change change : changes) {
      for (Operation op : change.ops()) {
        if (op instanceof Operation.SetField set && set.reason().isPresent()) {
          set.over().forEach(id -> named.put(id, true));
        }
      }
    }
    Map<FieldPath, Field> fields = new TreeMap<>();
    record
        .fields()
        .forEach(
            (at, field) -> {
              List<Answer> standing = new ArrayList<>(field.standing());
              List<Answer> replaced = new ArrayList<>(field.replaced());
              standing.removeIf(answer -> named.containsKey(answer.id()) && replaced.add(answer));
              fields.put(at, new Field(at, standing, replaced));
            });
    return with(record, fields);
  }

  private static IncidentRecord with(IncidentRecord record, Map<FieldPath, Field> fields) {
    return record.with(fields, record.entries());
  }

  /** The frontier as a handset computes it, over hashes in the order it holds them. */
  static Hash frontierOnHandset(World world, Collection<Hash> held) {
    if (world.mutation == Mutation.UNORDERED_DIGEST) {
      StringBuilder text = new StringBuilder();
      held.forEach(hash -> text.append(hash.hex()).append('\n'));
      return Hash.of(text.toString(), World.DIGESTS);
    }
    return uk.seenheard.sync.merge.Frontier.of(new java.util.TreeSet<>(held), World.DIGESTS);
  }

  static Optional<Field> field(IncidentRecord record, String at) {
    return record.field(new FieldPath(at));
  }
}
