package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.files.ReportFolder;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.server.Server;

/** Puts the parts of the register of handsets together. */
public final class HandsetFeature implements Feature {
  private static final long FOLLOWED_MILLIS = 10_000;

  private final Vertx vertx;
  private final MongoHandsetRegister register;
  private final Handsets handsets;
  private final OrderLedger orders;
  private final List<Door> doors;

  private HandsetFeature(Core core, ReportFolder reports) {
    Basis basis = core.basis();
    this.vertx = basis.vertx();
    this.register = new MongoHandsetRegister(basis.documents(), core.people().force().id());
    this.handsets = new Handsets(register);
    this.orders = new OrderLedger(core.acts(), core.people().force(), basis.mends());
    AskService asks =
        new AskService(
            new AskCheck(vertx, core.people().tokens(), basis.digests()),
            handsets,
            orders,
            new Forgotten(
                vertx, () -> followed(core), core.reading().changes(), core.acts(), reports),
            basis.now());
    this.doors =
        List.of(
            new AskDoor(asks),
            new HandsetDoor(
                vertx, core.people().tokens(), handsets, orders, core.looks(), basis.now()));
  }

  private static Future<Void> followed(Core core) {
    return core.writing()
        .log()
        .last()
        .compose(last -> core.reading().projector().reached(last, FOLLOWED_MILLIS))
        .mapEmpty();
  }

  /**
   * On the ground.
   *
   * @param reports where it stands what a folder that was put back has cost
   */
  public static HandsetFeature of(Core core, ReportFolder reports) {
    return new HandsetFeature(core, reports);
  }

  /** Somebody began a shift. */
  public Future<Void> began(ShiftPass pass) {
    return handsets.began(pass);
  }

  /** What is heard of handsets. */
  public Handsets handsets() {
    return handsets;
  }

  /** What handsets are told to do. */
  public OrderLedger orders() {
    return orders;
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public List<LatestKind> acts() {
    return orders.standing();
  }

  @Override
  public List<LedgerFollower> followers() {
    return List.of(handsets);
  }

  @Override
  public Future<Void> prepare() {
    return register.prepare();
  }

  @Override
  public void begin(Server server) {
    handsets.start(vertx);
  }
}
