package uk.seenheard.api.desk.measures;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;

/** First sights as documents of one collection, one an incident. */
final class MongoFirstSights implements FirstSights {
  static final String COLLECTION = "firstSights";

  private final Supplier<String> feed;
  private final Documents sights;

  /** Kept under a name: another one after a rebuild. */
  MongoFirstSights(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.sights = store.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return sights.index(Order.ascending("feed", "incident"));
  }

  @Override
  public Future<Void> handedIn(String incident, long at) {
    Document document =
        new Document("_id", key(incident))
            .append("feed", feed.get())
            .append("incident", incident)
            .append("handedInAt", at)
            .append("sightAt", 0L);
    return sights.insertMissing(List.of(document)).mapEmpty();
  }

  @Override
  public Future<Void> looked(String incident, long at) {
    return sights
        .update(
            and(eq("_id", key(incident)), eq("sightAt", 0L), lte("handedInAt", at)),
            Change.set("sightAt", at))
        .mapEmpty();
  }

  @Override
  public Future<Map<String, Long>> of(Collection<String> incidents) {
    return sights
        .find(in("_id", incidents.stream().map(this::key).toList()))
        .list()
        .map(
            found -> {
              Map<String, Long> first = new HashMap<>();
              for (Document one : found) {
                if (one.getLong("sightAt") > 0) {
                  first.put(one.getString("incident"), one.getLong("sightAt"));
                }
              }
              return first;
            });
  }

  @Override
  public Future<Void> erase(String incident) {
    return sights.deleteAll(and(eq("feed", feed.get()), eq("incident", incident)));
  }

  private String key(String incident) {
    return feed.get() + '/' + incident;
  }
}
