package uk.seenheard.api.ground.cards;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.lte;
import static uk.seenheard.api.engine.documents.Where.or;

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
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;

/** The cards of the collection {@code incidents}, as a supervisor's desk asks for them. */
public final class MongoDeskProjection implements DeskProjection {
  private final Supplier<String> feed;
  private final Documents incidents;

  /**
   * The cards of one force.
   *
   * @param feed the feed under which those that serve are kept: another one after a rebuild
   */
  public MongoDeskProjection(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.incidents = store.collection("incidents");
  }

  @Override
  public Future<Void> prepare() {
    return index("feed", "queues", "order")
        .compose(done -> index("feed", "queues", "overdueOrder"))
        .compose(done -> index("feed", "queues", "footageDue"))
        .compose(done -> index("feed", "chaseAt"))
        .compose(done -> index("feed", "week", "incident"))
        .compose(done -> index("feed", "team", "week", "incident"));
  }

  private Future<Void> index(String... fields) {
    return incidents.index(Order.ascending(fields));
  }

  @Override
  public Future<List<IncidentCard>> queue(
      Set<String> scopes, Filter wanted, Optional<String> after, int most) {
    List<Where> narrower = new ArrayList<>();
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
      List<Where> narrower,
      String order,
      Optional<String> after,
      Function<IncidentCard, String> place,
      int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    for (String key : keys) {
      List<Where> filter = new ArrayList<>();
      filter.add(eq("feed", feed.get()));
      filter.add(eq("queues", key));
      filter.add(gt(order, after.orElse("")));
      filter.addAll(narrower);
      reads.add(incidents.find(and(filter)).sort(ascending(order)).limit(most).list());
    }
    return Future.all(reads).map(all -> merged(reads, Comparator.comparing(place), most));
  }

  @Override
  public Future<List<IncidentCard>> footage(Set<String> scopes, long until, int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    for (String scope : scopes) {
      String key = WatchDocument.key(scope, FOOTAGE, Optional.empty(), Optional.empty());
      reads.add(
          incidents
              .find(and(eq("feed", feed.get()), eq("queues", key), lte("footageDue", until)))
              .sort(ascending("footageDue"))
              .limit(most)
              .list());
    }
    return Future.all(reads)
        .map(
            all ->
                merged(
                    reads,
                    Comparator.comparing(card -> card.watch().facts().footage().due().orElse(0)),
                    most));
  }

  private static List<IncidentCard> merged(
      List<Future<List<Document>>> reads, Comparator<IncidentCard> order, int most) {
    Map<String, IncidentCard> cards = new TreeMap<>();
    for (Future<List<Document>> read : reads) {
      for (IncidentCard card : cards(read.result())) {
        cards.put(card.incident(), card);
      }
    }
    return cards.values().stream()
        .sorted(order)
        .limit(most)
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public Future<List<IncidentCard>> due(long now, int most) {
    return incidents
        .find(and(eq("feed", feed.get()), lte("chaseAt", now)))
        .sort(ascending("chaseAt"))
        .limit(most)
        .list()
        .map(MongoDeskProjection::cards);
  }

  @Override
  public Future<Void> stand(IncidentCard card) {
    Watch watch = card.watch();
    return incidents
        .update(
            and(eq("_id", CardDocument.id(feed.get(), card.incident())), eq("lastN", card.lastN())),
            Change.set("chaseAt", watch.chaseAt())
                .and(Change.set("order", card.queueOrder()))
                .and(Change.set("watch", WatchDocument.watch(watch))))
        .mapEmpty();
  }

  @Override
  public Future<Void> lookAgain(String incident, long lastN, long at) {
    return incidents
        .update(
            and(eq("_id", CardDocument.id(feed.get(), incident)), eq("lastN", lastN)),
            Change.set("chaseAt", at))
        .mapEmpty();
  }

  @Override
  public Future<List<IncidentCard>> ofWeeks(
      Optional<String> team,
      String fromWeek,
      String toWeek,
      Optional<IncidentCard> after,
      int most) {
    List<Where> filter = new ArrayList<>();
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
    return incidents
        .find(and(filter))
        .sort(ascending("week", "incident"))
        .limit(most)
        .list()
        .map(MongoDeskProjection::cards);
  }

  private static List<IncidentCard> cards(List<Document> found) {
    return found.stream().map(CardDocument::readCard).collect(Collectors.toUnmodifiableList());
  }
}
