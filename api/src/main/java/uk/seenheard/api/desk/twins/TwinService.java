package uk.seenheard.api.desk.twins;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.twin.IncidentSketch;
import uk.seenheard.sync.twin.LikelyTwins;
import uk.seenheard.sync.twin.Likeness;
import uk.seenheard.sync.twin.SketchLikeness;

/**
 * Proposes likely twins, and links incidents that a supervisor says are one event. A link is an act
 * in both incidents, in one commit; neither record changes by it, and neither is opened to anybody.
 */
public final class TwinService {
  private static final long WITHIN_MILLIS = 12L * 3_600_000;

  /** Incidents that are compared, on either side of when this one came in. */
  private static final int COMPARED = 40;

  private static final int SHOWN = 20;

  private final Incidents incidents;
  private final Cards cards;
  private final IncidentFolds folds;
  private final Looks looks;
  private final FairWork work;

  /** With the parts of this server. */
  public TwinService(
      Incidents incidents, Cards cards, IncidentFolds folds, Looks looks, FairWork work) {
    this.work = work;
    this.incidents = incidents;
    this.cards = cards;
    this.folds = folds;
    this.looks = looks;
  }

  /** An incident that may be the same, as a list shows it. */
  record LikeIncident(IncidentCard card, List<String> reasons) {}

  /**
   * What may be one and the same.
   *
   * @param linked the acts that say so of other incidents
   * @param visible the cards of those of them that this person may see
   */
  record Found(
      List<Likeness> people,
      List<LikeIncident> incidents,
      List<RecordedAct> linked,
      Map<String, IncidentCard> visible) {}

  /** The proposals for an incident, from what this person may see. */
  Future<Found> twins(Grant grant, String incident) {
    return incidents
        .at(grant.scopes(), incident)
        .compose(at -> found(grant, at))
        .compose(found -> looks.at(grant, "twins", told(incident, found), found));
  }

  private static Set<String> told(String incident, Found found) {
    Set<String> told = new TreeSet<>(found.visible().keySet());
    told.add(incident);
    found.incidents().forEach(like -> told.add(like.card().incident()));
    return told;
  }

  private Future<Found> found(Grant grant, IncidentAt at) {
    return cards
        .around(grant.scopes(), at.card().firstAt(), WITHIN_MILLIS, COMPARED)
        .compose(near -> sketches(near, at.n()))
        .compose(near -> work.about(at.record(), () -> found(at, near)))
        .compose(
            found ->
                visible(grant, found.linked())
                    .map(
                        shown ->
                            new Found(found.people(), found.incidents(), found.linked(), shown)));
  }

  private static Found found(IncidentAt at, Map<String, Sketched> near) {
    List<RecordedAct> linked = IncidentSketch.links(at.record());
    List<IncidentSketch> others = new ArrayList<>();
    near.values().forEach(one -> others.add(one.sketch()));
    List<LikeIncident> like = new ArrayList<>();
    IncidentSketch sketch = IncidentSketch.of(at.record(), at.card().firstAt());
    for (SketchLikeness likeness : sketch.likeliest(others)) {
      Sketched one = near.get(likeness.incident());
      if (one != null && like.size() < SHOWN) {
        like.add(new LikeIncident(one.card(), likeness.reasons()));
      }
    }
    return new Found(LikelyTwins.in(at.record()), like, linked, Map.of());
  }

  private record Sketched(IncidentCard card, IncidentSketch sketch) {}

  private Future<Map<String, Sketched>> sketches(List<IncidentCard> cards, long n) {
    Map<String, Sketched> sketched = new TreeMap<>();
    Future<Void> done = Future.succeededFuture();
    for (IncidentCard card : cards) {
      done =
          done.compose(before -> folds.at(card.incident(), n))
              .compose(
                  record ->
                      work.about(
                          record,
                          () -> new Sketched(card, IncidentSketch.of(record, card.firstAt()))))
              .onSuccess(one -> sketched.put(card.incident(), one))
              .mapEmpty();
    }
    return done.map(sketched);
  }

  private Future<Map<String, IncidentCard>> visible(Grant grant, List<RecordedAct> linked) {
    List<String> ids = new ArrayList<>();
    linked.forEach(link -> link.with().text("incident").ifPresent(ids::add));
    return cards
        .cards(ids)
        .map(
            cards -> {
              cards.values().removeIf(card -> !card.isOpenTo(grant.scopes()));
              return cards;
            });
  }

  /** Says that two incidents are one event, or that they are not after all: in both of them. */
  Future<Void> link(Grant grant, String one, String other, boolean same, String reason) {
    return incidents
        .change(
            Incidents.By.of(grant),
            List.of(one, other),
            at -> Future.succeededFuture(linked(at.get(0), at.get(1), same, reason)))
        .mapEmpty();
  }

  private static Decided<Boolean> linked(
      IncidentAt first, IncidentAt second, boolean same, String reason) {
    Map<String, List<Operation>> ops = new TreeMap<>();
    ops.put(first.id(), act(first.record(), second.id(), same, reason));
    ops.put(second.id(), act(second.record(), first.id(), same, reason));
    return new Decided<>(ops, List.of(), written -> Future.succeededFuture(same));
  }

  /** The act for one of the two, or nothing when it says so already. */
  private static List<Operation> act(
      IncidentRecord record, String other, boolean same, String reason) {
    List<OperationId> standing = new ArrayList<>();
    for (RecordedAct link : IncidentSketch.links(record)) {
      if (link.with().text("incident").equals(Optional.of(other))) {
        standing.add(link.id());
      }
    }
    if (same != standing.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Operation.Act(
            same ? IncidentSketch.SAME : IncidentSketch.SEPARATE,
            Optional.empty(),
            Json.object().put("incident", other).put("reason", reason).build(),
            standing,
            record.frontier()));
  }
}
