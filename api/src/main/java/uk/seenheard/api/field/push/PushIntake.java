package uk.seenheard.api.field.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.field.handset.Handsets;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.review.DeviceKnown;

/** Verifies what comes in and seals it, both away from the event loop. */
final class PushIntake {
  /** What the officer is told whose words came after an erasure. */
  static final String ERASED =
      "The incident was erased by order of an inspector. This was not kept; speak to them.";

  private final Vertx vertx;
  private final Examiner examiner;
  private final Handsets handsets;
  private final IncidentKeys keys;
  private final Opener opener;
  private final String ledger;
  private final LongSupplier now;

  PushIntake(
      Vertx vertx,
      Examiner examiner,
      Handsets handsets,
      IncidentKeys keys,
      Opener opener,
      String ledger,
      LongSupplier now) {
    this.vertx = vertx;
    this.examiner = examiner;
    this.handsets = handsets;
    this.keys = keys;
    this.opener = opener;
    this.ledger = ledger;
    this.now = now;
  }

  /**
   * A verified push.
   *
   * @param known of its device before it
   * @param at receipt time, milliseconds since 1970
   */
  record Received(ExaminedPush push, DeviceKnown known, long at) {}

  /** A push whose contents are sealed, in the order of its changes. */
  record Ready(ExaminedPush push, List<Sealed> bodies) {}

  /** The push with its tokens as they are, or empty when it names one that nobody here has seen. */
  Optional<PushRequest> whole(PushRequest request) {
    return examiner.whole(request);
  }

  /** Verifies a push; fails when nothing of it is taken. */
  Future<Received> examined(PushRequest request) {
    long at = now.getAsLong();
    return vertx
        .executeBlocking(() -> examiner.enrolled(request), false)
        .compose(enrolment -> examined(request, enrolment, at));
  }

  private Future<Received> examined(PushRequest request, Enrolment enrolment, long at) {
    return handsets
        .known(enrolment.device())
        .compose(
            known ->
                vertx.executeBlocking(
                    () -> new Received(examiner.examine(request, enrolment, known, at), known, at),
                    false));
  }

  /** Seals it. What comes for an incident that was erased is not kept, and its sender told so. */
  Future<Ready> sealed(Received received) {
    ExaminedPush push = received.push();
    return keys.keys(push.incidents(ledger)).compose(found -> sealed(push, found));
  }

  private Future<Ready> sealed(ExaminedPush push, Map<String, IncidentKey> found) {
    Set<String> erased = new TreeSet<>(push.incidents(ledger));
    erased.removeAll(found.keySet());
    ExaminedPush ruled = erased.isEmpty() ? push : push.without(erased, ledger, ERASED);
    return vertx.executeBlocking(() -> new Ready(ruled, seal(ruled, found)), false);
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
}
