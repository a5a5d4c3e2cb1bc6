package uk.seenheard.api.ground.chronology;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;

/** The long chronologies as documents of one collection. */
public final class MongoChronologies implements LongChronologies {
  private final Supplier<String> feed;
  private final Documents chronologies;

  /** Of one force's log, under a name. */
  public MongoChronologies(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.chronologies = store.collection("chronologies");
  }

  @Override
  public Future<Void> prepare() {
    return chronologies.index(Order.ascending("feed", "signs"));
  }

  @Override
  public Future<Chronology> of(String incident) {
    return chronologies
        .find(eq("_id", id(incident)))
        .first()
        .map(found -> found.map(MongoChronologies::read).orElse(Chronology.NONE));
  }

  private static Chronology read(Document found) {
    return ChronologyDocument.read(found.get("chronology", Document.class));
  }

  @Override
  public Future<List<Said>> withChildren(Collection<String> keys, int most) {
    return chronologies
        .find(and(eq("feed", feed.get()), in("signs", keys)))
        .limit(most)
        .list()
        .map(
            found ->
                found.stream()
                    .map(one -> new Said(one.getString("incident"), read(one)))
                    .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Future<Void> put(Collection<Counted> counted) {
    List<Documents.Replacement> writes = new ArrayList<>();
    for (Counted one : counted) {
      String id = id(one.incident());
      writes.add(
          new Documents.Replacement(
              and(eq("_id", id), lt("countedTo", one.countedTo())),
              new Document("_id", id)
                  .append("feed", feed.get())
                  .append("incident", one.incident())
                  .append("countedTo", one.countedTo())
                  .append("chronology", ChronologyDocument.write(one.chronology()))
                  .append("signs", new ArrayList<>(one.chronology().signs())),
              true));
    }
    return writes.isEmpty()
        ? Future.succeededFuture()
        : chronologies.replaceEach(writes).mapEmpty();
  }

  @Override
  public Future<Void> forget(String incident) {
    return chronologies.delete(eq("_id", id(incident)));
  }

  private String id(String incident) {
    return feed.get() + '/' + incident;
  }
}
