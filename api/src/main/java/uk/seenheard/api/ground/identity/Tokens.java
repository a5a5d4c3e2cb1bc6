package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.PublicKey;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * The tokens of a force (JWT, ES256): it verifies logins, and makes and verifies enrolments and
 * shift passes.
 *
 * <p>The first look at a token costs one ECDSA verification (about a millisecond: off the event
 * loop), further ones a hash.
 */
public final class Tokens implements Gatekeeper {
  /** What login tokens must name as their audience. */
  public static final String AUDIENCE = "seenheard";

  private static final String LOGIN = "JWT";
  private static final String ENROLMENT = "seenheard-enrolment+jwt";
  private static final String PASS = "seenheard-pass+jwt";
  private static final String DEMO_ISSUER = "seenheard-demo";
  private static final String BEARER = "Bearer ";

  private static final String FORCE = "force";
  private static final String DEVICE = "device";
  private static final String ROLE = "role";
  private static final String TEAM = "team";
  private static final String KEY = "key";
  private static final String AT = "at";
  private static final String LEASE = "lease";

  private final Force force;
  private final Keys keys;
  private final Map<String, Person> people = new HashMap<>();
  private final String loginIssuer;
  private final String personClaim;
  private final boolean demo;
  private final SignedTokens logins;
  private final SignedTokens enrolments;
  private final SignedTokens passes;
  private final Revocations revocations;
  private final Moves moves;
  private final Absences absences;
  private final EndedLogins ended = new EndedLogins();
  private final ClientTokens machines;
  private final Digests digests;

  /** For one force, its server's keys and the one place where logins come from. */
  public Tokens(Force force, Keys keys, LoginSource source, Digests digests) {
    this(force, keys, source, digests, new Revocations());
  }

  /** Also for people whose accounts may be withdrawn. */
  public Tokens(
      Force force, Keys keys, LoginSource source, Digests digests, Revocations revocations) {
    this(force, keys, source, digests, revocations, new Absences(), new Moves());
  }

  /** Also for people who act for others while those are away, or who are moved to other teams. */
  public Tokens(
      Force force,
      Keys keys,
      LoginSource source,
      Digests digests,
      Revocations revocations,
      Absences absences,
      Moves moves) {
    this.absences = absences;
    this.revocations = revocations;
    this.moves = moves;
    this.digests = digests;
    this.force = force;
    this.keys = keys;
    force.people().forEach(person -> people.put(person.id(), person));
    if (source instanceof LoginSource.Provider provider) {
      demo = false;
      loginIssuer = provider.issuer();
      personClaim = provider.personClaim();
      logins = new SignedTokens(LOGIN, provider.keys(), digests);
    } else {
      demo = true;
      loginIssuer = DEMO_ISSUER;
      personClaim = Claims.SUBJECT;
      logins = new SignedTokens(LOGIN, keys.tokenKeys(), digests);
    }
    enrolments = new SignedTokens(ENROLMENT, keys.tokenKeys(), digests);
    passes = new SignedTokens(PASS, keys.tokenKeys(), digests);
    machines = new ClientTokens(force, keys, digests, revocations);
  }

  /** The logins that somebody has signed out of. */
  public EndedLogins ended() {
    return ended;
  }

  /** The tokens of machines. */
  public ClientTokens machines() {
    return machines;
  }

  /** The force whose tokens these are. */
  public Force force() {
    return force;
  }

  /** The teams that somebody has now: those of the roster until they are moved. */
  public List<String> teams(Person person) {
    return moves.teams(person);
  }

  @Override
  public Grant admit(@Nullable String authorization, long now) {
    if (authorization == null || authorization.isBlank()) {
      throw Unproven.login(
          "missing", "The login is missing: send the header Authorization: Bearer <token>");
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Unproven.login(
          "malformed", "The header Authorization is not of the form: Bearer <token>");
    }
    String token = bearer(authorization);
    Grant grant =
        ClientTokens.isOne(token)
            ? machines.admit(token, now, ended.allBefore())
            : person(token, now);
    if (!ended.isEmpty() && ended.has(signedPart(token))) {
      throw Unproven.login("signed-out", "This login was signed out of: sign in again");
    }
    return grant;
  }

  private Grant person(String bearer, long now) {
    SignedTokens.Read read =
        read(
            logins,
            bearer,
            (reason, detail) -> Unproven.login(reason, "The login " + detail + "; sign in again"));
    return grant(read, now);
  }

  /** What ends with the login in a header: whoever shows it now may end it. */
  public EndedLogins.Ended ending(@Nullable String authorization, long now) {
    Grant grant = admit(authorization, now);
    return new EndedLogins.Ended(
        signedPart(bearer(String.valueOf(authorization))), grant.person(), grant.expiresAt());
  }

  private Hash signedPart(String token) {
    return Hash.of(token.substring(0, Math.max(0, token.lastIndexOf('.'))), digests);
  }

  /** Whether the login in a header was verified before, so that admitting it again is quick. */
  public boolean knows(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && (logins.knows(bearer(authorization)) || machines.knows(bearer(authorization)));
  }

  private static String bearer(String authorization) {
    return authorization.substring(BEARER.length()).trim();
  }

  private Grant grant(SignedTokens.Read read, long now) {
    Claims login = read.claims();
    Set<String> audience = login.getAudience();
    if (!loginIssuer.equals(login.getIssuer())
        || audience == null
        || !audience.contains(AUDIENCE)) {
      throw Unproven.login(
          "forged", "The login was not issued for this service by the force's identity provider");
    }
    if (!force.id().equals(text(login, FORCE))) {
      throw Unproven.login("other-force", "The login is of another force");
    }
    // Before the end of the login, so that a handset whose login has ended learns of it too.
    if (revocations.since(text(login, personClaim)).isPresent()) {
      throw Unproven.login(
          "revoked",
          "This account was withdrawn: speak to your inspector. What a handset holds unsent still"
              + " goes out");
    }
    long expiresAt = LoginTimes.end(login, now, ended.allBefore(), Unproven::login);
    Person person = people.get(text(login, personClaim));
    if (person == null) {
      throw Unproven.login(
          "unknown-person", "The login names nobody on the roster of the force: have it corrected");
    }
    Person acting = acting(person, now);
    return new Grant(
        force.id(),
        person.id(),
        person.name(),
        acting.role(),
        Set.copyOf(acting.teams()),
        expiresAt,
        read.hash(),
        new Grant.Own(
            person.role(),
            Set.copyOf(moves.teams(person)),
            Set.copyOf(absences.actsFor(person.id(), now))));
  }

  /** A person with the rank and the teams of those whom they act for. */
  private Person acting(Person person, long now) {
    Role role = person.role();
    Set<String> teams = new TreeSet<>(moves.teams(person));
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
    return new Person(person.id(), person.name(), role, List.copyOf(teams));
  }

  /**
   * The enrolment that a token states.
   *
   * @throws Refused when it does not hold
   */
  public Enrolment enrolment(String token) {
    Claims said =
        read(
                enrolments,
                token,
                (reason, detail) -> Unproven.enrolment(reason, "The enrolment " + detail))
            .claims();
    if (!force.id().equals(said.getIssuer())) {
      throw Unproven.enrolment("other-force", "The enrolment is of another force");
    }
    Optional<PublicKey> key = Signatures.key(text(said, KEY));
    String device = text(said, DEVICE);
    if (key.isEmpty() || device.isEmpty()) {
      throw Unproven.enrolment("malformed", "The enrolment names no device or no key");
    }
    return new Enrolment(force.id(), device, key.get());
  }

  /**
   * The shift pass that a token states. That its lease has ended is no reason to refuse it: words
   * written under it are carried home whenever there is signal.
   *
   * @throws Refused when it does not hold
   */
  public ShiftPass pass(String token) {
    SignedTokens.Read read =
        read(passes, token, (reason, detail) -> Unproven.pass(reason, "A shift pass " + detail));
    Claims said = read.claims();
    if (!force.id().equals(said.getIssuer())) {
      throw Unproven.pass("other-force", "A shift pass is of another force");
    }
    Optional<Role> role = Role.of(text(said, ROLE));
    if (role.isEmpty()
        || !(said.get(AT) instanceof Number at)
        || !(said.get(LEASE) instanceof Number lease)) {
      throw Unproven.pass("malformed", "A shift pass lacks its role, its start or its lease");
    }
    return new ShiftPass(
        read.hash(),
        force.id(),
        text(said, DEVICE),
        text(said, Claims.SUBJECT),
        role.get(),
        text(said, TEAM),
        at.longValue(),
        lease.longValue());
  }

  /** The shift pass that a token states, or empty when no server of this force made it. */
  public Optional<ShiftPass> genuinePass(String token) {
    try {
      return Optional.of(pass(token));
    } catch (Refused refused) {
      return Optional.empty();
    }
  }

  /**
   * Makes an enrolment. It does not expire.
   *
   * @param publicKey the key's one text ({@link Signatures#text})
   * @param person who enrolled the device
   */
  public String issueEnrolment(String device, String publicKey, String person, long now) {
    return sign(
        token(ENROLMENT, force.id(), now)
            .subject(person)
            .claim(DEVICE, device)
            .claim(KEY, publicKey));
  }

  /** Makes the shift pass of a person on a device. */
  public String issuePass(Grant grant, Enrolment enrolment, long now, long leaseMillis) {
    return sign(
        token(PASS, force.id(), now)
            .subject(grant.person())
            .claim(DEVICE, enrolment.device())
            .claim(ROLE, grant.role().word())
            .claim(TEAM, homeTeam(grant.person()))
            .claim(AT, now)
            .claim(LEASE, Math.addExact(now, leaseMillis)));
  }

  /** The key under which this server signs orders to handsets, as their register of keys has it. */
  public String orderKey() {
    PublicKey key = keys.tokenKeys().get(keys.tokenKeyId());
    if (key == null) {
      throw new IllegalStateException("the key that signs has no public half");
    }
    return Signatures.text(key);
  }

  /** Signs the text of an order; computes for a millisecond and belongs on a worker. */
  public String signOrder(String text) {
    return Signatures.sign(keys.tokenKey(), text);
  }

  /** The issuer of demonstration logins; there is none where a provider issues them. */
  public Optional<DemoIssuer> demoIssuer() {
    return demo ? Optional.of(this::issueLogin) : Optional.empty();
  }

  /** Makes logins for anybody who asks: exists in demonstrations only. */
  @FunctionalInterface
  public interface DemoIssuer {
    /** The login of somebody on the roster, valid until then. */
    String login(Person person, long now, long expiresAt);
  }

  private String issueLogin(Person person, long now, long expiresAt) {
    return sign(
        token(LOGIN, DEMO_ISSUER, now)
            .subject(person.id())
            .id(UUID.randomUUID().toString())
            .audience()
            .add(AUDIENCE)
            .and()
            .claim(FORCE, force.id())
            .expiration(new Date(expiresAt)));
  }

  private String homeTeam(String id) {
    return force.person(id).flatMap(one -> moves.teams(one).stream().findFirst()).orElse("");
  }

  private JwtBuilder token(String kind, String issuer, long now) {
    return Jwts.builder()
        .header()
        .type(kind)
        .keyId(keys.tokenKeyId())
        .and()
        .issuer(issuer)
        .issuedAt(new Date(now));
  }

  private String sign(JwtBuilder token) {
    return token.signWith(keys.tokenKey(), Jwts.SIG.ES256).compact();
  }

  private static SignedTokens.Read read(
      SignedTokens tokens, String token, BiFunction<String, String, Refused> refusal) {
    try {
      return tokens.read(token);
    } catch (SignedTokens.Refused refused) {
      throw refusal.apply(refused.reason(), refused.detail());
    }
  }

  private static String text(Claims claims, String name) {
    return claims.get(name) instanceof String text ? text : "";
  }
}
