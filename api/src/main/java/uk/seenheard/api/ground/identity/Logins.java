package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.Claims;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.vouch.TokenReader;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * What a login allows: the provider's own, shown with a request, or one that this server made
 * within a session that the provider vouched for.
 */
final class Logins {
  static final String LOGIN = "JWT";
  static final String SESSION = "seenheard-login+jwt";
  static final String SESSION_ISSUER = "seenheard-session";
  static final String DEMO_ISSUER = "seenheard-demo";
  static final String BEARER = "Bearer ";
  static final String FORCE = "force";
  static final String ROLE = "role";
  static final String TEAM = "team";
  static final String TEAMS = "teams";
  static final String SESSION_ID = "sid";

  /** What a provider's token is that says what it is, and what no request may come with. */
  private static final Set<String> NOT_TO_SHOW = Set.of("ID", "Refresh", "Offline", "Logout");

  private final Force force;
  private final Map<String, Person> people = new HashMap<>();
  private final String loginIssuer;
  private final ClaimMapping mapping;
  private final boolean demo;
  private final SignedTokens logins;
  private final SignedTokens sessions;
  private final ClientTokens machines;
  private final Revocations revocations;
  private final Moves moves;
  private final Absences absences;
  private final EndedLogins ended = new EndedLogins();
  private final Digests digests;
  private volatile Consumer<String> refusals = check -> {};

  Logins(
      Force force,
      Keys keys,
      LoginSource source,
      Digests digests,
      Revocations revocations,
      Absences absences,
      Moves moves) {
    this.force = force;
    this.digests = digests;
    this.revocations = revocations;
    this.absences = absences;
    this.moves = moves;
    force.people().forEach(person -> people.put(person.id(), person));
    if (source instanceof LoginSource.Provider provider) {
      demo = false;
      loginIssuer = provider.issuer();
      mapping = provider.mapping();
      logins = new SignedTokens(Set.of(LOGIN, "at+jwt"), provider.keys(), digests);
    } else {
      demo = true;
      loginIssuer = DEMO_ISSUER;
      mapping = ClaimMapping.of(Claims.SUBJECT, Optional.of(FORCE));
      logins = new SignedTokens(LOGIN, keys.tokenKeys(), digests);
    }
    sessions = new SignedTokens(SESSION, keys.tokenKeys(), digests);
    machines = new ClientTokens(force, keys, digests, revocations);
  }

  ClientTokens machines() {
    return machines;
  }

  EndedLogins ended() {
    return ended;
  }

  void onRefused(Consumer<String> listener) {
    refusals = listener;
  }

  /** See {@link Gatekeeper#admit}. */
  Grant admit(@Nullable String authorization, long now) {
    if (authorization == null || authorization.isBlank()) {
      throw Unproven.login(
          "missing", "The login is missing: send the header Authorization: Bearer <token>");
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Unproven.login(
          "malformed", "The header Authorization is not of the form: Bearer <token>");
    }
    String token = bearer(authorization);
    if (ClientTokens.isOne(token)) {
      Grant machine = machines.admit(token, now, ended.allBefore());
      if (!ended.isEmpty() && ended.has(signedPart(token))) {
        throw signedOut();
      }
      return machine;
    }
    return person(token, now);
  }

  private Grant person(String token, long now) {
    boolean own = isOfSession(token);
    SignedTokens.Read read =
        Tokens.read(
            own ? sessions : logins,
            token,
            refused -> {
              refusals.accept(refused.check());
              return Unproven.login(
                  refused.reason(), "The login " + refused.detail() + "; sign in again");
            });
    Grant grant = grant(read, own, now);
    if (!ended.isEmpty() && (ended.has(signedPart(token)) || ended.has(session(read.said())))) {
      throw signedOut();
    }
    return grant;
  }

  private static Refused signedOut() {
    return Unproven.login("signed-out", "This login was signed out of: sign in again");
  }

  private static boolean isOfSession(String token) {
    return token.length() <= SignedTokens.MAX_CHARS
        && TokenReader.kindNamed(token).map(SESSION::equalsIgnoreCase).orElse(false);
  }

  /** Every login of one session, as those that were signed out of are known by. */
  private Hash session(Said login) {
    return sessionHash(login.text(SESSION_ID));
  }

  private Hash sessionHash(String session) {
    return Hash.of("seenheard/session-login/1\n" + session, digests);
  }

  /** What ends every login of a session, of whatever process. */
  EndedLogins.Ended endingSession(String session, String person, long until) {
    return new EndedLogins.Ended(sessionHash(session), person, until);
  }

  /** The name of the provider's key that a login says, when that is not known here. */
  boolean namesUnknownKey(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()) || demo) {
      return false;
    }
    String token = bearer(authorization);
    return token.length() <= SignedTokens.MAX_CHARS
        && !isOfSession(token)
        && !ClientTokens.isOne(token)
        && TokenReader.keyNamed(token).map(kid -> !logins.hasKey(kid)).orElse(false);
  }

  /** What ends with the login in a header: whoever shows it now may end it. */
  EndedLogins.Ended ending(@Nullable String authorization, long now) {
    Grant grant = admit(authorization, now);
    return new EndedLogins.Ended(
        signedPart(bearer(String.valueOf(authorization))), grant.person(), grant.expiresAt());
  }

  private Hash signedPart(String token) {
    return Hash.of(token.substring(0, Math.max(0, token.lastIndexOf('.'))), digests);
  }

  /** Whether the login in a header was verified before, so that admitting it again is quick. */
  boolean knows(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    String token = bearer(authorization);
    if (ClientTokens.isOne(token)) {
      return machines.knows(token);
    }
    return (isOfSession(token) ? sessions : logins).knows(token);
  }

  private static String bearer(String authorization) {
    return authorization.substring(BEARER.length()).trim();
  }

  private Grant grant(SignedTokens.Read read, boolean own, long now) {
    Said login = read.said();
    String issuer = own ? SESSION_ISSUER : loginIssuer;
    if (!issuer.equals(login.issuer())) {
      throw forged("issuer");
    }
    if (!login.audience().contains(Tokens.AUDIENCE)) {
      throw forged("audience");
    }
    if (NOT_TO_SHOW.contains(login.text("typ"))) {
      throw forged("kind");
    }
    if (!isOfThisForce(login, own)) {
      refusals.accept("force");
      throw Unproven.login("other-force", "The login is of another force");
    }
    String id = own ? login.subject() : person(login);
    // Before the end of the login, so that a handset whose login has ended learns of it too.
    if (revocations.since(id).isPresent()) {
      throw Unproven.login(
          "revoked",
          "This account was withdrawn: speak to your inspector. What a handset holds unsent still"
              + " goes out");
    }
    long expiresAt =
        LoginTimes.end(
            login,
            now,
            ended.allBefore(),
            (reason, detail) -> {
              refusals.accept("times");
              return Unproven.login(reason, detail);
            });
    Person person = people.get(id);
    if (person == null) {
      refusals.accept("roster");
      throw Unproven.login(
          "unknown-person", "The login names nobody on the roster of the force: have it corrected");
    }
    return granted(person, limit(login, own), expiresAt, read.hash(), now);
  }

  private Refused forged(String check) {
    refusals.accept(check);
    return Unproven.login(
        "forged", "The login was not issued for this service by the force's identity provider");
  }

  private boolean isOfThisForce(Said login, boolean own) {
    String claim = own ? FORCE : mapping.force().orElse(FORCE);
    boolean needed = own || mapping.force().isPresent();
    Optional<String> said = ClaimMapping.text(login.all(), claim);
    return said.map(force.id()::equals).orElse(!needed);
  }

  private String person(Said login) {
    return ClaimMapping.text(login.all(), mapping.person()).orElse("");
  }

  private ClaimMapping.Limit limit(Said login, boolean own) {
    if (own) {
      return new ClaimMapping.Limit(Role.of(login.text(ROLE)), teamsNamed(login));
    }
    return mapping
        .limit(login.all())
        .orElseThrow(
            () -> {
              refusals.accept("roles");
              return notEntitled();
            });
  }

  private static Optional<Set<String>> teamsNamed(Said login) {
    if (!(login.get(TEAMS) instanceof Collection<?> listed)) {
      return Optional.empty();
    }
    Set<String> teams = new TreeSet<>();
    listed.forEach(team -> teams.add(String.valueOf(team)));
    return Optional.of(teams);
  }

  private static Refused notEntitled() {
    return Unproven.login(
        "not-entitled",
        "The login gives none of the roles or teams that the roster has for you: have it"
            + " corrected");
  }

  private Grant granted(
      Person person, ClaimMapping.Limit limit, long expiresAt, Hash token, long now) {
    List<String> teams = limit.of(moves.teams(person));
    Optional<Role> role = limit.of(person.role());
    if (role.isEmpty() || (teams.isEmpty() && role.get().isPerson())) {
      refusals.accept("roles");
      throw notEntitled();
    }
    boolean whole = role.get() == person.role();
    Person limited = new Person(person.id(), person.name(), role.get(), teams, person.camera());
    // Whose login gives less than their own rank has nobody else's beside.
    Person acting = whole ? acting(limited, now) : limited;
    return new Grant(
        force.id(),
        person.id(),
        person.name(),
        acting.role(),
        Set.copyOf(acting.teams()),
        expiresAt,
        token,
        new Grant.Own(
            role.get(),
            Set.copyOf(teams),
            whole ? Set.copyOf(absences.actsFor(person.id(), now)) : Set.of()));
  }

  /** A person with the rank and the teams of those whom they act for. */
  private Person acting(Person person, long now) {
    Role role = person.role();
    Set<String> teams = new TreeSet<>(person.teams());
    for (String id : absences.actsFor(person.id(), now)) {
      Person away = people.get(id);
      if (away == null || !role.isPerson() || !away.role().isPerson()) {
        continue;
      }
      if (away.role().compareTo(role) > 0) {
        // The rank goes with the teams that it was given for, not with their own.
        role = away.role();
        teams.clear();
      }
      if (away.role() == role) {
        teams.addAll(moves.teams(away));
      }
    }
    return new Person(person.id(), person.name(), role, List.copyOf(teams), person.camera());
  }
}
