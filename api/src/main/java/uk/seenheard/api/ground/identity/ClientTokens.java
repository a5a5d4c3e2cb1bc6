package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.vouch.TokenReader;
import uk.seenheard.sync.codec.Digests;

/**
 * The tokens of machines (OAuth 2.0 client credentials): made for an hour by the client's secret,
 * good only while the client is, and for no more than its feeds.
 */
public final class ClientTokens {
  private static final String KIND = "seenheard-client+jwt";
  private static final String SCOPE = "scope";
  private static final long GOOD_MILLIS = Duration.ofHours(1).toMillis();

  private final Force force;
  private final Keys keys;
  private final Digests digests;
  private final Revocations revocations;
  private final MachineClients clients = new MachineClients();
  private final SignedTokens tokens;

  ClientTokens(Force force, Keys keys, Digests digests, Revocations revocations) {
    this.force = force;
    this.keys = keys;
    this.digests = digests;
    this.revocations = revocations;
    this.tokens = new SignedTokens(KIND, keys.tokenKeys(), digests);
  }

  /** The machines that may sign in. */
  public MachineClients clients() {
    return clients;
  }

  /**
   * A token that was made.
   *
   * @param seconds how long it is good
   */
  public record Made(String token, long seconds, Set<String> scopes) {}

  /**
   * Makes a token; empty when the client or its secret is not known, without saying which.
   *
   * @param asked the feeds that it is for; none for all of the client's
   */
  public Optional<Made> make(String client, String secret, Set<String> asked, long now) {
    return clients
        .client(client)
        .filter(one -> one.has(MachineClients.kept(secret, digests), now))
        .filter(one -> one.scopes().containsAll(asked))
        .map(one -> made(one, asked.isEmpty() ? one.scopes() : asked, now));
  }

  private Made made(MachineClients.Client client, Set<String> scopes, long now) {
    String token =
        Jwts.builder()
            .header()
            .type(KIND)
            .keyId(keys.tokenKeyId())
            .and()
            .issuer(force.id())
            .issuedAt(new Date(now))
            .expiration(new Date(now + GOOD_MILLIS))
            .subject(client.id())
            .claim(SCOPE, String.join(" ", new TreeSet<>(scopes)))
            .signWith(keys.tokenKey(), Jwts.SIG.ES256)
            .compact();
    return new Made(token, GOOD_MILLIS / 1_000, scopes);
  }

  /** Whether a token says that it is a machine's; whether it is, is seen when it is read. */
  static boolean isOne(String token) {
    int end = token.indexOf('.');
    if (end < 0 || token.length() > SignedTokens.MAX_CHARS) {
      return false;
    }
    try {
      byte[] head = Base64.getUrlDecoder().decode(token.substring(0, end));
      return new String(head, StandardCharsets.UTF_8).contains('"' + KIND + '"');
    } catch (IllegalArgumentException noToken) {
      return false;
    }
  }

  boolean knows(String token) {
    return tokens.knows(token);
  }

  /**
   * What a machine's token allows now.
   *
   * @param since tokens that were made before are ended
   * @throws Refused when it does not hold
   */
  Grant admit(String token, long now, long since) {
    SignedTokens.Read read;
    try {
      read = tokens.read(token);
    } catch (TokenReader.Refused refused) {
      throw Unproven.login(refused.reason(), "The token " + refused.detail());
    }
    Said said = read.said();
    if (!force.id().equals(said.issuer())) {
      throw Unproven.login("other-force", "The token is of another force");
    }
    long expiresAt = LoginTimes.end(said, now, since, Unproven::login);
    MachineClients.Client client =
        clients
            .client(said.subject())
            .filter(one -> !one.ended())
            .orElseThrow(() -> Unproven.login("revoked", "This client was ended: ask for another"));
    Person person =
        force
            .person(client.person())
            .filter(one -> MachineClients.mayBeActedAs(one.role()))
            .filter(one -> revocations.since(one.id()).isEmpty())
            .orElseThrow(
                () -> Unproven.login("revoked", "The account of this client was withdrawn"));
    Set<String> scopes = new TreeSet<>(client.scopes());
    scopes.retainAll(Set.of(String.valueOf(said.get(SCOPE)).split(" ", -1)));
    return new Grant(
        force.id(),
        person.id(),
        person.name(),
        person.role(),
        Set.of(),
        expiresAt,
        read.hash(),
        new Grant.Own(person.role(), Set.of(), Set.of()),
        Optional.of(scopes));
  }
}
