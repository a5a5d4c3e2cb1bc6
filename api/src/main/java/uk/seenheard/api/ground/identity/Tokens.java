package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.PublicKey;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.api.ground.vouch.TokenReader;
import uk.seenheard.sync.codec.Digests;

/**
 * The tokens of a force (JWT, ES256): it verifies logins, and makes and verifies enrolments and
 * shift passes.
 *
 * <p>The first look at a token costs one ECDSA verification (about a millisecond: off the event
 * loop, see {@code LoginDoor}), further ones a hash.
 */
public final class Tokens implements Gatekeeper {
  /** What login tokens must name as their audience. */
  public static final String AUDIENCE = "seenheard";

  private static final String ENROLMENT = "seenheard-enrolment+jwt";
  private static final String PASS = "seenheard-pass+jwt";
  private static final String DEVICE = "device";
  private static final String KEY = "key";
  private static final String AT = "at";
  private static final String LEASE = "lease";

  private final Force force;
  private final Keys keys;
  private final Map<String, Person> people = new HashMap<>();
  private final boolean demo;
  private final Logins logins;
  private final SignedTokens enrolments;
  private final SignedTokens passes;
  private final Moves moves;

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
    this.moves = moves;
    this.force = force;
    this.keys = keys;
    force.people().forEach(person -> people.put(person.id(), person));
    demo = source instanceof LoginSource.Demo;
    logins = new Logins(force, keys, source, digests, revocations, absences, moves);
    enrolments = new SignedTokens(ENROLMENT, keys.tokenKeys(), digests);
    passes = new SignedTokens(PASS, keys.tokenKeys(), digests);
  }

  /** The logins that somebody has signed out of. */
  public EndedLogins ended() {
    return logins.ended();
  }

  /** The tokens of machines. */
  public ClientTokens machines() {
    return logins.machines();
  }

  /** The force whose tokens these are. */
  public Force force() {
    return force;
  }

  /** Tells of each login that is refused, by which check; nothing of the login is told. */
  public void onRefused(Consumer<String> listener) {
    logins.onRefused(listener);
  }

  /** The teams that somebody has now: those of the roster until they are moved. */
  public List<String> teams(Person person) {
    return moves.teams(person);
  }

  @Override
  public Grant admit(@Nullable String authorization, long now) {
    return logins.admit(authorization, now);
  }

  /** What ends with the login in a header: whoever shows it now may end it. */
  public EndedLogins.Ended ending(@Nullable String authorization, long now) {
    return logins.ending(authorization, now);
  }

  /** What ends every login of a session, of whatever process. */
  public EndedLogins.Ended endingSession(String session, String person, long until) {
    return logins.endingSession(session, person, until);
  }

  /** Whether a login names a key of the provider's that is not known here. */
  public boolean namesUnknownKey(String authorization) {
    return logins.namesUnknownKey(authorization);
  }

  /** Whether the login in a header was verified before, so that admitting it again is quick. */
  public boolean knows(String authorization) {
    return logins.knows(authorization);
  }

  /**
   * The enrolment that a token states.
   *
   * @throws Refused when it does not hold
   */
  public Enrolment enrolment(String token) {
    Said said =
        read(
                enrolments,
                token,
                refused ->
                    Unproven.enrolment(refused.reason(), "The enrolment " + refused.detail()))
            .said();
    if (!force.id().equals(said.issuer())) {
      throw Unproven.enrolment("other-force", "The enrolment is of another force");
    }
    Optional<PublicKey> key = Signatures.key(said.text(KEY));
    String device = said.text(DEVICE);
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
        read(
            passes,
            token,
            refused -> Unproven.pass(refused.reason(), "A shift pass " + refused.detail()));
    Said said = read.said();
    if (!force.id().equals(said.issuer())) {
      throw Unproven.pass("other-force", "A shift pass is of another force");
    }
    Optional<Role> role = Role.of(said.text(Logins.ROLE));
    if (role.isEmpty()
        || !(said.get(AT) instanceof Number at)
        || !(said.get(LEASE) instanceof Number lease)) {
      throw Unproven.pass("malformed", "A shift pass lacks its role, its start or its lease");
    }
    return new ShiftPass(
        read.hash(),
        force.id(),
        said.text(DEVICE),
        said.subject(),
        role.get(),
        said.text(Logins.TEAM),
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
            .claim(Logins.ROLE, grant.role().word())
            .claim(Logins.TEAM, homeTeam(grant.person()))
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

  /**
   * Makes a login of somebody whom the provider vouched for, within a session that this server
   * keeps. Computes for a millisecond and belongs on a worker.
   *
   * @param limit what the provider's login lets them be at the most
   * @throws Refused when that leaves nothing
   */
  public SessionLogin issueSessionLogin(
      Person person, ClaimMapping.Limit limit, String session, long now, long expiresAt) {
    JwtBuilder token =
        token(Logins.SESSION, Logins.SESSION_ISSUER, now)
            .subject(person.id())
            .id(UUID.randomUUID().toString())
            .audience()
            .add(AUDIENCE)
            .and()
            .claim(Logins.FORCE, force.id())
            .claim(Logins.SESSION_ID, session)
            .expiration(new Date(expiresAt));
    limit.role().ifPresent(role -> token.claim(Logins.ROLE, role.word()));
    if (limit.teams().isPresent()) {
      // Those of the provider's that are nobody's here make no login long.
      token.claim(Logins.TEAMS, limit.of(moves.teams(person)));
    }
    String text = sign(token);
    return new SessionLogin(text, admit(Logins.BEARER + text, now));
  }

  /** A login of this server's own, and what it allows. */
  public record SessionLogin(String token, Grant grant) {}

  private String issueLogin(Person person, long now, long expiresAt) {
    return sign(
        token(Logins.LOGIN, Logins.DEMO_ISSUER, now)
            .subject(person.id())
            .id(UUID.randomUUID().toString())
            .audience()
            .add(AUDIENCE)
            .and()
            .claim(Logins.FORCE, force.id())
            .expiration(new Date(expiresAt)));
  }

  private String homeTeam(String id) {
    Person person = people.get(id);
    List<String> teams = person == null ? List.of() : moves.teams(person);
    return teams.isEmpty() ? "" : teams.get(0);
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

  static SignedTokens.Read read(
      SignedTokens tokens, String token, Function<TokenReader.Refused, Refused> refusal) {
    try {
      return tokens.read(token);
    } catch (TokenReader.Refused refused) {
      throw refusal.apply(refused);
    }
  }
}
