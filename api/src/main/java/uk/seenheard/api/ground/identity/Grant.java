package uk.seenheard.api.ground.identity;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Hash;

/**
 * What a verified login allows: who it is, and the scopes within which every query of theirs stays.
 *
 * <p>Rank and teams may be somebody else's, for whom they act. What is decided about people goes by
 * {@link Own} instead, so that no acting rank grows by itself.
 *
 * @param force the force whose data they may see at all
 * @param person the person's id
 * @param name how the pages address them
 * @param teams the teams they belong to
 * @param expiresAt when the login ends, milliseconds since 1970
 * @param token hash of the token: review acts name it as their pass
 * @param own what is theirs without anybody else's absence
 * @param only of a machine, the feeds that it may use; of a person everything that the role may
 */
public record Grant(
    String force,
    String person,
    String name,
    Role role,
    Set<String> teams,
    long expiresAt,
    Hash token,
    Own own,
    Optional<Set<String>> only) {
  /** The scope that every incident of a force has. */
  public static final String WHOLE_FORCE = "force";

  /** Copies the teams. */
  public Grant {
    teams = Set.copyOf(teams);
    only = only.map(Set::copyOf);
  }

  /** Of a person. */
  public Grant(
      String force,
      String person,
      String name,
      Role role,
      Set<String> teams,
      long expiresAt,
      Hash token,
      Own own) {
    this(force, person, name, role, teams, expiresAt, token, own, Optional.empty());
  }

  /** Whether it may use a feed, as far as that goes by what a machine is for. */
  public boolean isFor(String feed) {
    return only.isEmpty() || only.get().contains(feed);
  }

  /**
   * What somebody is by themselves.
   *
   * @param actsFor those whose rank they act with now
   */
  public record Own(Role role, Set<String> teams, Set<String> actsFor) {
    /** Copies. */
    public Own {
      teams = Set.copyOf(teams);
      actsFor = Set.copyOf(actsFor);
    }
  }

  /**
   * Lets somebody decide about a person: only by their own rank, and never about who gave them the
   * rank that they act with.
   *
   * @param needed the rank from which on such a decision is made
   * @param about the person's id
   * @param refusal what somebody without the rank is told
   * @throws Refused when it is not theirs to decide
   */
  public void requireOwnRank(Role needed, String about, String refusal) {
    boolean has = own.role().isPerson() && own.role().compareTo(needed) >= 0;
    if (!has && role.isPerson() && role.compareTo(needed) >= 0) {
      throw new Refusal.Forbidden(
              "You act with somebody else's rank: decisions about people need one's own.")
          .raised();
    }
    if (!has) {
      throw new Refusal.Forbidden(refusal).raised();
    }
    if (own.actsFor().contains(about)) {
      throw new Refusal.Forbidden(
              "You act for this person: somebody else decides about them until they are back.")
          .raised();
    }
  }

  /**
   * The scopes of this person, in order: an incident is visible when one of its scopes is among
   * them. {@code person:ID}, {@code team:ID}, {@code force}.
   */
  public Set<String> scopes() {
    TreeSet<String> scopes = new TreeSet<>();
    switch (role) {
      case OFFICER -> scopes.add(personScope(person));
      case SUPERVISOR -> {
        scopes.add(personScope(person));
        teams.forEach(team -> scopes.add(teamScope(team)));
      }
      case INSPECTOR -> scopes.add(WHOLE_FORCE);
      case INTEGRATOR, TRIAGE, RECIPIENT -> {
        // See no incident: only what was authorised for them, or the notices.
      }
    }
    return scopes;
  }

  /**
   * The scopes of this person, or, when a team is named, that team's alone.
   *
   * @throws Refused when it is not one of their teams
   */
  public Set<String> scopesOf(Optional<String> team) {
    Set<String> scopes = scopes();
    if (team.isEmpty()) {
      return scopes;
    }
    String scope = teamScope(team.get());
    if (!scopes.contains(scope) && !scopes.contains(WHOLE_FORCE)) {
      throw new Refusal.Forbidden("team is not one of your teams.").raised();
    }
    return Set.of(scope);
  }

  /** The scope of one person. */
  public static String personScope(String person) {
    return "person:" + person;
  }

  /** Whether a scope is a team's. */
  public static boolean isTeamScope(String scope) {
    return scope.startsWith("team:");
  }

  /** The scope of one team. */
  public static String teamScope(String team) {
    return "team:" + team;
  }
}
