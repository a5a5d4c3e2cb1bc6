package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;

/**
 * Takes what evidence systems hand in, one item after the other, and says what became of each. An
 * item that is refused holds nothing up; what was kept is on the disk before it is said, so that
 * whoever hears nothing sends the same again.
 */
final class CatalogueService {
  private final Catalogue catalogue;
  private final ItemReader reader;
  private final FairWork work;
  private final LongSupplier now;

  CatalogueService(Catalogue catalogue, ItemReader reader, FairWork work, LongSupplier now) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.work = work;
    this.now = now;
  }

  /** What becomes of each item of a batch, in its order. */
  Future<List<Verdict>> take(Item.Kind kind, List<Json> batch) {
    long at = now.getAsLong();
    return work.of("footage", () -> read(kind, batch, at)).compose(this::keep);
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
}
