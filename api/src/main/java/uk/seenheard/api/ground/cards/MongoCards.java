package uk.seenheard.api.ground.cards;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lt;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.ground.chronology.LongChronologies;

/** The cards as documents of one collection, each found through the scopes that may see it. */
public final class MongoCards implements Cards {
  private static final Comparator<IncidentCard> BY_ID =
      Comparator.comparing(IncidentCard::incident);
  private static final int FEW = 1_000;

  private final Supplier<String> feed;
  private final Documents incidents;
  private final LongChronologies chronologies;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   * @param chronologies those that are long, kept under the same name
   */
  public MongoCards(DocumentStore store, Supplier<String> feed, LongChronologies chronologies) {
    this.feed = feed;
    this.incidents = store.collection("incidents");
    this.chronologies = chronologies;
  }

  @Override
  public Future<Void> prepare() {
    return index("feed", "scopes", "incident")
        .compose(done -> index("feed", "signs"))
        .compose(done -> index("feed", "reference"))
        .compose(done -> index("feed", "scopes", "firstAt"))
        .compose(done -> index("feed", "everScopes", "incident"))
        .compose(done -> chronologies.prepare());
  }

  private Future<Void> index(String... fields) {
    return incidents.index(Order.ascending(fields));
  }

  @Override
  public Future<Map<String, IncidentCard>> cards(Collection<String> of) {
    List<String> ids = new ArrayList<>();
    of.forEach(incident -> ids.add(CardDocument.id(feed.get(), incident)));
    return incidents
        .find(in("_id", ids))
        .list()
        .map(
            found -> {
              Map<String, IncidentCard> cards = new HashMap<>();
              for (Document document : found) {
                IncidentCard card = CardDocument.readCard(document);
                cards.put(card.incident(), card);
              }
              return cards;
            });
  }

  @Override
  public Future<Map<String, String>> references(Collection<String> of) {
    List<String> ids = new ArrayList<>();
    of.forEach(incident -> ids.add(CardDocument.id(feed.get(), incident)));
    return referring(incidents.find(in("_id", ids)));
  }

  @Override
  public Future<Map<String, String>> referred(Collection<String> references) {
    return references.isEmpty()
        ? Future.succeededFuture(Map.of())
        : referring(
            incidents
                .find(and(eq("feed", feed.get()), in("reference", references)))
                .limit(MOST_REFERRED));
  }

  private static Future<Map<String, String>> referring(Find asked) {
    return asked
        .only("incident", "reference")
        .list()
        .map(
            found -> {
              Map<String, String> references = new HashMap<>();
              for (Document document : found) {
                Optional.ofNullable(document.getString("reference"))
                    .ifPresent(one -> references.put(document.getString("incident"), one));
              }
              return references;
            });
  }

  @Override
  public Future<IncidentCard> whole(IncidentCard card) {
    return card.chronology().isElsewhere()
        ? chronologies
            .of(card.incident())
            .map(known -> card.with(card.counts(), known, card.watch(), card.countedTo()))
        : Future.succeededFuture(card);
  }

  @Override
  public Future<List<Said>> withChildren(Collection<String> keys, int most) {
    Future<List<Said>> here =
        incidents
            .find(and(eq("feed", feed.get()), in("signs", keys)))
            .limit(most)
            .list()
            .map(
                found ->
                    found.stream()
                        .map(CardDocument::readCard)
                        .map(card -> new Said(card.incident(), card.chronology()))
                        .collect(Collectors.toUnmodifiableList()));
    Future<List<Said>> elsewhere = chronologies.withChildren(keys, most).compose(this::standing);
    return Future.all(here, elsewhere)
        .map(
            both -> {
              List<Said> said = new ArrayList<>(here.result());
              said.addAll(elsewhere.result());
              return List.copyOf(said.subList(0, Math.min(most, said.size())));
            });
  }

  /** Those whose cards still say that it is elsewhere: not of what has become short. */
  private Future<List<Said>> standing(List<Said> said) {
    return said.isEmpty()
        ? Future.succeededFuture(said)
        : cards(said.stream().map(Said::incident).collect(Collectors.toList()))
            .map(
                cards ->
                    said.stream()
                        .filter(
                            one -> {
                              IncidentCard card = cards.get(one.incident());
                              return card != null && card.chronology().isElsewhere();
                            })
                        .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Future<Void> put(Collection<IncidentCard> cards) {
    List<Documents.Replacement> writes = new ArrayList<>();
    for (IncidentCard card : cards) {
      Document document = CardDocument.write(feed.get(), card);
      writes.add(
          new Documents.Replacement(
              and(eq("_id", document.getString("_id")), lt("lastN", card.lastN())),
              document,
              true));
    }
    return writes.isEmpty()
        ? Future.succeededFuture()
        : chronologies.put(counted(cards)).compose(put -> incidents.replaceEach(writes)).mapEmpty();
  }

  /** The long chronologies that were counted with these cards, and not carried on. */
  private static List<LongChronologies.Counted> counted(Collection<IncidentCard> cards) {
    List<LongChronologies.Counted> counted = new ArrayList<>();
    for (IncidentCard card : cards) {
      if (card.chronology().isLong() && !card.isCounting()) {
        counted.add(
            new LongChronologies.Counted(card.incident(), card.countedTo(), card.chronology()));
      }
    }
    return counted;
  }

  @Override
  public Future<Boolean> recount(IncidentCard counted) {
    Document document = CardDocument.write(feed.get(), counted);
    return chronologies
        .put(counted(List.of(counted)))
        .compose(
            put ->
                incidents.replace(
                    and(eq("_id", document.getString("_id")), eq("lastN", counted.lastN())),
                    document));
  }

  @Override
  public Future<Optional<IncidentCard>> card(String incident, Set<String> scopes) {
    return cards(List.of(incident))
        .map(
            found ->
                Optional.ofNullable(found.get(incident)).filter(card -> card.isOpenTo(scopes)));
  }

  @Override
  public Future<List<IncidentCard>> visible(Set<String> scopes, String afterIncident, int most) {
    return perScope(
        scopes,
        scope ->
            incidents
                .find(
                    and(eq("feed", feed.get()), eq("scopes", scope), gt("incident", afterIncident)))
                .sort(ascending("incident"))
                .limit(most),
        BY_ID,
        most);
  }

  @Override
  public Future<List<IncidentCard>> around(
      Set<String> scopes, long at, long withinMillis, int most) {
    Future<List<IncidentCard>> before =
        perScope(
            scopes,
            scope ->
                incidents
                    .find(
                        and(
                            eq("feed", feed.get()),
                            eq("scopes", scope),
                            gte("firstAt", at - withinMillis),
                            lt("firstAt", at)))
                    .sort(Order.descending("firstAt"))
                    .limit(most),
            Comparator.comparing(card -> -card.firstAt()),
            most);
    Future<List<IncidentCard>> after =
        perScope(
            scopes,
            scope ->
                incidents
                    .find(
                        and(
                            eq("feed", feed.get()),
                            eq("scopes", scope),
                            gte("firstAt", at),
                            lte("firstAt", at + withinMillis)))
                    .sort(ascending("firstAt"))
                    .limit(most),
            Comparator.comparing(IncidentCard::firstAt),
            most);
    return Future.all(before, after)
        .map(
            both -> {
              List<IncidentCard> cards = new ArrayList<>(before.result());
              cards.addAll(after.result());
              cards.removeIf(card -> !card.isOpenTo(scopes));
              return List.copyOf(cards);
            });
  }

  /**
   * Few incidents change between two pulls: they are found by position. After a long absence, or
   * the first time, they are walked by id instead; either way the answer is complete up to its last
   * id.
   */
  @Override
  public Future<List<IncidentCard>> changedSince(
      Set<String> scopes, long n, String afterIncident, int most) {
    return perScope(
            scopes,
            scope ->
                incidents
                    .find(and(eq("feed", feed.get()), eq("everScopes", scope), gt("lastN", n)))
                    .sort(ascending("lastN"))
                    .limit(FEW),
            BY_ID,
            Documents.MAX_READ)
        .compose(
            few ->
                few.size() < FEW
                    ? Future.succeededFuture(
                        few.stream()
                            .filter(card -> card.incident().compareTo(afterIncident) > 0)
                            .limit(most)
                            .collect(Collectors.toUnmodifiableList()))
                    : walkedById(scopes, n, afterIncident, most));
  }

  private Future<List<IncidentCard>> walkedById(
      Set<String> scopes, long n, String afterIncident, int most) {
    return perScope(
        scopes,
        scope ->
            incidents
                .find(
                    and(
                        eq("feed", feed.get()),
                        eq("everScopes", scope),
                        gt("incident", afterIncident),
                        gt("lastN", n)))
                .sort(ascending("incident"))
                .limit(most),
        BY_ID,
        most);
  }

  /** Reads a page in each scope, in the same order, and merges them: one index, no big sort. */
  private Future<List<IncidentCard>> perScope(
      Set<String> scopes, Function<String, Find> query, Comparator<IncidentCard> order, int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    scopes.forEach(scope -> reads.add(query.apply(scope).list()));
    return Future.all(reads)
        .map(
            all -> {
              Map<String, IncidentCard> cards = new TreeMap<>();
              for (Future<List<Document>> read : reads) {
                for (Document document : read.result()) {
                  IncidentCard card = CardDocument.readCard(document);
                  cards.put(card.incident(), card);
                }
              }
              return cards.values().stream()
                  .sorted(order)
                  .limit(most)
                  .collect(Collectors.toUnmodifiableList());
            });
  }

  @Override
  public Future<Void> bury(IncidentCard tombstone) {
    Document document = CardDocument.write(feed.get(), tombstone);
    // It is no incident that measures count.
    document.remove("week");
    return chronologies
        .forget(tombstone.incident())
        .compose(gone -> incidents.put(eq("_id", document.getString("_id")), document));
  }
}
