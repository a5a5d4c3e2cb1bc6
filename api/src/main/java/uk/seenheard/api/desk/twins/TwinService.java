package uk.seenheard.api.desk.twins;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.ServerAuthor;
import uk.seenheard.api.ground.log.ServerPiece;
import uk.seenheard.api.ground.log.ServerWriter;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Deed;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.twin.IncidentSketch;
import uk.seenheard.sync.twin.LikelyTwins;
import uk.seenheard.sync.twin.Likeness;
import uk.seenheard.sync.twin.SketchLikeness;

/**
 * Proposes likely twins, and links incidents that a supervisor says are one event. A link is an act
 * in both incidents, in one commit; neither record changes by it, and neither is opened to anybody.
 */
public final class TwinService {
  private static final long PROJECTION_WAIT_MILLIS = 5_000;
  private static final long WITHIN_MILLIS = 12L * 3_600_000;

  /** Incidents that are compared, on either side of when this one came in. */
  private static final int COMPARED = 40;

  private static final int SHOWN = 20;

  private final CommitLog log;
  private final Projection projection;
  private final Projector projector;
  private final IncidentFolds folds;
  private final ServerAuthor author;
  private final ServerWriter writer;

  /** With the parts of this server. */
  public TwinService(
      CommitLog log,
      Projection projection,
      Projector projector,
      IncidentFolds folds,
      ServerAuthor author,
      ServerWriter writer) {
    this.log = log;
    this.projection = projection;
    this.projector = projector;
    this.folds = folds;
    this.author = author;
    this.writer = writer;
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
      List<Deed> linked,
      Map<String, IncidentCard> visible) {}

  /** The proposals for an incident, from what this person may see. */
  Future<Found> twins(Grant grant, String incident) {
    return upToDate()
        .compose(
            n ->
                card(grant, incident)
                    .compose(
                        card ->
                            folds
                                .at(incident, n)
                                .compose(record -> found(grant, card, record, n))));
  }

  private Future<Found> found(Grant grant, IncidentCard card, IncidentRecord record, long n) {
    List<Deed> linked = IncidentSketch.links(record);
    return projection
        .around(grant.scopes(), card.firstAt(), WITHIN_MILLIS, COMPARED)
        .compose(near -> sketches(near, n))
        .compose(
            near -> {
              List<IncidentSketch> others = new ArrayList<>();
              near.values().forEach(one -> others.add(one.sketch()));
              List<LikeIncident> incidents = new ArrayList<>();
              for (SketchLikeness like :
                  IncidentSketch.of(record, card.firstAt()).likeliest(others)) {
                Sketched one = near.get(like.incident());
                if (one != null && incidents.size() < SHOWN) {
                  incidents.add(new LikeIncident(one.card(), like.reasons()));
                }
              }
              return visible(grant, linked)
                  .map(shown -> new Found(LikelyTwins.in(record), incidents, linked, shown));
            });
  }

  private record Sketched(IncidentCard card, IncidentSketch sketch) {}

  private Future<Map<String, Sketched>> sketches(List<IncidentCard> cards, long n) {
    Map<String, Sketched> sketched = new TreeMap<>();
    Future<Void> done = Future.succeededFuture();
    for (IncidentCard card : cards) {
      done =
          done.compose(before -> folds.at(card.incident(), n))
              .onSuccess(
                  record ->
                      sketched.put(
                          card.incident(),
                          new Sketched(card, IncidentSketch.of(record, card.firstAt()))))
              .mapEmpty();
    }
    return done.map(sketched);
  }

  private Future<Map<String, IncidentCard>> visible(Grant grant, List<Deed> linked) {
    List<String> ids = new ArrayList<>();
    linked.forEach(link -> link.with().text("incident").ifPresent(ids::add));
    return projection
        .cards(ids)
        .map(
            cards -> {
              cards
                  .values()
                  .removeIf(card -> card.scopes().stream().noneMatch(grant.scopes()::contains));
              return cards;
            });
  }

  private Future<Long> upToDate() {
    return log.last().compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS).map(n));
  }

  private Future<IncidentCard> card(Grant grant, String incident) {
    return projection
        .card(incident, grant.scopes())
        .map(card -> card.orElseThrow(() -> Problem.notFound("The incident")));
  }

  /** Says that two incidents are one event, or that they are not after all: in both of them. */
  Future<Void> link(Grant grant, String one, String other, boolean same, String reason) {
    return upToDate()
        .compose(
            n ->
                card(grant, one)
                    .compose(seen -> card(grant, other))
                    .compose(seen -> folds.at(one, n))
                    .compose(
                        first ->
                            folds
                                .at(other, n)
                                .compose(second -> write(grant, first, second, same, reason))));
  }

  private Future<Void> write(
      Grant grant, IncidentRecord first, IncidentRecord second, boolean same, String reason) {
    List<ServerPiece> pieces = new ArrayList<>();
    act(grant, first, second.incident(), same, reason).ifPresent(pieces::add);
    act(grant, second, first.incident(), same, reason).ifPresent(pieces::add);
    if (pieces.isEmpty()) {
      return Future.succeededFuture();
    }
    return writer
        .write(pieces, Optional.empty())
        .compose(
            outcome ->
                outcome.fold(
                    Future::succeededFuture,
                    () -> Future.failedFuture(new IllegalStateException("a link went stale")),
                    () -> Future.failedFuture(Problem.busy("Too much at once; try again.", 2))))
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }

  /** The act for one of the two, or empty when it says so already. */
  private Optional<ServerPiece> act(
      Grant grant, IncidentRecord record, String other, boolean same, String reason) {
    List<OperationId> standing = new ArrayList<>();
    for (Deed link : IncidentSketch.links(record)) {
      if (link.with().text("incident").equals(Optional.of(other))) {
        standing.add(link.id());
      }
    }
    if (same != standing.isEmpty()) {
      return Optional.empty();
    }
    record.deeds().forEach(deed -> author.seen(deed.hlc()));
    Operation op =
        new Operation.Act(
            same ? IncidentSketch.SAME : IncidentSketch.SEPARATE,
            Optional.empty(),
            Json.object().put("incident", other).put("reason", reason).build(),
            standing,
            record.frontier());
    Change change =
        author.write(
            record.incident(),
            record.form().orElse(ServerAuthor.LEDGER_FORM),
            grant.person(),
            grant.token(),
            List.of(op));
    return Optional.of(author.piece(change));
  }
}
