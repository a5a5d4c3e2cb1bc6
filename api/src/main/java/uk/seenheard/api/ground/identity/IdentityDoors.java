package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Door;

/** The entrances of this package; the demonstration's is among them only in a demonstration. */
public final class IdentityDoors {
  private static final Duration DEMO_LOGIN = Duration.ofHours(10);

  private IdentityDoors() {}

  /**
   * The doors for a force. They go before the doors of features, whose logins they verify.
   *
   * @param lease how long a shift pass keeps a handset unlocked
   */
  public static List<Door> of(
      Vertx vertx, Tokens tokens, DeviceRegister register, LongSupplier now, Duration lease) {
    return of(vertx, tokens, register, now, lease, begun -> {});
  }

  /** The same, with somebody who is told of each shift that begins. */
  public static List<Door> of(
      Vertx vertx,
      Tokens tokens,
      DeviceRegister register,
      LongSupplier now,
      Duration lease,
      ShiftWatch watch) {
    List<Door> doors = new ArrayList<>();
    doors.add(new LoginDoor(vertx, tokens, now));
    doors.add(new DeviceDoor(vertx, tokens, register, now, lease, watch));
    tokens
        .demoIssuer()
        .ifPresent(
            issuer -> doors.add(new DemoDoor(vertx, tokens.force(), issuer, now, DEMO_LOGIN)));
    return List.copyOf(doors);
  }
}
