package uk.seenheard.api.ground.recount;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;

/** The recounts that are owed as documents of one collection, one for each incident. */
public final class MongoRecounts implements Recounts {
  private final Supplier<String> feed;
  private final Documents recounts;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   */
  public MongoRecounts(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.recounts = store.collection("recounts");
  }

  @Override
  public Future<Void> prepare() {
    return recounts.index(Order.ascending("feed"));
  }

  @Override
  public Future<Void> owe(Collection<String> incidents) {
    List<Document> documents = new ArrayList<>();
    for (String incident : incidents) {
      documents.add(
          new Document("_id", feed.get() + '/' + incident)
              .append("feed", feed.get())
              .append("incident", incident));
    }
    return documents.isEmpty()
        ? Future.succeededFuture()
        : recounts.insertMissing(documents).mapEmpty();
  }

  @Override
  public Future<Set<String>> owed() {
    return recounts
        .find(eq("feed", feed.get()))
        .list()
        .map(
            found ->
                found.stream()
                    .map(document -> document.getString("incident"))
                    .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Future<Void> counted(String incident) {
    return recounts.delete(eq("_id", feed.get() + '/' + incident));
  }
}
