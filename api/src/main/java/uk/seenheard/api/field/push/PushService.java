package uk.seenheard.api.field.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.field.handset.Handset;
import uk.seenheard.api.field.handset.Handsets;
import uk.seenheard.api.field.handset.OrderLedger;
import uk.seenheard.api.ground.identity.Revocations;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.IncidentKey;
import uk.seenheard.api.ground.log.IncidentKeys;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.log.LogWriter;
import uk.seenheard.api.ground.log.Sealed;
import uk.seenheard.api.ground.projection.Opener;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.api.ground.projection.StoredChange;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.KnownPosition;
import uk.seenheard.sync.feed.PushDecision;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Run;

/**
 * Takes a push to the log in these steps: verify it; seal its contents; look up what the log may
 * hold of it already, if anything; submit it. A submission that turns out to be prepared with too
 * little is prepared again with more.
 */
public final class PushService {
  /** What the officer is told whose words came after an erasure. */
  static final String ERASED =
      "The incident was erased by order of an inspector. This was not kept; speak to them.";

  private static final int MAX_TRIES = 8;
  private static final int OVERLAP_COMMITS = 200;
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final Vertx vertx;
  private final CommitLog log;
  private final LogWriter writer;
  private final IncidentKeys keys;
  private final Projection projection;
  private final Projector projector;
  private final Opener opener;
  private final Examiner examiner;
  private final PushDecision decision;
  private final Handsets handsets;
  private final OrderLedger orders;
  private final String ledger;
  private final String feedEpoch;
  private final LongSupplier now;

  /** With the parts of this server. */
  public PushService(
      Vertx vertx,
      CommitLog log,
      LogWriter writer,
      IncidentKeys keys,
      Projection projection,
      Projector projector,
      Opener opener,
      Tokens tokens,
      Revocations revocations,
      ChangeCodec codec,
      Digests digests,
      String ledger,
      String feedEpoch,
      Handsets handsets,
      OrderLedger orders,
      LongSupplier now) {
    this.vertx = vertx;
    this.log = log;
    this.writer = writer;
    this.keys = keys;
    this.projection = projection;
    this.projector = projector;
    this.opener = opener;
    this.examiner = new Examiner(tokens, revocations, codec, digests, ledger);
    this.decision = new PushDecision(digests);
    this.ledger = ledger;
    this.feedEpoch = feedEpoch;
    this.handsets = handsets;
    this.orders = orders;
    this.now = now;
  }

  /**
   * The outcome of a push; fails with a {@link Refused} when nothing of it was taken.
   *
   * @param id the request's, for the log
   */
  Future<PushResult> push(PushRequest request, String id) {
    long at = now.getAsLong();
    return vertx
        .executeBlocking(() -> examiner.examine(request, at), false)
        .compose(
            push ->
                keys.keys(push.incidents(ledger))
                    .compose(found -> sealAndSubmit(push, found, at, id))
                    .map(result -> withOrders(push, result))
                    .onSuccess(result -> note(request, push, result, at)));
  }

  private PushResult withOrders(ExaminedPush push, PushResult result) {
    List<DeviceOrder> open = orders.open(push.run().device());
    return result instanceof PushResult.Taken taken && !open.isEmpty()
        ? new PushResult.Taken(taken.answer().with(open))
        : result;
  }

  /** What the register of handsets learns of it, in memory. */
  private void note(PushRequest request, ExaminedPush push, PushResult result, long at) {
    String device = push.run().device();
    if (result instanceof PushResult.Forked) {
      handsets.forked(device, at);
    }
    long unsent =
        request.queued() + (result instanceof PushResult.Taken ? 0 : push.changes().size());
    handsets.spoke(
        device,
        push.changes().get(push.changes().size() - 1).pass(),
        new Handset.Contact(at, unsent, request.clock().wall() - at, request.epoch()));
  }

  /** What comes for an incident that was erased by law is not kept, and its sender is told so. */
  private Future<PushResult> sealAndSubmit(
      ExaminedPush push, Map<String, IncidentKey> found, long at, String id) {
    Set<String> erased = new TreeSet<>(push.incidents(ledger));
    erased.removeAll(found.keySet());
    ExaminedPush ruled = erased.isEmpty() ? push : push.without(erased, ledger, ERASED);
    return vertx
        .executeBlocking(() -> seal(ruled, found), false)
        .compose(bodies -> submit(ruled, bodies, at, id));
  }

  private List<Sealed> seal(ExaminedPush push, Map<String, IncidentKey> found) {
    List<Sealed> bodies = new ArrayList<>();
    for (ExaminedPush.Examined change : push.changes()) {
      @Nullable IncidentKey key = found.get(change.incident(ledger));
      if (key != null) {
        opener.remember(change.content(), change.reading());
      }
      // No key: the incident was erased by law, and what comes late for it is not kept either.
      bodies.add(key == null ? Sealed.NOTHING : key.seal(change.hash(), change.content()));
    }
    return bodies;
  }

  private Future<PushResult> submit(ExaminedPush push, List<Sealed> bodies, long at, String id) {
    Future<PushSubmission> first =
        push.run().epoch() == 1
            ? Future.succeededFuture(submission(push, bodies, List.of(), Map.of(), 0, at, id))
            : prepare(push, bodies, at, id);
    return first.compose(submission -> submit(submission, bodies, 1));
  }

  private Future<PushResult> submit(PushSubmission submission, List<Sealed> bodies, int tries) {
    return writer
        .submit(submission)
        .compose(
            outcome ->
                outcome.fold(
                    Future::succeededFuture,
                    () ->
                        tries < MAX_TRIES
                            ? prepare(
                                    submission.push(),
                                    bodies,
                                    submission.at(),
                                    submission.request())
                                .compose(again -> submit(again, bodies, tries + 1))
                            : Future.failedFuture(busy()),
                    () -> Future.failedFuture(busy())));
  }

  private static Refused busy() {
    return Refusal.busy("Too many pushes at once; nothing of this one was taken.", 2).raised();
  }

  /** Looks up what the log holds of a run: at its positions, and under other positions. */
  private Future<PushSubmission> prepare(
      ExaminedPush push, List<Sealed> bodies, long at, String id) {
    return overlap(push.run(), Long.MAX_VALUE, new ArrayList<>(), 0)
        .compose(
            overlap ->
                push.run().epoch() == 1
                    ? Future.succeededFuture(submission(push, bodies, overlap, Map.of(), 0, at, id))
                    : known(push)
                        .map(
                            found ->
                                submission(
                                    push,
                                    bodies,
                                    overlap,
                                    found.positions(),
                                    found.asOf(),
                                    at,
                                    id)));
  }

  private record Known(Map<Hash, KnownPosition> positions, long asOf) {}

  private Future<Known> known(ExaminedPush push) {
    return log.last()
        .compose(
            n ->
                projector
                    .reached(n, PROJECTION_WAIT_MILLIS)
                    .compose(reached -> projection.byHash(push.run().changes()))
                    .map(found -> new Known(positions(found, push.run().device()), n)));
  }

  /**
   * What counts as known: what is applied, and what this device itself sent into quarantine. A
   * stranger's copy in quarantine must not keep the author's own words there.
   */
  private static Map<Hash, KnownPosition> positions(List<StoredChange> found, String device) {
    Map<Hash, KnownPosition> positions = new HashMap<>();
    for (StoredChange change : found) {
      LogEntry entry = change.entry();
      if (!change.isApplied() && !change.device().equals(device)) {
        continue;
      }
      positions.put(
          entry.hash(),
          new KnownPosition(change.seq(), entry.hash(), entry.verdict(), entry.reason()));
    }
    return positions;
  }

  private Future<List<KnownPosition>> overlap(
      Run run, long beforeN, List<KnownPosition> found, int commits) {
    return log.ofDevice(run.device(), beforeN, 10)
        .compose(
            page -> {
              boolean below = false;
              for (Commit commit : page) {
                for (Batch batch : commit.batches()) {
                  if (batch.device().equals(run.device()) && batch.epoch() == run.epoch()) {
                    addPositions(found, batch);
                    below |= batch.from() <= run.from();
                  }
                }
              }
              boolean enough = below || page.size() < 10 || commits >= OVERLAP_COMMITS;
              return enough
                  ? Future.succeededFuture(
                      found.stream()
                          .filter(p -> p.seq() >= run.from() && p.seq() <= run.to())
                          .collect(Collectors.toUnmodifiableList()))
                  : overlap(run, page.get(page.size() - 1).n(), found, commits + page.size());
            });
  }

  private static void addPositions(List<KnownPosition> found, Batch batch) {
    long seq = batch.from();
    for (LogEntry entry : batch.changes()) {
      found.add(new KnownPosition(seq++, entry.hash(), entry.verdict(), entry.reason()));
    }
  }

  private PushSubmission submission(
      ExaminedPush push,
      List<Sealed> bodies,
      List<KnownPosition> overlap,
      Map<Hash, KnownPosition> known,
      long asOf,
      long at,
      String id) {
    return new PushSubmission(
        push, bodies, overlap, known, asOf, ledger, feedEpoch, at, decision, id);
  }
}
