package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Pieces;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Tally;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.incident.RiskGrade;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Hands authorised revisions to the records system, in the order they were authorised: each once,
 * the first as it is and every later one of an incident as a correction. What was handed over is
 * exactly what was authorised: the record of the changes before the authorisation. What the log
 * does not bear out is set aside and told, and stops nothing behind it.
 */
public final class RecordsService {
  private static final Logger LOG = LoggerFactory.getLogger(RecordsService.class);
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private static final FeedCursors.Asked ASKED =
      new FeedCursors.Asked(
          "cursor", "ask without a cursor to go on after what you acknowledged last.");

  private final Feed revisions;
  private final FeedCursors cursors;
  private final Projector projector;
  private final IncidentFolds folds;
  private final Ledger ledger;
  private final FairWork work;
  private final Beside beside;
  private final Set<SetAside> told = ConcurrentHashMap.newKeySet();

  /**
   * What a revision says and its record does not hold: whose it is, who was told, what codes mean.
   */
  record Beside(Incidents incidents, NoticeStanding notices, FormShelf forms) {}

  /** With the parts of this server. */
  RecordsService(
      Feed revisions,
      FeedCursors cursors,
      Projector projector,
      IncidentFolds folds,
      Ledger ledger,
      FairWork work,
      Beside beside) {
    this.beside = beside;
    this.work = work;
    this.cursors = cursors;
    this.revisions = revisions;
    this.projector = projector;
    this.folds = folds;
    this.ledger = ledger;
  }

  /**
   * A page of revisions and where the next one begins.
   *
   * @param setAside what cannot be handed over: the feed goes on behind it
   */
  record Page(List<Revision> revisions, List<SetAside> setAside, String cursor, boolean more) {}

  /** An authorisation that the log does not bear out. */
  record SetAside(long n, String incident, String why) {}

  /** What became of one authorisation: one of the two. */
  private record Handed(Optional<Revision> revision, Optional<SetAside> setAside) {}

  /**
   * Where a page begins: behind a cursor, at a commit, at a time, or, where nothing is said, behind
   * what was acknowledged last. The first that is given holds.
   */
  record From(Optional<String> cursor, Optional<Long> n, Optional<Long> since) {}

  /** A page from there on. */
  Future<Page> page(Grant grant, From from, int most) {
    return place(from).compose(place -> page(grant, place, most));
  }

  private Future<Place> place(From from) {
    if (from.cursor().isPresent()) {
      return cursors.place(from.cursor().get(), ASKED);
    }
    if (from.n().isPresent()) {
      return cursors.from(from.n().get()).map(FeedCursors::before);
    }
    return from.since().isPresent()
        ? revisions
            .before(from.since().get())
            .map(found -> found.orElseGet(() -> FeedCursors.before(projector.applied() + 1)))
        : revisions.acknowledged();
  }

  /** One revision by its key, as it stands in the feed. */
  Future<Page> one(Grant grant, Sent sent) {
    return revisions
        .one(sent)
        .compose(
            found ->
                found
                    .map(item -> outcome(Authorisation.of(item)))
                    .orElseGet(
                        () -> Future.failedFuture(new Refusal.NotFound("The revision").raised())))
        .map(outcome -> page(List.of(outcome), "", false))
        .compose(page -> told(grant, page).map(page));
  }

  /**
   * One revision as it is handed over by this server itself, written down under its own name: its
   * text, made where it keeps nobody waiting.
   */
  Future<String> pushed(
      String server, Hash enrolment, Sent sent, Function<Revision, Json.Obj> text) {
    return revisions
        .one(sent)
        .compose(
            found ->
                found
                    .map(item -> outcome(Authorisation.of(item)))
                    .orElseGet(() -> Future.failedFuture(none())))
        .compose(
            handed ->
                handed
                    .revision()
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(none())))
        .compose(
            revision ->
                ledger
                    .note(
                        server,
                        enrolment,
                        "disclosed-to-records",
                        Json.object()
                            .put("incidents", Json.texts(List.of(revision.incident())))
                            .build())
                    .compose(
                        told ->
                            written(
                                new Page(List.of(revision), List.of(), "", false),
                                page -> text.apply(revision))))
        .map(parts -> String.join("", parts));
  }

  private static RuntimeException none() {
    return new Refusal.NotFound("The revision").raised();
  }

  /** What went out in a time, to be compared. */
  Future<Tally> tally(long from, long to) {
    return Tally.of(revisions, from, to, new JdkDigests());
  }

  private Future<Page> page(Grant grant, Place after, int most) {
    return revisions
        .after(after, most)
        .compose(found -> page(grant, after, most, authorisations(found)));
  }

  private static List<Authorisation> authorisations(List<FeedItem> found) {
    return found.stream().map(Authorisation::of).toList();
  }

  private Future<Page> page(Grant grant, Place after, int most, List<Authorisation> found) {
    return gather(found, new ArrayList<>(), 0)
        .compose(
            outcomes -> {
              Place reached = outcomes.isEmpty() ? after : found.get(outcomes.size() - 1).place();
              boolean more = outcomes.size() < found.size() || found.size() == most;
              return cursors.cursor(reached).map(next -> page(outcomes, next, more));
            })
        .compose(page -> told(grant, page).map(page));
  }

  /** One after the other, until they are as long as a page is: one record may be megabytes. */
  private Future<List<Handed>> gather(
      List<Authorisation> found, List<Handed> gathered, long chars) {
    if (gathered.size() == found.size() || chars >= Limits.PAGE_CHARS) {
      return Future.succeededFuture(gathered);
    }
    return outcome(found.get(gathered.size()))
        .compose(
            outcome -> {
              gathered.add(outcome);
              return gather(
                  found, gathered, chars + outcome.revision().map(Revision::chars).orElse(0L));
            });
  }

  /** The text of a page, made where it keeps nobody waiting. */
  Future<List<String>> written(Page page, Function<Page, Json.Obj> text) {
    long chars = 0;
    for (Revision revision : page.revisions()) {
      chars += revision.chars();
    }
    return chars < Pieces.CHARS
        ? Future.succeededFuture(text.apply(page).canonicalInParts(Pieces.CHARS))
        : work.of("records", () -> text.apply(page).canonicalInParts(Pieces.CHARS));
  }

  private static Page page(List<Handed> outcomes, String cursor, boolean more) {
    List<Revision> revisions = new ArrayList<>();
    List<SetAside> aside = new ArrayList<>();
    for (Handed outcome : outcomes) {
      outcome.revision().ifPresent(revisions::add);
      outcome.setAside().ifPresent(aside::add);
    }
    return new Page(revisions, aside, cursor, more);
  }

  /** What is handed over stands in the ledger, and so does what cannot be. */
  private Future<Void> told(Grant grant, Page page) {
    return disclosed(grant, page.revisions()).compose(done -> setAside(grant, page.setAside()));
  }

  private Future<Void> setAside(Grant grant, List<SetAside> aside) {
    List<Json> news = new ArrayList<>();
    for (SetAside one : aside) {
      if (told.add(one)) {
        LOG.error("commit {} is not handed to the records system: {}", one.n(), one.why());
        news.add(Json.object().put("n", one.n()).put("incident", one.incident()).build());
      }
    }
    return news.isEmpty()
        ? Future.succeededFuture()
        : ledger
            .note(
                grant.person(),
                grant.token(),
                "records-set-aside",
                Json.object().put("revisions", Json.list(news)).build())
            .mapEmpty();
  }

  private Future<Handed> outcome(Authorisation authorisation) {
    if (authorisation.isErasure()) {
      return Future.succeededFuture(
          handed(
              new Revision(
                  authorisation.place().n(),
                  authorisation.incident(),
                  Revision.Heading.NONE,
                  0,
                  authorisation.frontier(),
                  authorisation.authorisedBy(),
                  authorisation.at(),
                  Json.EMPTY,
                  RiskGrade.NOT_GRADED,
                  List.of(),
                  true,
                  0)));
    }
    // The authorisation was appended on condition that nothing came between: what it vouches for is
    // everything up to the commit before its own.
    return folds
        .at(authorisation.incident(), authorisation.place().n() - 1)
        .compose(record -> outcomeOf(authorisation, record));
  }

  private Future<Handed> outcomeOf(Authorisation authorisation, IncidentRecord record) {
    return superseded(authorisation)
        .compose(
            before ->
                beside
                    .incidents()
                    .visible(Set.of(Grant.WHOLE_FORCE), authorisation.incident())
                    .compose(
                        card ->
                            work.about(
                                record, () -> outcome(authorisation, record, card, before))));
  }

  /** The teams whose incident it was at a commit. */
  private static List<String> teams(IncidentCard card, long n) {
    return card.access().stream()
        .filter(one -> Grant.isTeamScope(one.scope()) && one.from() <= n && n < one.until())
        .map(one -> one.scope().substring(Grant.teamScope("").length()))
        .distinct()
        .sorted()
        .toList();
  }

  private Future<Optional<Long>> superseded(Authorisation authorisation) {
    long n = authorisation.place().n();
    return revisions
        .of(authorisation.incident())
        .map(
            all ->
                all.stream()
                    .map(one -> one.place().n())
                    .filter(one -> one < n)
                    .max(Comparator.naturalOrder()));
  }

  private static Handed handed(Revision revision) {
    return new Handed(Optional.of(revision), Optional.empty());
  }

  private Handed outcome(
      Authorisation authorisation,
      IncidentRecord record,
      IncidentCard card,
      Optional<Long> before) {
    long n = authorisation.place().n();
    if (!record.frontier().equals(authorisation.frontier())) {
      return new Handed(
          Optional.empty(),
          Optional.of(
              new SetAside(
                  n,
                  authorisation.incident(),
                  "the log does not give what was authorised at this commit; check the store")));
    }
    return handed(
        new Revision(
            n,
            authorisation.incident(),
            Revision.Heading.of(record, before, teams(card, n), beside.forms()),
            Review.of(record).authorisations().size() + 1,
            authorisation.frontier(),
            authorisation.authorisedBy(),
            authorisation.at(),
            record.canonical(),
            RiskGrade.of(Incident.of(record)),
            beside.notices().of(record, card.firstAt()),
            false,
            Revision.chars(record)));
  }

  private Future<Void> disclosed(Grant grant, List<Revision> revisions) {
    if (revisions.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> incidents = new ArrayList<>();
    revisions.forEach(revision -> incidents.add(revision.incident()));
    return ledger
        .note(
            grant.person(),
            grant.token(),
            "disclosed-to-records",
            Json.object().put("incidents", Json.texts(incidents)).build())
        .mapEmpty();
  }

  /**
   * Notes that everything up to a cursor was received; up to which one that stands now: an earlier
   * one takes nothing back.
   */
  Future<String> acknowledge(Grant grant, String cursor) {
    return cursors
        .place(cursor, ASKED)
        .compose(
            place ->
                ledger.note(
                    grant.person(),
                    grant.token(),
                    RevisionsModel.ACKNOWLEDGED,
                    Json.object().put("n", place.n()).put("i", place.i()).build()))
        .compose(noted -> projector.reached(noted, PROJECTION_WAIT_MILLIS))
        .compose(done -> revisions.acknowledged())
        .compose(cursors::cursor);
  }
}
