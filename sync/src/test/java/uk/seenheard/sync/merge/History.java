package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * Histories of one incident drawn from a seed: several people who each have seen a part of what the
 * others wrote, and name what they saw, and sometimes what they did not.
 */
public final class History {
  private static final List<String> FIELDS =
      List.of("place", "grade", "child/a/seen", "child/b/seen", "child/c/seen", "child/b/toy/t/x");
  private static final List<String> ENTRIES =
      List.of("child/a", "child/b", "child/c", "child/a/toy/t", "child/b/toy/t", "adult/a");
  private static final List<String> VALUES = List.of("yes", "no", "unknown");
  private static final List<String> ACTS =
      List.of("submit", "return", "authorise", "separate", "share", "newer-act");

  private final Random random;
  private final List<Pen> people = new ArrayList<>();
  private final List<Set<Change>> views = new ArrayList<>();
  private final List<Change> all = new ArrayList<>();

  private History(long seed) {
    random = new Random(seed);
    int number = 2 + random.nextInt(3);
    for (int i = 0; i < number; i++) {
      Pen pen = new Pen("PC " + (101 + i), "handset-" + i);
      people.add(pen.at(random.nextInt(4) == 0 ? random.nextInt(1_000) : 1_790_000_000_000L + i));
      views.add(new LinkedHashSet<>());
    }
  }

  /** The changes of a history of that length. */
  public static List<Change> of(long seed, int length) {
    History history = new History(seed);
    while (history.all.size() < length) {
      history.step();
    }
    return List.copyOf(history.all);
  }

  private void step() {
    int who = random.nextInt(people.size());
    if (random.nextInt(4) == 0) {
      views.get(who).addAll(views.get(random.nextInt(views.size())));
      return;
    }
    IncidentRecord view = Fold.of(Pen.INCIDENT, views.get(who), Pen.DIGESTS);
    Operation[] ops = new Operation[1 + random.nextInt(3)];
    for (int i = 0; i < ops.length; i++) {
      ops[i] = operation(view);
    }
    Change change = people.get(who).write(ops);
    all.add(change);
    views.get(who).add(change);
  }

  private Operation operation(IncidentRecord view) {
    return switch (random.nextInt(9)) {
      case 0 -> Pen.add(pick(ENTRIES), Json.object().put("name", pick(VALUES)).build());
      case 1 ->
          Pen.add(
              "statement/s" + random.nextInt(3),
              Json.object().put("about", pick(ENTRIES)).put("words", pick(VALUES)).build());
      case 2 -> strike(view, pick(ENTRIES));
      case 3 -> random.nextBoolean() ? Pen.join(pick(ENTRIES), pick(ENTRIES)) : act(view);
      case 4 -> act(view);
      case 5 -> new Operation.Unknown(Json.object().put("op", "newer").put("x", 1).build());
      default -> set(view, pick(FIELDS));
    };
  }

  private Operation set(IncidentRecord view, String at) {
    List<OperationId> over =
        new ArrayList<>(view.field(new FieldPath(at)).map(Field::over).orElse(List.of()));
    if (random.nextInt(4) == 0) {
      over.addAll(view.field(new FieldPath(pick(FIELDS))).map(Field::over).orElse(List.of()));
    }
    OperationId[] named = over.toArray(new OperationId[0]);
    return switch (random.nextInt(3)) {
      case 0 -> Pen.setBecause("because", at, pick(VALUES), named);
      case 1 -> Pen.evidence(at, pick(VALUES), named);
      default -> Pen.set(at, pick(VALUES), named);
    };
  }

  private Operation strike(IncidentRecord view, String at) {
    List<OperationId> over = new ArrayList<>();
    for (Field field : view.fields().values()) {
      if (field.at().text().startsWith(at) && random.nextInt(5) > 0) {
        over.addAll(field.over());
      }
    }
    for (Entry entry : view.entries().values()) {
      entry.added().forEach(added -> over.add(added.by().id()));
    }
    return Pen.strike(at, over.toArray(new OperationId[0]));
  }

  private Operation act(IncidentRecord view) {
    List<OperationId> over = new ArrayList<>();
    for (RecordedAct deed : view.deeds()) {
      if (random.nextInt(3) > 0) {
        over.add(deed.id());
      }
    }
    Json.Obj with = Json.object().put("captured", view.captured().hex()).build();
    return Pen.act(pick(ACTS), with, over.toArray(new OperationId[0]));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
