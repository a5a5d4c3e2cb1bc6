package uk.seenheard.api.ground.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Which claims of the force's identity provider say what. The roster says who there is, in which
 * rank and teams; what a login says can take away from that and never adds to it.
 *
 * @param person the claim that holds the id of somebody on the roster
 * @param roles the claim with the provider's words for roles; without it the roster alone says
 * @param teams the claim with its words for teams; without it the roster alone says
 * @param force the claim that must hold the force's id, where there is one
 */
public record ClaimMapping(
    String person,
    Optional<Words<Role>> roles,
    Optional<Words<String>> teams,
    Optional<String> force) {

  /** The claim with the force's id in logins of a provider that is known by a file of its keys. */
  public static final String FORCE = "force";

  /**
   * A claim, and what each of the provider's words in it means.
   *
   * @param <T> what a word means
   */
  public record Words<T>(String claim, Map<String, T> means) {
    /** Copies. */
    public Words {
      means = Map.copyOf(means);
    }
  }

  /**
   * What a login lets its holder be, at the most.
   *
   * @param role the highest rank that it names; empty when the roster alone says
   * @param teams those that it names; empty when the roster alone says
   */
  public record Limit(Optional<Role> role, Optional<Set<String>> teams) {
    /** The roster alone says. */
    public static final Limit NONE = new Limit(Optional.empty(), Optional.empty());

    /** Copies. */
    public Limit {
      teams = teams.map(Set::copyOf);
    }

    /** A rank, or what is left of it; empty when nothing is. */
    public Optional<Role> of(Role roster) {
      if (role.isEmpty() || role.get() == roster) {
        return Optional.of(roster);
      }
      // Only ranks lie one above the other: an integrator is no lower kind of recipient.
      return role.filter(named -> named.isPerson() && roster.isPerson())
          .map(named -> named.compareTo(roster) < 0 ? named : roster);
    }

    /** The teams that are left. */
    public List<String> of(List<String> roster) {
      return teams.map(named -> roster.stream().filter(named::contains).toList()).orElse(roster);
    }
  }

  /** A person's claim and nothing else. */
  public static ClaimMapping of(String person, Optional<String> force) {
    return new ClaimMapping(person, Optional.empty(), Optional.empty(), force);
  }

  /**
   * The mapping that a file describes.
   *
   * @throws IllegalArgumentException that names every fault with its place
   * @throws IOException when it cannot be read
   */
  public static ClaimMapping load(Path file, JsonReader reader, Set<String> teams)
      throws IOException {
    return read(JsonFile.load(file, "the mapping of claims", 1, reader), teams);
  }

  /**
   * The mapping that a value describes, see {@code schemas/login-mapping.json}.
   *
   * @param known the ids of the roster's teams
   * @throws IllegalArgumentException that names every fault with its place
   */
  public static ClaimMapping read(Json value, Set<String> known) {
    ShapeCheck.of("login-mapping.json").require("the mapping of claims", value);
    Json.Obj given = (Json.Obj) value;
    Optional<Words<Role>> roles =
        given
            .get("roles")
            .map(
                at -> {
                  Map<String, Role> means = new TreeMap<>();
                  words(at)
                      .forEach((word, ours) -> Role.of(ours).ifPresent(r -> means.put(word, r)));
                  return new Words<>(claim(at), means);
                });
    Optional<Words<String>> teams = given.get("teams").map(at -> new Words<>(claim(at), words(at)));
    teams.ifPresent(
        named ->
            named
                .means()
                .forEach(
                    (word, team) -> {
                      if (!known.contains(team)) {
                        throw new IllegalArgumentException(
                            "the mapping of claims: /teams/means/"
                                + word
                                + " is no team of the roster");
                      }
                    }));
    return new ClaimMapping(
        given.text("person").orElse("preferred_username"), roles, teams, given.text("force"));
  }

  private static String claim(Json words) {
    return ((Json.Obj) words).text("claim").orElse("");
  }

  private static Map<String, String> words(Json words) {
    Map<String, String> means = new TreeMap<>();
    ((Json.Obj) words)
        .object("means")
        .members()
        .forEach(
            (word, ours) -> {
              if (ours instanceof Json.Text text) {
                means.put(word, text.value());
              }
            });
    return means;
  }

  /** The text that a claim holds: by its name, or by a path with dots between. */
  public static Optional<String> text(Map<String, ?> claims, String name) {
    return find(claims, name).filter(String.class::isInstance).map(String.class::cast);
  }

  /**
   * What a login says at the most.
   *
   * @return empty when a claim that is mapped names nothing that is known
   */
  public Optional<Limit> limit(Map<String, ?> claims) {
    Optional<Role> role = Optional.empty();
    if (roles.isPresent()) {
      role = highest(meant(claims, roles.get()));
      if (role.isEmpty()) {
        return Optional.empty();
      }
    }
    boolean named = role.map(Role::isPerson).orElse(true) && teams.isPresent();
    Optional<Set<String>> belongs =
        named ? Optional.of(meant(claims, teams.get())) : Optional.empty();
    return belongs.map(Set::isEmpty).orElse(false)
        ? Optional.empty()
        : Optional.of(new Limit(role, belongs));
  }

  /** Whether all that is mapped stands in these claims. */
  public boolean isIn(Map<String, ?> claims) {
    return find(claims, person).isPresent()
        && roles.map(words -> find(claims, words.claim()).isPresent()).orElse(true)
        && teams.map(words -> find(claims, words.claim()).isPresent()).orElse(true)
        && force.map(claim -> find(claims, claim).isPresent()).orElse(true);
  }

  /** A partner system, or triage, is nothing else: whoever has a rank too is that. */
  private static Optional<Role> highest(Set<Role> roles) {
    return roles.stream()
        .filter(Role::isPerson)
        .max(Role::compareTo)
        .or(() -> roles.stream().findFirst());
  }

  private static <T> Set<T> meant(Map<String, ?> claims, Words<T> words) {
    Set<T> meant = new TreeSet<>();
    Optional<?> found = find(claims, words.claim());
    Collection<?> said =
        found.isEmpty()
            ? List.of()
            : found.get() instanceof Collection<?> several ? several : List.of(found.get());
    for (Object word : said) {
      T means = word instanceof String text ? words.means().get(text) : null;
      if (means != null) {
        meant.add(means);
      }
    }
    return meant;
  }

  private static Optional<?> find(Map<String, ?> claims, String name) {
    Object whole = claims.get(name);
    if (whole != null) {
      return Optional.of(whole);
    }
    Object at = claims;
    for (String step : name.split("\\.", -1)) {
      at = at instanceof Map<?, ?> object ? object.get(step) : null;
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }
}
