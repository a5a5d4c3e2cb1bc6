package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Hands wishes to evidence systems in the log's order, at least once. Which recording a wish is
 * about is read from the incident when it is fetched, and written down as disclosed.
 */
final class WishService {
  private static final FeedCursors.Asked ASKED =
      new FeedCursors.Asked(
          "cursor", "begin again without a cursor: what you have comes again, to be kept once.");

  private final Feed wishes;
  private final FeedCursors cursors;
  private final IncidentFolds folds;
  private final Ledger ledger;

  WishService(Feed wishes, FeedCursors cursors, IncidentFolds folds, Ledger ledger) {
    this.wishes = wishes;
    this.cursors = cursors;
    this.folds = folds;
    this.ledger = ledger;
  }

  /** Some wishes, and where the next ones begin. */
  record Page(List<Wish> wishes, String cursor, boolean more) {
    /** Copies. */
    Page {
      wishes = List.copyOf(wishes);
    }
  }

  /**
   * A page behind a cursor, or from the first one on.
   *
   * @param source of which system; of all where nothing is said
   */
  Future<Page> page(Grant grant, Optional<String> cursor, Optional<String> source, int most) {
    Future<Place> after =
        cursor
            .map(one -> cursors.place(one, ASKED))
            .orElseGet(() -> Future.succeededFuture(Place.START));
    return after
        .compose(place -> wishes.after(place, most).compose(found -> page(place, found, most)))
        .map(page -> only(page, source))
        .compose(page -> told(grant, page).map(page));
  }

  private Future<Page> page(Place after, List<FeedItem> found, int most) {
    Place reached = found.isEmpty() ? after : found.get(found.size() - 1).place();
    return read(found, new ArrayList<>())
        .compose(
            read ->
                cursors.cursor(reached).map(next -> new Page(read, next, found.size() == most)));
  }

  private static Page only(Page page, Optional<String> source) {
    return new Page(
        page.wishes().stream().filter(one -> one.isFor(source)).toList(),
        page.cursor(),
        page.more());
  }

  private Future<List<Wish>> read(List<FeedItem> found, List<Wish> read) {
    if (read.size() == found.size()) {
      return Future.succeededFuture(read);
    }
    return wish(found.get(read.size()))
        .compose(
            one -> {
              read.add(one);
              return read(found, read);
            });
  }

  /** The wish of a key. */
  Future<Wish> one(Sent sent) {
    return wishes
        .one(sent)
        .compose(
            found ->
                found
                    .map(this::wish)
                    .orElseGet(
                        () -> Future.failedFuture(new Refusal.NotFound("The wish").raised())));
  }

  /** What an item of the feed says. */
  Future<Wish> wish(FeedItem item) {
    return item.type().equals(Wish.ERASED)
        ? Future.succeededFuture(Wish.erased(item))
        : folds
            .at(item.incident(), item.place().n())
            .map(
                record ->
                    new Wish(
                        item.sent(),
                        item.at(),
                        Incident.of(record).reference(),
                        Optional.of(wanted(record))));
  }

  /** A commit holds one wish of an incident: the last that the incident has by then. */
  private static Json.Obj wanted(IncidentRecord record) {
    Json.Obj wanted = Json.EMPTY;
    for (RecordedAct deed : record.deeds()) {
      if (Act.FOOTAGE_WISHED.is(deed.act())) {
        wanted = deed.with();
      }
    }
    return wanted;
  }

  private Future<Void> told(Grant grant, Page page) {
    TreeSet<String> incidents = new TreeSet<>();
    page.wishes().forEach(one -> incidents.add(one.sent().incident()));
    return incidents.isEmpty()
        ? Future.succeededFuture()
        : ledger
            .note(
                grant.person(),
                grant.token(),
                "disclosed-to-evidence",
                Json.object().put("incidents", Json.texts(incidents)).build())
            .mapEmpty();
  }
}
