package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.Ledger;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Review;

/**
 * Hands authorised revisions to the records system, in the order they were authorised: each once,
 * the first as it is and every later one of an incident as a correction. What was handed over is
 * exactly what was authorised: the record of the changes before the authorisation.
 */
public final class RecordsService {
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final String feedEpoch;
  private final Revisions revisions;
  private final Projector projector;
  private final IncidentFolds folds;
  private final Ledger ledger;

  /** With the parts of this server. */
  public RecordsService(
      String feedEpoch,
      Revisions revisions,
      Projector projector,
      IncidentFolds folds,
      Ledger ledger) {
    this.feedEpoch = feedEpoch;
    this.revisions = revisions;
    this.projector = projector;
    this.folds = folds;
    this.ledger = ledger;
  }

  /** A page of revisions and where the next one begins. */
  record Page(List<Revision> revisions, String cursor, boolean more) {}

  /** A page after a cursor; without one, after what was acknowledged last. */
  Future<Page> page(Grant grant, Optional<String> cursor, int most) {
    Future<Place> from =
        cursor.isPresent() ? Future.succeededFuture(place(cursor.get())) : revisions.acknowledged();
    return from.compose(
        place ->
            revisions
                .authorisations(place, most)
                .compose(
                    found ->
                        revisions(found)
                            .compose(read -> disclosed(grant, read).map(read))
                            .map(
                                read ->
                                    new Page(
                                        read,
                                        cursor(
                                            found.isEmpty()
                                                ? place
                                                : found.get(found.size() - 1).place()),
                                        found.size() == most))));
  }

  private Future<List<Revision>> revisions(List<Authorisation> found) {
    List<Future<Revision>> read = new ArrayList<>();
    for (Authorisation authorisation : found) {
      read.add(revision(authorisation));
    }
    return Future.all(read)
        .map(
            all -> {
              List<Revision> revisions = new ArrayList<>();
              read.forEach(one -> revisions.add(one.result()));
              return revisions;
            });
  }

  private Future<Revision> revision(Authorisation authorisation) {
    if (authorisation.isErasure()) {
      return Future.succeededFuture(
          new Revision(
              authorisation.place().n(),
              authorisation.incident(),
              0,
              authorisation.frontier(),
              authorisation.authorisedBy(),
              authorisation.at(),
              Json.EMPTY,
              true));
    }
    // The authorisation was appended on condition that nothing came between: what it vouches for is
    // everything up to the commit before its own.
    return folds
        .at(authorisation.incident(), authorisation.place().n() - 1)
        .map(
            record -> {
              if (!record.frontier().equals(authorisation.frontier())) {
                throw new IllegalStateException(
                    "the log no longer gives what was authorised at commit "
                        + authorisation.place().n()
                        + "; verify the log before sending anything");
              }
              return new Revision(
                  authorisation.place().n(),
                  authorisation.incident(),
                  Review.of(record).authorisations().size() + 1,
                  authorisation.frontier(),
                  authorisation.authorisedBy(),
                  authorisation.at(),
                  record.canonical(),
                  false);
            });
  }

  private Future<Void> disclosed(Grant grant, List<Revision> revisions) {
    if (revisions.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> incidents = new ArrayList<>();
    revisions.forEach(revision -> incidents.add(revision.incident()));
    return ledger
        .note(
            grant.person(),
            grant.token(),
            "disclosed-to-records",
            Json.object().put("incidents", Json.texts(incidents)).build())
        .mapEmpty();
  }

  /** Notes that everything up to a cursor was received. */
  Future<Void> acknowledge(Grant grant, String cursor) {
    Place place = place(cursor);
    return ledger
        .note(
            grant.person(),
            grant.token(),
            RevisionsModel.ACKNOWLEDGED,
            Json.object().put("n", place.n()).put("i", place.i()).build())
        .compose(noted -> projector.reached(noted, PROJECTION_WAIT_MILLIS));
  }

  private String cursor(Place place) {
    return feedEpoch + '.' + place.n() + '.' + Math.max(0, place.i());
  }

  private Place place(String cursor) {
    String[] parts = cursor.split("\\.", -1);
    if (parts.length == 3
        && parts[0].equals(feedEpoch)
        && parts[1].matches("[0-9]{1,15}")
        && parts[2].matches("[0-9]{1,6}")
        && Long.parseLong(parts[1]) <= projector.applied()) {
      return new Place(Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }
    throw new Refusal.CursorRefused(
            "The cursor is not one of this feed's",
            "cursor was not given by this feed, or counts in another life of the log; ask without"
                + " a cursor to go on after what you acknowledged last.")
        .raised();
  }
}
