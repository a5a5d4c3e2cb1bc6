package uk.seenheard.api.partners.footage;

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
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.api.partners.footage.seal.CatalogueKeys;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** The catalogue as documents, sealed but for what they are found by. */
final class MongoCatalogue implements Catalogue {
  private static final int MAX_TRIES = 5;
  private static final int AT_ONCE = 500;

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

  /** An item with the name under which it is kept and what it says, each made once. */
  private record Arrived(Item item, String id, String says) {}

  @Override
  public Future<List<Verdict>> keep(List<Item> items) {
    Set<String> years = new TreeSet<>();
    List<Arrived> arrived = new ArrayList<>();
    for (Item item : items) {
      years.add(CatalogueKeys.year(item.starts()));
      arrived.add(new Arrived(item, documents.id(item.key()), documents.says(item)));
    }
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
  private record Standing(long version, String says, boolean withdrawn, boolean erased) {}

  /** What is to be written, and whether it takes the place of what was withdrawn as it was. */
  private record Newer(Arrived arrived, boolean again) {}

  private Future<List<Verdict>> keep(
      List<Arrived> arrived, Map<String, IncidentKey> years, int tries) {
    Set<String> ids = new TreeSet<>();
    arrived.forEach(one -> ids.add(one.id()));
    return items
        .find(in("_id", ids))
        .only("version", "says", "withdrawn", "erased")
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
      List<Arrived> arrived, Map<String, IncidentKey> years, int tries) {
    return tries < MAX_TRIES
        ? keep(arrived, years, tries + 1)
        : Future.failedFuture(
            Refusal.busy("The same recordings keep coming in; try again.", 1).raised());
  }

  private List<Verdict> judge(
      List<Arrived> arrived,
      List<Document> found,
      Map<String, IncidentKey> years,
      Map<String, Newer> newer) {
    Map<String, Standing> standing = new HashMap<>();
    for (Document one : found) {
      standing.put(
          one.getString("_id"),
          new Standing(
              one.getLong("version"),
              one.getString("says"),
              CatalogueDocument.withdrawn(one),
              CatalogueDocument.erased(one)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Arrived one : arrived) {
      Standing known = standing.get(one.id());
      Verdict verdict = judge(one, years, known);
      // Said again as it was, it is there again.
      boolean again = verdict instanceof Verdict.Unchanged && known != null && known.withdrawn();
      if (verdict instanceof Verdict.Stored || again) {
        standing.put(one.id(), new Standing(one.item().version(), one.says(), false, false));
        newer.put(one.id(), new Newer(one, again));
        verdict = new Verdict.Stored();
      }
      verdicts.add(verdict);
    }
    return verdicts;
  }

  private static Verdict judge(
      Arrived one, Map<String, IncidentKey> years, @Nullable Standing known) {
    if (!years.containsKey(CatalogueKeys.year(one.item().starts()))) {
      return new Verdict.Rejected("", "erased", "What the catalogue had of that year was erased.");
    }
    if (known != null && known.erased()) {
      return new Verdict.Rejected("", "erased", "What the catalogue had of it was erased.");
    }
    return known == null
        ? new Verdict.Stored()
        : Verdict.ofVersion(one.item().version(), one.says(), known.version(), known.says());
  }

  /** Whether all were written: none of them, unless somebody kept a newer version meanwhile. */
  private Future<Boolean> write(Map<String, Newer> newer, Map<String, IncidentKey> years) {
    List<Documents.Replacement> written = new ArrayList<>();
    newer.forEach(
        (id, one) -> {
          Item item = one.arrived().item();
          IncidentKey year = years.get(CatalogueKeys.year(item.starts()));
          if (year != null) {
            written.add(
                new Documents.Replacement(
                    one.again()
                        ? and(eq("_id", id), eq("withdrawn", true))
                        : and(eq("_id", id), lt("version", item.version())),
                    documents.write(item, id, one.arrived().says(), year),
                    !one.again()));
          }
        });
    return written.isEmpty()
        ? Future.succeededFuture(true)
        : items.replaceEach(written).map(count -> count == written.size());
  }

  @Override
  public Future<List<Json.Obj>> carried(Set<String> by, Window starts) {
    return by.isEmpty()
        ? Future.succeededFuture(List.of())
        : find(Item.Kind.CARRIED, by, starts).list().compose(this::opened);
  }

  @Override
  public Future<List<Json.Obj>> clips(List<Sought> sought, Collection<String> named) {
    List<Find> finds = new ArrayList<>();
    for (Sought one : sought) {
      if (!one.names().isEmpty()) {
        finds.add(find(Item.Kind.CLIP, one.reach().of(one.names()), one.starts()));
      }
    }
    if (!named.isEmpty()) {
      Set<String> ids = new TreeSet<>();
      named.forEach(key -> ids.add(documents.id(key)));
      finds.add(items.find(in("_id", ids)).limit(MOST_FOUND));
    }
    return finds.isEmpty()
        ? Future.succeededFuture(List.of())
        : items
            .readEach(finds)
            .compose(
                all -> {
                  Map<String, Document> each = new LinkedHashMap<>();
                  all.forEach(
                      found -> found.forEach(one -> each.putIfAbsent(one.getString("_id"), one)));
                  return opened(each.values());
                });
  }

  private Find find(Item.Kind kind, Set<String> by, Window starts) {
    List<String> names = new ArrayList<>();
    by.forEach(one -> names.add(documents.found(kind, one)));
    return items
        .find(and(in("found", names), gte("starts", starts.from()), lte("starts", starts.to())))
        .limit(MOST_FOUND);
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
    found.forEach(one -> Optional.ofNullable(one.getString("year")).ifPresent(years::add));
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
    List<String> ids = new ArrayList<>();
    named.forEach(key -> ids.add(documents.id(key)));
    Future<Void> all = Future.succeededFuture();
    for (int i = 0; i < ids.size(); i += AT_ONCE) {
      List<String> some = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
      all =
          all.compose(
              done -> items.updateAll(in("_id", some), Change.set("withdrawn", true)).mapEmpty());
    }
    return all;
  }

  @Override
  public Future<Void> eraseYear(int year) {
    String name = CatalogueKeys.named(year);
    return keys.destroy(name).compose(destroyed -> takeOut(name, documents.force() + '/'));
  }

  /** Nobody can read it any more; page by page it goes from the disk too. */
  private Future<Void> takeOut(String year, String after) {
    return items
        .find(and(gt("_id", after), lt("_id", documents.force() + '0')))
        .only("year")
        .sort(ascending("_id"))
        .limit(AT_ONCE)
        .list()
        .compose(
            page ->
                page.isEmpty()
                    ? Future.succeededFuture()
                    : items
                        .deleteAll(in("_id", ofYear(year, page)))
                        .compose(
                            gone -> takeOut(year, page.get(page.size() - 1).getString("_id"))));
  }

  private static List<String> ofYear(String year, List<Document> page) {
    return page.stream()
        .filter(one -> year.equals(one.getString("year")))
        .map(one -> one.getString("_id"))
        .toList();
  }

  @Override
  public Future<Boolean> knows(String key) {
    return items
        .find(eq("_id", documents.id(key)))
        .only("version")
        .list()
        .map(found -> !found.isEmpty());
  }

  @Override
  public Future<Void> erase(String key) {
    String id = documents.id(key);
    return items.put(eq("_id", id), documents.erased(id));
  }

  @Override
  public Future<Boolean> isErased(long at) {
    return keys.isDestroyed(CatalogueKeys.year(at));
  }

  private Future<List<Json.Obj>> opened(Collection<Document> found) {
    Set<String> years = new TreeSet<>();
    found.forEach(one -> Optional.ofNullable(one.getString("year")).ifPresent(years::add));
    return keys.years(years)
        .map(
            opening -> {
              List<Json.Obj> opened = new ArrayList<>();
              found.forEach(one -> documents.read(one, opening).ifPresent(opened::add));
              return opened;
            });
  }
}
