package uk.seenheard.api.desk.chase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * The chase ladders of a force: its steps and times as data.
 *
 * @param repeat milliseconds after which the last step is taken again
 * @param patience milliseconds that an acknowledgement holds the next step off
 */
public record ChasePolicy(long repeat, long patience, List<Ladder> ladders) {
  /** What is chased. */
  static final List<String> KINDS = List.of("recording", "submission", "return", "duty");

  static final String OFFICER = "officer";
  static final String SUPERVISOR = "supervisor";
  static final String INSPECTOR = "inspector";

  private static final long MINUTE = 60_000;
  private static final long MOST_MINUTES = 60L * 24 * 60;
  private static final int MOST_LADDERS = 200;
  private static final int MOST_STEPS = 10;
  private static final long MAX_FILE_MIB = 1;

  /** Copies the list. */
  public ChasePolicy {
    ladders = List.copyOf(ladders);
  }

  /** That of a force's file, or else the one that ships. */
  public static ChasePolicy of(Optional<Path> file, JsonReader reader) throws IOException {
    return file.isPresent() ? load(file.get(), reader) : shipped(reader);
  }

  /** The ladders that ship with the product. */
  public static ChasePolicy shipped(JsonReader reader) {
    return read(JsonFile.shipped(ChasePolicy.class, "ladders.json", reader));
  }

  /**
   * The ladders that a force's file describes.
   *
   * @throws IllegalArgumentException that says what is wrong with the file, and where
   * @throws IOException when the file cannot be read
   */
  public static ChasePolicy load(Path file, JsonReader reader) throws IOException {
    return read(JsonFile.load(file, "the file of the chase ladders", MAX_FILE_MIB, reader));
  }

  /**
   * The ladders that a value describes; {@code ladders.json} among the resources is an example.
   *
   * @throws IllegalArgumentException that says what is wrong with it, and where
   */
  public static ChasePolicy read(Json value) {
    Json.Obj policy = object(value, "the file of the chase ladders");
    known(
        policy,
        "the chase ladders",
        Set.of("version", "repeatMinutes", "patienceMinutes", "ladders"));
    if (policy.whole("version").orElse(0L) != 1) {
      throw new IllegalArgumentException("version of the chase ladders is not 1");
    }
    List<Json> items = policy.items("ladders");
    if (items.isEmpty() || items.size() > MOST_LADDERS) {
      throw new IllegalArgumentException("ladders is no list of 1 to " + MOST_LADDERS);
    }
    List<Ladder> ladders = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Ladder ladder = ladder(items.get(i), "ladders[" + i + "]");
      for (Ladder other : ladders) {
        if (other.kind().equals(ladder.kind()) && other.duty().equals(ladder.duty())) {
          throw new IllegalArgumentException(
              "ladders[" + i + "] is the second for this kind and duty; leave one");
        }
      }
      ladders.add(ladder);
    }
    for (String kind : KINDS) {
      if (ladders.stream().noneMatch(one -> one.kind().equals(kind) && one.duty().isEmpty())) {
        throw new IllegalArgumentException(
            "there is no ladder of kind " + kind + " for the whole force: nobody would be told");
      }
    }
    return new ChasePolicy(
        minutes(policy, "repeatMinutes", "the chase ladders", 1),
        minutes(policy, "patienceMinutes", "the chase ladders", 1),
        ladders);
  }

  private static Ladder ladder(Json item, String where) {
    Json.Obj ladder = object(item, where);
    known(ladder, where, Set.of("kind", "duty", "from", "tells", "sets", "steps"));
    String kind = ladder.text("kind").orElse("");
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(where + ".kind is none of " + String.join(", ", KINDS));
    }
    Optional<String> duty = ladder.text("duty");
    if (duty.isPresent() && !kind.equals("duty")) {
      throw new IllegalArgumentException(where + ".duty belongs to ladders of kind duty only");
    }
    String from = ladder.text("from").orElse("due");
    if (!from.equals("due") && !(from.equals("since") && duty.isPresent())) {
      throw new IllegalArgumentException(
          where + ".from is due, or, for the ladder of one duty, since");
    }
    List<Json> items = ladder.items("steps");
    if (items.isEmpty() || items.size() > MOST_STEPS) {
      throw new IllegalArgumentException(where + ".steps is no list of 1 to " + MOST_STEPS);
    }
    List<Ladder.Step> steps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      steps.add(step(items.get(i), where + ".steps[" + i + "]", steps));
    }
    return new Ladder(
        kind, duty, from.equals("since"), ladder.text("tells"), ladder.text("sets"), steps);
  }

  private static Ladder.Step step(Json item, String where, List<Ladder.Step> before) {
    Json.Obj step = object(item, where);
    known(step, where, Set.of("to", "afterMinutes"));
    String to = step.text("to").orElse("");
    if (rank(to) < 0) {
      throw new IllegalArgumentException(where + ".to is none of officer, supervisor, inspector");
    }
    Ladder.Step read = new Ladder.Step(to, minutes(step, "afterMinutes", where, 0));
    if (!before.isEmpty()) {
      Ladder.Step last = before.get(before.size() - 1);
      if (last.after() >= read.after()) {
        throw new IllegalArgumentException(
            where + ".afterMinutes is not later than the step before");
      }
      if (rank(last.to()) > rank(to)) {
        throw new IllegalArgumentException(where + ".to goes down the ladder; it only goes up");
      }
    }
    return read;
  }

  static int rank(String to) {
    return List.of(OFFICER, SUPERVISOR, INSPECTOR).indexOf(to);
  }

  private static long minutes(Json.Obj in, String name, String where, long least) {
    return in.whole(name)
            .filter(number -> number >= least && number <= MOST_MINUTES)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name
                            + " of "
                            + where
                            + " is no whole number of minutes from "
                            + least
                            + " to "
                            + MOST_MINUTES))
        * MINUTE;
  }

  private static Json.Obj object(Json value, String where) {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalArgumentException(where + " is no JSON object");
  }

  private static void known(Json.Obj object, String where, Set<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            where + " has a member that is not known: " + name + "; leave it out or correct it");
      }
    }
  }

  /** The ladder of what is chased: that of the duty, or that of the kind. */
  Ladder ladder(String kind, Optional<String> duty) {
    return ladders.stream()
        .filter(one -> one.kind().equals(kind) && one.duty().isPresent())
        .filter(one -> one.duty().equals(duty))
        .findFirst()
        .or(
            () ->
                ladders.stream()
                    .filter(one -> one.kind().equals(kind) && one.duty().isEmpty())
                    .findFirst())
        .orElseThrow();
  }

  Json.Obj json() {
    return Json.object()
        .put("version", 1)
        .put("repeatMinutes", repeat / MINUTE)
        .put("patienceMinutes", patience / MINUTE)
        .put("ladders", Json.list(ladders.stream().map(Ladder::json).toList()))
        .build();
  }
}
