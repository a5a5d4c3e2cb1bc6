package uk.seenheard.api.field.push;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.api.ground.work.InFlight;
import uk.seenheard.api.ground.writer.LogWriter;
import uk.seenheard.sync.feed.PushDecision;
import uk.seenheard.sync.feed.PushRequest;

/**
 * Takes a push to the log in these steps: verify it; seal its contents; look up what the log may
 * hold of it already, if anything; submit it. A submission that turns out to be prepared with too
 * little is prepared again with more.
 */
public final class PushService {
  private static final int MAX_TRIES = 8;

  /** Of one device at a time: its loop sends one, and after a broken connection a second. */
  private static final int MOST_OF_ONE_DEVICE = 8;

  private static final int RETRY_SECONDS = 5;

  private final PushIntake intake;
  private final HeldRuns held;
  private final LogWriter writer;
  private final DeviceReplies devices;
  private final PushDecision decision;
  private final String ledger;
  private final String feedEpoch;
  private final InFlight inFlight = new InFlight(MOST_OF_ONE_DEVICE);

  /**
   * With the parts of this server.
   *
   * @param ledger the incident that the force's ledger is
   * @param feedEpoch the life of the log
   */
  PushService(
      PushIntake intake,
      HeldRuns held,
      LogWriter writer,
      DeviceReplies devices,
      PushDecision decision,
      String ledger,
      String feedEpoch) {
    this.intake = intake;
    this.held = held;
    this.writer = writer;
    this.devices = devices;
    this.decision = decision;
    this.ledger = ledger;
    this.feedEpoch = feedEpoch;
  }

  /**
   * The outcome of a push; fails with a {@link Refused} when nothing of it was taken.
   *
   * @param id the request's, for the log
   */
  Future<PushResult> push(PushRequest request, String id) {
    return intake
        .whole(request)
        .map(whole -> pushed(whole, id))
        .orElseGet(() -> Future.succeededFuture(new PushResult.SendWhole()));
  }

  private Future<PushResult> pushed(PushRequest request, String id) {
    return intake
        .examined(request)
        .compose(push -> ofItsDevice(push, () -> taken(request, push, id)));
  }

  private Future<PushResult> taken(PushRequest request, PushIntake.Received push, String id) {
    return take(push, id)
        .map(result -> devices.withOrders(push, result))
        .compose(result -> devices.heard(request, push, result).map(result));
  }

  /** No device has many under way, whoever holds it: it has no login by which to count them. */
  private Future<PushResult> ofItsDevice(
      PushIntake.Received push, Supplier<Future<PushResult>> work) {
    String device = push.push().run().device();
    return inFlight.one(
        device,
        work,
        () ->
            Refusal.busy(
                    "This handset has "
                        + MOST_OF_ONE_DEVICE
                        + " pushes under way already: wait for their answers.",
                    RETRY_SECONDS)
                .raised());
  }

  private Future<PushResult> take(PushIntake.Received push, String id) {
    return intake
        .sealed(push)
        .compose(ready -> submit(ready.push(), ready.bodies(), push.at(), id));
  }

  private Future<PushResult> submit(ExaminedPush push, List<Sealed> bodies, long at, String id) {
    Future<PushSubmission> first =
        push.run().epoch() == 1
            ? Future.succeededFuture(submission(push, bodies, HeldRuns.Held.NOTHING, at, id))
            : prepare(push, bodies, true, at, id);
    return first.compose(submission -> submit(submission, bodies, 1));
  }

  private Future<PushResult> submit(PushSubmission submission, List<Sealed> bodies, int tries) {
    return writer
        .submit(submission)
        .compose(
            outcome ->
                outcome.fold(
                    Future::succeededFuture,
                    chain ->
                        tries < MAX_TRIES
                            ? prepare(
                                    submission.push(),
                                    bodies,
                                    HeldRuns.mayHold(chain, submission.push().run()),
                                    submission.at(),
                                    submission.request())
                                .compose(again -> submit(again, bodies, tries + 1))
                            : Future.failedFuture(busy()),
                    () -> Future.failedFuture(busy())));
  }

  private static Refused busy() {
    return Refusal.busy("Too many pushes at once; nothing of this one was taken.", 2).raised();
  }

  /**
   * Prepares it with what the log holds of the run: at its positions, and under others.
   *
   * @param positions whether it may hold anything at them
   */
  private Future<PushSubmission> prepare(
      ExaminedPush push, List<Sealed> bodies, boolean positions, long at, String id) {
    return held.of(push, ledger, positions).map(found -> submission(push, bodies, found, at, id));
  }

  private PushSubmission submission(
      ExaminedPush push, List<Sealed> bodies, HeldRuns.Held found, long at, String id) {
    return new PushSubmission(
        push,
        bodies,
        found.overlap(),
        found.positions(),
        found.asOf(),
        found.access(),
        found.anybody(),
        ledger,
        feedEpoch,
        at,
        decision,
        id);
  }
}
