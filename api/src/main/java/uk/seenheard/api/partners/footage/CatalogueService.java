package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/**
 * Takes what evidence systems hand in, one item after the other, and says what became of each. An
 * item that is refused holds nothing up; what was kept is on the disk before it is said, so that
 * whoever hears nothing sends the same again.
 */
final class CatalogueService {
  /** Recordings that are listed at once; whoever has more lists shorter times. */
  private static final int MOST_LISTED = 5_000;

  private static final int AT_ONCE = 50;

  private final Catalogue catalogue;
  private final ItemReader reader;
  private final FairWork work;
  private final LongSupplier now;
  private final Digests digests;

  CatalogueService(
      Catalogue catalogue, ItemReader reader, FairWork work, Digests digests, LongSupplier now) {
    this.digests = digests;
    this.catalogue = catalogue;
    this.reader = reader;
    this.work = work;
    this.now = now;
  }

  /** What becomes of each item of a batch, in its order. */
  Future<List<Verdict>> take(Item.Kind kind, List<Json> batch) {
    return read(kind, batch, now.getAsLong(), new ArrayList<>()).compose(this::keep);
  }

  /**
   * A few at a time, so that others have their turn between: whoever works for long has to rest for
   * longer, and the next batch would wait for that.
   */
  private Future<List<Item.Reading>> read(
      Item.Kind kind, List<Json> batch, long at, List<Item.Reading> read) {
    if (read.size() == batch.size()) {
      return Future.succeededFuture(read);
    }
    List<Json> some = batch.subList(read.size(), Math.min(batch.size(), read.size() + AT_ONCE));
    return work.of("footage", () -> read(kind, some, at))
        .compose(
            more -> {
              List<Item.Reading> both = new ArrayList<>(read);
              both.addAll(more);
              return read(kind, batch, at, both);
            });
  }

  private List<Item.Reading> read(Item.Kind kind, List<Json> batch, long at) {
    List<Item.Reading> read = new ArrayList<>();
    batch.forEach(one -> read.add(reader.read(kind, one, at)));
    return read;
  }

  private Future<List<Verdict>> keep(List<Item.Reading> read) {
    List<Item> good = new ArrayList<>();
    for (Item.Reading one : read) {
      if (one instanceof Item.Read item) {
        good.add(item.item());
      }
    }
    return catalogue.keep(good).map(kept -> verdicts(read, kept));
  }

  private static List<Verdict> verdicts(List<Item.Reading> read, List<Verdict> kept) {
    List<Verdict> verdicts = new ArrayList<>();
    int next = 0;
    for (Item.Reading one : read) {
      verdicts.add(one instanceof Item.Faulty faulty ? faulty.fault() : kept.get(next++));
    }
    return verdicts;
  }

  /**
   * What a system has of a time and what is here of it.
   *
   * @param hash over what is here: see {@link #hash}
   * @param whole whether that is all: else ask for a shorter time
   */
  record Tally(int count, Hash hash, boolean whole) {}

  /** What is here of the recordings that reached a system within a time. */
  Future<Tally> tally(String source, Window uploaded) {
    return catalogue
        .listed(source, uploaded, MOST_LISTED)
        .map(found -> new Tally(found.listed().size(), hash(found.listed()), found.whole()));
  }

  /**
   * What came of a full list.
   *
   * @param withdrawn how many were here that the system has no more
   * @param wanted what it has and is not here, or not as it has it: to be handed in
   */
  record Closed(int withdrawn, List<String> wanted) {
    /** Copies. */
    Closed {
      wanted = List.copyOf(wanted);
    }
  }

  /**
   * Takes a full list of the recordings that reached a system within a time: what is here and not
   * in it, its system has no more. A list that is not as its own count and hash say was cut off on
   * its way, and withdraws nothing.
   */
  Future<Closed> close(String source, Window uploaded, List<Json> items, long count, String hash) {
    List<Catalogue.Listed> listed = new ArrayList<>();
    for (Json one : items) {
      Json.Obj item = one instanceof Json.Obj object ? object : Json.EMPTY;
      Optional<String> id = item.text("id").filter(Item::isId);
      Optional<Long> version = item.whole("version");
      if (id.isEmpty() || version.isEmpty()) {
        return refused("items", "must name of each recording its id and its version");
      }
      listed.add(new Catalogue.Listed(id.get(), version.get()));
    }
    if (count != listed.size()) {
      return refused("count", "is not how many recordings the list has: nothing was withdrawn");
    }
    if (!hash.equals(hash(listed).hex())) {
      return refused("hash", "is not that of the list: nothing was withdrawn");
    }
    return catalogue
        .listed(source, uploaded, MOST_LISTED)
        .compose(
            found ->
                found.whole()
                    ? close(source, listed, found.listed())
                    : refused("to", "is too late: list a shorter time"));
  }

  private Future<Closed> close(
      String source, List<Catalogue.Listed> listed, List<Catalogue.Listed> here) {
    Map<String, Long> has = new TreeMap<>();
    here.forEach(one -> has.put(one.id(), one.version()));
    List<String> wanted = new ArrayList<>();
    for (Catalogue.Listed one : listed) {
      Long version = has.remove(one.id());
      if (version == null || version < one.version()) {
        wanted.add(one.id());
      }
    }
    List<String> gone = new ArrayList<>();
    has.keySet().forEach(id -> gone.add(Item.key(Item.Kind.CLIP, source, id)));
    return catalogue.withdraw(gone).map(done -> new Closed(gone.size(), wanted));
  }

  /** Over a line for each recording, its id and its version, in the order of the ids. */
  private Hash hash(List<Catalogue.Listed> listed) {
    List<Catalogue.Listed> sorted = new ArrayList<>(listed);
    sorted.sort(Comparator.comparing(Catalogue.Listed::id));
    StringBuilder lines = new StringBuilder("seenheard/footage-list/1\n");
    sorted.forEach(one -> lines.append(one.id()).append(' ').append(one.version()).append('\n'));
    return Hash.of(lines.toString(), digests);
  }

  private static <T> Future<T> refused(String field, String reason) {
    return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
  }
}
