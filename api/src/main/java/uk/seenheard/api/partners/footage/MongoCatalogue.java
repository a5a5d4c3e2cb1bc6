package uk.seenheard.api.partners.footage;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lt;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** The catalogue as documents, sealed but for what they are found by. */
final class MongoCatalogue implements Catalogue {
  private static final int MAX_TRIES = 5;

  private final Documents items;
  private final CatalogueKeys keys;
  private final CatalogueDocument documents;

  /** Written and read by these keys. */
  MongoCatalogue(DocumentStore store, CatalogueKeys keys, CatalogueDocument documents) {
    this.items = store.collection("footage");
    this.keys = keys;
    this.documents = documents;
  }

  @Override
  public Future<Void> prepare() {
    return items
        .index(ascending("found", "starts"))
        .compose(done -> items.index(ascending("listed", "uploaded")));
  }

  @Override
  public Future<List<Verdict>> keep(List<Item> arrived) {
    Set<String> years = new TreeSet<>();
    arrived.forEach(item -> years.add(CatalogueKeys.year(item.starts())));
    return arrived.isEmpty()
        ? Future.succeededFuture(List.of())
        : keys.years(years).compose(found -> keep(arrived, found, 1));
  }

  @Override
  public Future<Boolean> holdsAnything() {
    String force = documents.force();
    return items
        .find(and(gte("_id", force + '/'), lt("_id", force + '0')))
        .only("version")
        .limit(1)
        .list()
        .map(found -> !found.isEmpty());
  }

  /** What stands of a thing: its version, and what that says. */
  private record Standing(long version, String says, boolean withdrawn) {}

  /** What is to be written, and whether it takes the place of what was withdrawn as it was. */
  private record Newer(Item item, boolean again) {}

  private Future<List<Verdict>> keep(
      List<Item> arrived, Map<String, IncidentKey> years, int tries) {
    List<String> ids = new ArrayList<>();
    arrived.forEach(item -> ids.add(documents.id(item.key())));
    return items
        .find(in("_id", new TreeSet<>(ids)))
        .only("version", "says", "withdrawn")
        .list()
        .compose(
            standing -> {
              Map<String, Newer> newer = new LinkedHashMap<>();
              List<Verdict> verdicts = judge(arrived, standing, years, newer);
              return write(newer, years)
                  .compose(
                      all -> all ? Future.succeededFuture(verdicts) : again(arrived, years, tries));
            });
  }

  /** Somebody else kept one of them meanwhile. */
  private Future<List<Verdict>> again(
      List<Item> arrived, Map<String, IncidentKey> years, int tries) {
    return tries < MAX_TRIES
        ? keep(arrived, years, tries + 1)
        : Future.failedFuture(
            Refusal.busy("The same recordings keep coming in; try again.", 1).raised());
  }

  private List<Verdict> judge(
      List<Item> arrived,
      List<Document> found,
      Map<String, IncidentKey> years,
      Map<String, Newer> newer) {
    Map<String, Standing> standing = new HashMap<>();
    for (Document one : found) {
      standing.put(
          one.getString("_id"),
          new Standing(
              one.getLong("version"), one.getString("says"), CatalogueDocument.withdrawn(one)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Item item : arrived) {
      String id = documents.id(item.key());
      Standing known = standing.get(id);
      Verdict verdict = judge(item, years, known);
      // Said again as it was, it is there again.
      boolean again = verdict instanceof Verdict.Unchanged && known != null && known.withdrawn();
      if (verdict instanceof Verdict.Stored || again) {
        standing.put(id, new Standing(item.version(), documents.says(item), false));
        newer.put(id, new Newer(item, again));
        verdict = new Verdict.Stored();
      }
      verdicts.add(verdict);
    }
    return verdicts;
  }

  private Verdict judge(Item item, Map<String, IncidentKey> years, @Nullable Standing known) {
    if (!years.containsKey(CatalogueKeys.year(item.starts()))) {
      return new Verdict.Rejected("", "erased", "What the catalogue had of that year was erased.");
    }
    return known == null
        ? new Verdict.Stored()
        : Verdict.ofVersion(item.version(), documents.says(item), known.version(), known.says());
  }

  /** Whether all were written: none of them, unless somebody kept a newer version meanwhile. */
  private Future<Boolean> write(Map<String, Newer> newer, Map<String, IncidentKey> years) {
    List<Documents.Replacement> written = new ArrayList<>();
    newer.forEach(
        (id, one) -> {
          Item item = one.item();
          IncidentKey year = years.get(CatalogueKeys.year(item.starts()));
          if (year != null) {
            written.add(
                new Documents.Replacement(
                    one.again()
                        ? and(eq("_id", id), eq("withdrawn", true))
                        : and(eq("_id", id), lt("version", item.version())),
                    documents.write(item, year),
                    !one.again()));
          }
        });
    return written.isEmpty()
        ? Future.succeededFuture(true)
        : items.replaceEach(written).map(count -> count == written.size());
  }

  @Override
  public Future<List<Json.Obj>> found(Item.Kind kind, Set<String> by, Window starts) {
    if (by.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<String> names = new ArrayList<>();
    by.forEach(one -> names.add(documents.found(kind, one)));
    return items
        .find(and(in("found", names), gte("starts", starts.from()), lte("starts", starts.to())))
        .limit(MOST_FOUND)
        .list()
        .compose(this::opened);
  }

  @Override
  public Future<List<Json.Obj>> named(Collection<String> named) {
    if (named.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Set<String> ids = new TreeSet<>();
    named.forEach(key -> ids.add(documents.id(key)));
    return items.find(in("_id", ids)).limit(MOST_FOUND).list().compose(this::opened);
  }

  @Override
  public Future<Listing> listed(String source, Window uploaded, int most) {
    return items
        .find(
            and(
                eq("listed", documents.listed(source)),
                gte("uploaded", uploaded.from()),
                lt("uploaded", uploaded.to())))
        .limit(most)
        .list()
        .compose(found -> listed(found, most));
  }

  private Future<Listing> listed(List<Document> found, int most) {
    Set<String> years = new TreeSet<>();
    found.forEach(one -> years.add(one.getString("year")));
    return keys.years(years)
        .map(
            opening -> {
              List<Listed> listed = new ArrayList<>();
              for (Document one : found) {
                documents
                    .read(one, opening)
                    .filter(said -> said.text("state").equals(Optional.of("present")))
                    .flatMap(said -> said.text("id"))
                    .ifPresent(id -> listed.add(new Listed(id, one.getLong("version"))));
              }
              return new Listing(listed, found.size() < most);
            });
  }

  @Override
  public Future<Void> withdraw(Collection<String> named) {
    Future<Void> all = Future.succeededFuture();
    for (String key : named) {
      all =
          all.compose(
              done ->
                  items
                      .update(eq("_id", documents.id(key)), Change.set("withdrawn", true))
                      .mapEmpty());
    }
    return all;
  }

  private Future<List<Json.Obj>> opened(List<Document> found) {
    Set<String> years = new TreeSet<>();
    found.forEach(one -> years.add(one.getString("year")));
    return keys.years(years)
        .map(
            opening -> {
              List<Json.Obj> opened = new ArrayList<>();
              found.forEach(one -> documents.read(one, opening).ifPresent(opened::add));
              return opened;
            });
  }
}
