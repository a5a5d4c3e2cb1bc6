package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.DeviceRegister;
import uk.seenheard.api.ground.identity.EndedLogins;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.ShiftWatch;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.RefusedLogins;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JsonReader;

/** The entrances of this package; the demonstration's is among them only in a demonstration. */
public final class IdentityDoors {
  private static final Duration DEMO_LOGIN = Duration.ofHours(10);

  /** For a server that is gone when its logins are. */
  private static final EndedLogins.Register NOWHERE =
      new EndedLogins.Register() {
        @Override
        public Future<Void> keep(EndedLogins.Ended login) {
          return Future.succeededFuture();
        }

        @Override
        public Future<List<EndedLogins.Ended>> standing(long now) {
          return Future.succeededFuture(List.of());
        }
      };

  private IdentityDoors() {}

  /**
   * The doors for a force. They go before the doors of features, whose logins they verify.
   *
   * @param lease how long a shift pass keeps a handset unlocked
   */
  public static List<Door> of(
      Vertx vertx, Tokens tokens, DeviceRegister register, LongSupplier now, Duration lease) {
    return of(vertx, tokens, register, now, lease, begun -> Future.succeededFuture());
  }

  /** The same, with somebody who is told of each shift that begins. */
  public static List<Door> of(
      Vertx vertx,
      Tokens tokens,
      DeviceRegister register,
      LongSupplier now,
      Duration lease,
      ShiftWatch watch) {
    return of(vertx, tokens, register, now, lease, watch, NOWHERE);
  }

  /** The same, with where it is kept who has signed out. */
  public static List<Door> of(
      Vertx vertx,
      Tokens tokens,
      DeviceRegister register,
      LongSupplier now,
      Duration lease,
      ShiftWatch watch,
      EndedLogins.Register ended) {
    return of(vertx, tokens, register, now, lease, watch, ended, Optional.empty(), at -> Set.of());
  }

  /**
   * What signing in at the force's identity provider stands on.
   *
   * @param keys this server's, which seal what is kept
   * @param refused where it is noted which check refused somebody
   * @param secret whether everybody comes by TLS
   */
  public record AtProvider(
      Provider provider,
      Sessions sessions,
      Keys keys,
      RefusedLogins refused,
      JsonReader reader,
      Digests digests,
      boolean secret) {}

  /**
   * The same, where people sign in at an identity provider.
   *
   * @param carries the kinds of notice that the server takes to whom they are for, at a moment: a
   *     handset then asks nobody who took one
   */
  public static List<Door> of(
      Vertx vertx,
      Tokens tokens,
      DeviceRegister register,
      LongSupplier now,
      Duration lease,
      ShiftWatch watch,
      EndedLogins.Register ended,
      Optional<AtProvider> provider,
      LongFunction<Set<String>> carries) {
    Optional<SignInParts> parts = provider.map(at -> parts(vertx, tokens, now, lease, ended, at));
    List<Door> doors = new ArrayList<>();
    doors.add(new SignOutDoor(vertx, tokens, ended, now));
    doors.add(
        new LoginDoor(
            vertx,
            tokens,
            now,
            () -> provider.map(at -> at.provider().look()).orElse(Future.succeededFuture())));
    doors.add(new TokenDoor(vertx, tokens.machines(), now));
    doors.add(new SignInDoor(parts));
    doors.add(new SessionDoor(parts));
    doors.add(new SchemaDoor());
    doors.add(new DeviceDoor(vertx, tokens, register, now, lease, watch, carries));
    tokens
        .demoIssuer()
        .ifPresent(issuer -> doors.add(new DemoDoor(vertx, tokens, issuer, now, DEMO_LOGIN)));
    return List.copyOf(doors);
  }

  private static SignInParts parts(
      Vertx vertx,
      Tokens tokens,
      LongSupplier now,
      Duration lease,
      EndedLogins.Register ended,
      AtProvider at) {
    SessionLife life =
        new SessionLife(
            vertx,
            tokens,
            at.keys(),
            at.provider(),
            new SessionLife.Stores(at.sessions(), ended, at.digests()),
            now,
            lease);
    return new SignInParts(
        at.provider(),
        life,
        new OnTheWay(at.keys(), at.digests(), at.reader()),
        tokens.force(),
        at.refused(),
        new Crumbs(at.secret()),
        now);
  }
}
