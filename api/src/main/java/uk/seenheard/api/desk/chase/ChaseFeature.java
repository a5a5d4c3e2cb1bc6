package uk.seenheard.api.desk.chase;

import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Absences;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Revocations;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.projection.CardDeadlines;
import uk.seenheard.api.ground.projection.DeskProjection;
import uk.seenheard.api.ground.projection.DutySource;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.sync.codec.Digests;

/** Puts the parts of the chase together. */
public final class ChaseFeature {
  private final ChaseWatch watch;
  private final DeskProjection cards;

  /** By the ladders of a force. */
  public ChaseFeature(
      ChasePolicy policy, DutySource duties, Digests digests, DeskProjection cards) {
    this.watch = new ChaseWatch(policy, duties, digests);
    this.cards = cards;
  }

  /** What the projector writes onto cards. */
  public CardDeadlines watching() {
    return watch;
  }

  /** Where people see what is overdue and take it on. */
  public List<Door> doors(
      Gatekeeper gatekeeper,
      Force force,
      Projection projection,
      Incidents incidents,
      LongSupplier now) {
    return List.of(
        new AlertDoor(gatekeeper, new AlertService(cards, incidents, watch, now), force, now),
        new HandoverDoor(gatekeeper, new Handover(projection, incidents), force, now));
  }

  /** Who goes round. */
  public Chaser chaser(
      Incidents incidents,
      Force force,
      Revocations revocations,
      Absences absences,
      Incidents.By self,
      LongSupplier now) {
    return new Chaser(cards, incidents, watch, force, revocations, absences, self, now);
  }
}
