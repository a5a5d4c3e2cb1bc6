package uk.seenheard.api.partners.exchange;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.codec.JsonReader;

/** A feed as documents of one collection, and how far it was acknowledged. */
public final class MongoFeed implements Feed {
  private final String partner;
  private final Supplier<String> feed;
  private final Documents items;
  private final Documents watermarks;
  private final FeedDocument documents;

  /**
   * Of one force's log.
   *
   * @param partner whom it is for: no other feed has that word
   * @param collection where its items are kept: no other feed's are
   * @param feed under which name they are kept: another one after a rebuild
   */
  public MongoFeed(
      DocumentStore store,
      String partner,
      String collection,
      Supplier<String> feed,
      JsonReader reader) {
    this.partner = '/' + partner;
    this.feed = feed;
    this.items = store.collection(collection);
    this.watermarks = store.collection("watermarks");
    this.documents = new FeedDocument(reader);
  }

  @Override
  public Future<Void> prepare() {
    return items
        .index(Order.ascending("feed", "place"))
        .compose(done -> items.index(Order.ascending("feed", "incident", "place")))
        .compose(done -> items.index(Order.ascending("feed", "at", "place")));
  }

  @Override
  public Future<Void> file(List<FeedItem> filed) {
    if (filed.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Document> written = new ArrayList<>();
    filed.forEach(one -> written.add(documents.write(feed.get(), one)));
    return items.insertMissing(written).mapEmpty();
  }

  @Override
  public Future<List<FeedItem>> after(Place after, int most) {
    return found(and(eq("feed", feed.get()), gt("place", after.text())), most);
  }

  @Override
  public Future<Optional<Place>> before(long since) {
    return items
        .find(and(eq("feed", feed.get()), gte("at", since)))
        .sort(ascending("at", "place"))
        .first()
        .map(found -> found.map(documents::read).map(one -> FeedCursors.before(one.place().n())));
  }

  @Override
  public Future<List<FeedItem>> between(long from, long to, Place after, int most) {
    return found(
        and(eq("feed", feed.get()), gte("at", from), lt("at", to), gt("place", after.text())),
        most);
  }

  private Future<List<FeedItem>> found(Where where, int most) {
    return items.find(where).sort(ascending("place")).limit(most).list().map(documents::read);
  }

  @Override
  public Future<Optional<FeedItem>> one(Sent sent) {
    return items
        .find(eq("_id", FeedDocument.key(feed.get(), sent)))
        .first()
        .map(found -> found.map(documents::read));
  }

  @Override
  public Future<List<FeedItem>> of(String incident) {
    return items
        .find(and(eq("feed", feed.get()), eq("incident", incident)))
        .sort(ascending("place"))
        .list()
        .map(documents::read);
  }

  @Override
  public Future<Place> acknowledged() {
    return watermarks
        .find(eq("_id", feed.get() + partner))
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
        .upsert(eq("_id", feed.get() + partner), Change.max("acknowledged", place.text()))
        .recover(error -> KeyTaken.is(error) ? acknowledged(place) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> replace(FeedItem erasure) {
    return items
        .deleteAll(and(eq("feed", feed.get()), eq("incident", erasure.incident())))
        .compose(gone -> file(List.of(erasure)));
  }
}
