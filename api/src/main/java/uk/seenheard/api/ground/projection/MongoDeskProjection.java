package uk.seenheard.api.ground.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import uk.seenheard.api.engine.mongo.Mongo;

/** The cards of the collection {@code incidents}, as a supervisor's desk asks for them. */
public final class MongoDeskProjection implements DeskProjection {
  private final Mongo mongo;
  private final Supplier<String> feed;
  private final MongoCollection<Document> incidents;

  /**
   * The cards of one force.
   *
   * @param feed the feed under which those that serve are kept: another one after a rebuild
   */
  public MongoDeskProjection(Mongo mongo, Supplier<String> feed) {
    this.mongo = mongo;
    this.feed = feed;
    this.incidents = mongo.collection("incidents");
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return index("feed", "queues", "order")
        .compose(done -> index("feed", "queues", "overdueOrder"))
        .compose(done -> index("feed", "chaseAt"))
        .compose(done -> index("feed", "week", "incident"))
        .compose(done -> index("feed", "team", "week", "incident"));
  }

  private Future<Void> index(String... fields) {
    return mongo.done(incidents.createIndex(Indexes.ascending(fields)));
  }

  @Override
  public Future<List<IncidentCard>> queue(
      Set<String> scopes, Filter wanted, Optional<String> after, int most) {
    List<Bson> narrower = new ArrayList<>();
    // The key holds one of the two: who is asked for leaves few enough to look through by form.
    wanted
        .form()
        .filter(form -> wanted.officer().isPresent())
        .ifPresent(form -> narrower.add(eq("form", form)));
    List<String> keys = new ArrayList<>();
    scopes.forEach(
        scope ->
            keys.add(WatchDocument.key(scope, wanted.state(), wanted.form(), wanted.officer())));
    return pages(keys, narrower, "order", after, IncidentCard::queueOrder, most);
  }

  @Override
  public Future<List<IncidentCard>> overdue(Set<String> scopes, Optional<String> after, int most) {
    List<String> keys = new ArrayList<>();
    scopes.forEach(
        scope -> keys.add(WatchDocument.key(scope, OVERDUE, Optional.empty(), Optional.empty())));
    return pages(keys, List.of(), "overdueOrder", after, IncidentCard::overdueOrder, most);
  }

  /** Reads a page of each key, in the same order, and merges them: one range of one index each. */
  private Future<List<IncidentCard>> pages(
      List<String> keys,
      List<Bson> narrower,
      String order,
      Optional<String> after,
      Function<IncidentCard, String> place,
      int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    for (String key : keys) {
      List<Bson> filter = new ArrayList<>();
      filter.add(eq("feed", feed.get()));
      filter.add(eq("queues", key));
      filter.add(gt(order, after.orElse("")));
      filter.addAll(narrower);
      reads.add(mongo.list(incidents.find(and(filter)).sort(ascending(order)).limit(most)));
    }
    return Future.all(reads)
        .map(
            all -> {
              Map<String, IncidentCard> cards = new TreeMap<>();
              for (Future<List<Document>> read : reads) {
                for (Document document : read.result()) {
                  IncidentCard card = ProjectionDocument.readCard(document);
                  cards.put(card.incident(), card);
                }
              }
              return cards.values().stream()
                  .sorted(Comparator.comparing(place))
                  .limit(most)
                  .collect(Collectors.toUnmodifiableList());
            });
  }

  @Override
  public Future<List<IncidentCard>> due(long now, int most) {
    return mongo
        .list(
            incidents
                .find(and(eq("feed", feed.get()), lte("chaseAt", now)))
                .sort(ascending("chaseAt"))
                .limit(most))
        .map(MongoDeskProjection::cards);
  }

  @Override
  public Future<Void> lookAgain(String incident, long lastN, long at) {
    return mongo.done(
        incidents.updateOne(
            and(eq("_id", ProjectionDocument.id(feed.get(), incident)), eq("lastN", lastN)),
            Updates.set("chaseAt", at)));
  }

  @Override
  public Future<List<IncidentCard>> ofWeeks(
      Optional<String> team,
      String fromWeek,
      String toWeek,
      Optional<IncidentCard> after,
      int most) {
    List<Bson> filter = new ArrayList<>();
    filter.add(eq("feed", feed.get()));
    team.ifPresent(one -> filter.add(eq("team", one)));
    filter.add(gte("week", after.map(IncidentCard::week).orElse(fromWeek)));
    filter.add(lte("week", toWeek));
    after.ifPresent(
        last ->
            filter.add(
                or(
                    gt("week", last.week()),
                    and(eq("week", last.week()), gt("incident", last.incident())))));
    return mongo
        .list(incidents.find(and(filter)).sort(ascending("week", "incident")).limit(most))
        .map(MongoDeskProjection::cards);
  }

  private static List<IncidentCard> cards(List<Document> found) {
    return found.stream()
        .map(ProjectionDocument::readCard)
        .collect(Collectors.toUnmodifiableList());
  }
}
