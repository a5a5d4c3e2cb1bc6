package uk.seenheard.api.partners.records;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.ground.follow.Place;

/** Authorised revisions as documents of one collection, and how far they were acknowledged. */
public final class MongoRevisions implements Revisions {
  private static final String RECORDS = "/records";

  private final Supplier<String> feed;
  private final Documents revisions;
  private final Documents watermarks;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   */
  public MongoRevisions(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.revisions = store.collection("revisions");
    this.watermarks = store.collection("watermarks");
  }

  @Override
  public Future<Void> prepare() {
    return revisions
        .index(Order.ascending("feed", "place"))
        .compose(done -> revisions.index(Order.ascending("feed", "incident", "place")));
  }

  @Override
  public Future<Void> fileAuthorisations(List<Authorisation> filed) {
    if (filed.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Document> documents = new ArrayList<>();
    filed.forEach(one -> documents.add(RevisionDocument.write(feed.get(), one)));
    return revisions.insertMissing(documents).mapEmpty();
  }

  @Override
  public Future<List<Authorisation>> authorisations(Place after, int most) {
    return revisions
        .find(and(eq("feed", feed.get()), gt("place", after.text())))
        .sort(ascending("place"))
        .limit(most)
        .list()
        .map(RevisionDocument::readAuthorisations);
  }

  @Override
  public Future<List<Authorisation>> of(String incident) {
    return revisions
        .find(and(eq("feed", feed.get()), eq("incident", incident)))
        .sort(ascending("place"))
        .list()
        .map(RevisionDocument::readAuthorisations);
  }

  @Override
  public Future<Place> acknowledged() {
    return watermarks
        .find(eq("_id", feed.get() + RECORDS))
        .first()
        .map(
            found ->
                found
                    .map(document -> Place.of(document.getString("acknowledged")))
                    .orElse(Place.START));
  }

  @Override
  public Future<Void> acknowledged(Place place) {
    return watermarks
        .upsert(eq("_id", feed.get() + RECORDS), Change.max("acknowledged", place.text()))
        .recover(error -> KeyTaken.is(error) ? acknowledged(place) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> replace(Authorisation erasure) {
    return revisions
        .deleteAll(and(eq("feed", feed.get()), eq("incident", erasure.incident())))
        .compose(gone -> fileAuthorisations(List.of(erasure)));
  }
}
