package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/** What an officer writes next, drawn at random from what is in sight. */
final class Scribe {
  private static final List<String> FIELDS =
      List.of("place", "grade", "child/a/seen", "child/b/seen", "child/b/words");
  private static final List<String> ENTRIES = List.of("child/a", "child/b", "adult/x");
  private static final List<String> VALUES = List.of("yes", "no", "unknown");
  private final World world;

  Scribe(World world) {
    this.world = world;
  }

  List<Operation> operations(IncidentRecord view, boolean newer) {
    List<Operation> ops = new ArrayList<>();
    int number = 1 + world.random.nextInt(2);
    for (int i = 0; i < number; i++) {
      ops.add(operation(view));
    }
    if (newer && world.oneIn(2)) {
      ops.add(new Operation.Unknown(Json.object().put("op", "redact").put("x", 1).build()));
    }
    return ops;
  }

  private Operation operation(IncidentRecord view) {
    return switch (world.random.nextInt(10)) {
      case 0 -> Pen.add(world.pick(ENTRIES), Json.object().put("name", world.hex(4)).build());
      case 1 ->
          Pen.add(
              "statement/" + world.hex(6),
              Json.object().put("about", world.pick(ENTRIES)).put("words", "he hit me").build());
      case 2 -> strike(view);
      case 3 -> Pen.join("child/a", "child/b");
      case 4 -> Pen.act(Review.SUBMIT, Review.of(view).over().toArray(new OperationId[0]));
      default -> answer(view);
    };
  }

  private Operation answer(IncidentRecord view) {
    String at = world.pick(FIELDS);
    Optional<Field> field = Folds.field(view, at);
    OperationId[] over = field.map(Field::over).orElse(List.of()).toArray(new OperationId[0]);
    return switch (world.random.nextInt(3)) {
      case 0 -> Pen.setBecause("asked again", at, world.pick(VALUES), over);
      case 1 -> Pen.evidence(at, world.pick(VALUES), over);
      default -> Pen.set(at, world.pick(VALUES), over);
    };
  }

  private Operation strike(IncidentRecord view) {
    FieldPath at = new FieldPath(world.pick(ENTRIES));
    List<OperationId> over = new ArrayList<>();
    for (Field field : view.fields().values()) {
      if (field.at().entry().equals(Optional.of(at))) {
        over.addAll(field.over());
      }
    }
    for (Entry entry : view.entries().values()) {
      entry.added().forEach(added -> over.add(added.by().id()));
    }
    return Pen.strike(at.text(), over.toArray(new OperationId[0]));
  }
}
