package uk.seenheard.api.ground.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * The roster of a police force: its teams, its people and what each of them is.
 *
 * <p>The roster, not the login, says what somebody's role and teams are: a move takes effect at
 * once, whatever token they still hold.
 */
public record Force(String id, String name, List<Team> teams, List<Person> people) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MAX_TEAMS = 1_000;
  private static final int MAX_PEOPLE = 100_000;
  private static final int MAX_NAME = 200;
  private static final long MAX_FILE_MIB = 64;

  /** Refuses a roster that contradicts itself. */
  public Force {
    teams = List.copyOf(teams);
    people = List.copyOf(people);
    requireId("force", id);
    requireName("force", id, name);
    require(teams.size() <= MAX_TEAMS, "there are more than " + MAX_TEAMS + " teams");
    require(people.size() <= MAX_PEOPLE, "there are more than " + MAX_PEOPLE + " people");
    Set<String> known = new HashSet<>();
    for (Team team : teams) {
      requireId("team", team.id());
      requireName("team", team.id(), team.name());
      require(known.add(team.id()), "team " + team.id() + " is named twice");
    }
    Set<String> ids = new HashSet<>();
    for (Person person : people) {
      requireId("person", person.id());
      requireName("person", person.id(), person.name());
      require(ids.add(person.id()), "person " + person.id() + " is named twice");
      require(
          !person.role().isPerson() || !person.teams().isEmpty(),
          "person " + person.id() + " belongs to no team; give them one");
      for (String team : person.teams()) {
        require(
            known.contains(team),
            "person " + person.id() + " belongs to team " + team + ", which is not listed");
      }
    }
  }

  /** The person of that id, or empty. */
  public Optional<Person> person(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  /** The team of that id, or empty. */
  public Optional<Team> team(String id) {
    return teams.stream().filter(team -> team.id().equals(id)).findFirst();
  }

  /** The invented force that the demonstration plays in. */
  public static Force demo(JsonReader reader) {
    return read(JsonFile.shipped(Force.class, "demo-force.json", reader));
  }

  /**
   * The force that a roster file describes.
   *
   * @throws IllegalArgumentException that says what is wrong with the file
   * @throws IOException when the file cannot be read
   */
  public static Force load(Path file, JsonReader reader) throws IOException {
    Json roster = JsonFile.load(file, "the roster", MAX_FILE_MIB, reader);
    ShapeCheck.of("roster.json").require("the roster", roster);
    return read(roster);
  }

  /**
   * The force that a value describes: {@code {"id","name","teams":[{"id","name"}],
   * "people":[{"id","name","role","teams":[id],"camera"}]}}.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static Force read(Json value) {
    if (!(value instanceof Json.Obj roster)) {
      throw new IllegalArgumentException("a roster is a JSON object");
    }
    List<Team> teams = new ArrayList<>();
    for (Json item : roster.items("teams")) {
      if (!(item instanceof Json.Obj team)) {
        throw new IllegalArgumentException("teams[" + teams.size() + "] is no object");
      }
      teams.add(new Team(team.text("id").orElse(""), team.text("name").orElse("")));
    }
    List<Person> people = new ArrayList<>();
    for (Json item : roster.items("people")) {
      String where = "people[" + people.size() + "]";
      if (!(item instanceof Json.Obj person)) {
        throw new IllegalArgumentException(where + " is no object");
      }
      Role role =
          person
              .text("role")
              .flatMap(Role::of)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          where
                              + ".role is none of officer, supervisor, inspector, integrator,"
                              + " triage, recipient"));
      List<String> belongs = new ArrayList<>();
      for (Json team : person.items("teams")) {
        if (!(team instanceof Json.Text text)) {
          throw new IllegalArgumentException(where + ".teams holds something that is no text");
        }
        belongs.add(text.value());
      }
      people.add(
          new Person(
              person.text("id").orElse(""),
              person.text("name").orElse(""),
              role,
              belongs,
              camera(where, person)));
    }
    return new Force(roster.text("id").orElse(""), roster.text("name").orElse(""), teams, people);
  }

  private static boolean camera(String where, Json.Obj person) {
    Optional<Json> said = person.get("camera");
    require(
        said.isEmpty() || said.get() instanceof Json.Bool,
        where + ".camera is neither true nor false");
    return said.isEmpty() || person.isTrue("camera");
  }

  private static void requireId(String what, String id) {
    require(
        ID.matcher(id).matches(),
        "the id of a " + what + " is missing or not 1 to 64 letters, digits, '.', '_' or '-'");
  }

  private static void requireName(String what, String id, String name) {
    require(
        !name.isBlank() && name.length() <= MAX_NAME,
        "the name of " + what + ' ' + id + " is missing or longer than " + MAX_NAME);
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
