package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.identity.EndedLogins;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.ProviderFault;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * How a session goes: it begins when the provider vouches for somebody, gives short logins of this
 * server's own for as long as the provider goes on vouching, and ends.
 *
 * <p>Whether it still does is asked when a login is wanted and the last word is a minute old, by
 * one process at a time. While the provider is away its last word holds for an hour: nobody in a
 * kitchen is shut out because a machine elsewhere restarts.
 */
final class SessionLife {
  /** How long a page's login is good for: by then at the latest the provider is asked again. */
  static final Duration LOGIN = Duration.ofMinutes(10);

  private static final long FRESH_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long AWAY_MILLIS = Duration.ofHours(1).toMillis();
  private static final long TURN_MILLIS = Duration.ofSeconds(20).toMillis();
  private static final int SECRET_BYTES = 32;
  private static final int RETRY_SECONDS = 30;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Tokens tokens;
  private final Keys keys;
  private final Provider provider;
  private final Stores stores;
  private final LongSupplier now;
  private final Duration lasts;

  /** What sessions are kept in. */
  record Stores(Sessions sessions, EndedLogins.Register ended, Digests digests) {}

  /**
   * Of a provider's people.
   *
   * @param lasts how long a session is good for at the most
   */
  SessionLife(
      Vertx vertx,
      Tokens tokens,
      Keys keys,
      Provider provider,
      Stores stores,
      LongSupplier now,
      Duration lasts) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.keys = keys;
    this.provider = provider;
    this.stores = stores;
    this.now = now;
    this.lasts = lasts;
  }

  /** A text that nobody guesses. */
  static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Begins a session of somebody on the roster.
   *
   * @return the secret that the browser keeps
   */
  Future<String> begin(Provider.Vouched vouched) {
    String secret = random();
    long at = now.getAsLong();
    return vertx
        .executeBlocking(() -> session(secret, vouched, at, at + lasts.toMillis()), false)
        .compose(stores.sessions()::keep)
        .map(secret);
  }

  private Sessions.Session session(String secret, Provider.Vouched vouched, long at, long until) {
    String id = id(secret);
    // Whoever has no way to be asked about again is asked to sign in again sooner.
    long end = vouched.refresh().isPresent() ? until : Math.min(until, at + AWAY_MILLIS);
    return new Sessions.Session(
        id,
        vouched.person(),
        vouched.subject(),
        Sessions.Limit.of(vouched.limit()),
        end,
        at,
        vouched.refresh().map(refresh -> seal(secret, id, refresh)));
  }

  /** A login of this server's own, within a session. */
  Future<Tokens.SessionLogin> login(String secret) {
    long at = now.getAsLong();
    return stores
        .sessions()
        .find(id(secret), at)
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw over();
              }
              return standing(secret, found.get(), at);
            })
        .compose(session -> vertx.executeBlocking(() -> issue(session, at), false));
  }

  private Tokens.SessionLogin issue(Sessions.Session session, long at) {
    Person person = tokens.force().person(session.person()).orElseThrow(SessionLife::over);
    return tokens.issueSessionLogin(
        person,
        session.limit().read(),
        session.id(),
        at,
        Math.min(session.until(), at + LOGIN.toMillis()));
  }

  /** The session with the provider's word, as new as it has to be. */
  private Future<Sessions.Session> standing(String secret, Sessions.Session session, long at) {
    if (session.sealed().isEmpty() || at - session.vouchedAt() < FRESH_MILLIS) {
      return Future.succeededFuture(session);
    }
    return stores
        .sessions()
        .take(session.id(), at, at - TURN_MILLIS)
        .compose(
            mine ->
                mine ? asked(secret, session, at) : Future.succeededFuture(whileAway(session, at)));
  }

  private Future<Sessions.Session> asked(String secret, Sessions.Session session, long at) {
    Optional<String> refresh = session.sealed().flatMap(kept -> open(secret, session.id(), kept));
    if (refresh.isEmpty()) {
      return over(session);
    }
    return provider
        .again(refresh.get(), session.subject())
        .map(vouched -> renewed(secret, session, vouched, refresh.get(), at))
        .compose(renewed -> stores.sessions().keep(renewed).map(renewed))
        .recover(failed -> unanswered(session, failed, at));
  }

  private Sessions.Session renewed(
      String secret, Sessions.Session before, Provider.Vouched vouched, String refresh, long at) {
    if (!vouched.person().equals(before.person())) {
      throw over();
    }
    Provider.Vouched kept =
        new Provider.Vouched(
            vouched.subject(),
            vouched.person(),
            vouched.limit(),
            Optional.of(vouched.refresh().orElse(refresh)));
    return session(secret, kept, at, before.until());
  }

  private Future<Sessions.Session> unanswered(Sessions.Session session, Throwable failed, long at) {
    if (failed instanceof ProviderFault fault && !fault.isAway()) {
      return over(session);
    }
    if (failed instanceof ProviderFault) {
      return Future.succeededFuture(whileAway(session, at));
    }
    return Future.failedFuture(failed);
  }

  private static Sessions.Session whileAway(Sessions.Session session, long at) {
    if (at - session.vouchedAt() < AWAY_MILLIS) {
      return session;
    }
    throw new Refusal.Later(
            false,
            "Your force's sign-in does not answer, and your login is an hour old: try again soon."
                + " What you have entered is kept.",
            RETRY_SECONDS)
        .raised();
  }

  private Future<Sessions.Session> over(Sessions.Session session) {
    return ended(session).compose(done -> Future.failedFuture(over()));
  }

  private Future<Void> ended(Sessions.Session session) {
    EndedLogins.Ended logins =
        tokens.endingSession(session.id(), session.person(), now.getAsLong() + LOGIN.toMillis());
    // Here at once, whatever becomes of the store.
    tokens.ended().end(logins);
    return stores.ended().keep(logins).compose(kept -> stores.sessions().forget(session.id()));
  }

  /** Ends a session at both ends; what is not one any more is ended. */
  Future<Void> end(String secret) {
    long at = now.getAsLong();
    return stores
        .sessions()
        .find(id(secret), at)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : ended(found.get()).onSuccess(done -> giveBack(secret, found.get())));
  }

  /** Nobody waits for it: here the session is over. */
  private void giveBack(String secret, Sessions.Session session) {
    session
        .sealed()
        .flatMap(kept -> open(secret, session.id(), kept))
        .ifPresent(provider::giveBack);
  }

  private static Refused over() {
    return new Refusal.Unproven(
            Refusal.Proof.LOGIN,
            Optional.of("session-over"),
            "Your sign-in has ended: sign in again. What you have entered is kept.")
        .raised();
  }

  private String id(String secret) {
    return Hash.of("seenheard/session/1\n" + secret, stores.digests()).hex();
  }

  private String seal(String secret, String id, String refresh) {
    return Base64.getEncoder()
        .encodeToString(
            IncidentKey.of(keys.sessionKey(secret)).seal(new Hash(id), refresh).bytes());
  }

  private Optional<String> open(String secret, String id, String kept) {
    return IncidentKey.of(keys.sessionKey(secret))
        .open(new Hash(id), Sealed.of(Base64.getDecoder().decode(kept)));
  }
}
