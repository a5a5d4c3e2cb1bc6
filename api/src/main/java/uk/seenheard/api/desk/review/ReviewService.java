package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.Ledger;
import uk.seenheard.api.ground.log.ServerAuthor;
import uk.seenheard.api.ground.log.ServerPiece;
import uk.seenheard.api.ground.log.ServerWriter;
import uk.seenheard.api.ground.projection.DeskProjection;
import uk.seenheard.api.ground.projection.EarlierEvents;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.OpenedChange;
import uk.seenheard.api.ground.projection.Opener;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.api.ground.projection.StoredChange;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.review.Obstacle;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/**
 * Lets people read incidents within their scope, and decide.
 *
 * <p>A decision runs in these steps: read the incident as the log has it now; refuse if that is not
 * what the person was looking at; ask the rules; write one change; append it on condition that
 * nothing about the incident was logged meanwhile, else begin again. So two supervisors never
 * half-authorise.
 */
public final class ReviewService {
  private static final int MAX_TRIES = 5;
  private static final long PROJECTION_WAIT_MILLIS = 5_000;
  private static final int HISTORY_PAGE = 500;
  private static final int MOST_READ = 5_000;

  private final CommitLog log;
  private final Projection projection;
  private final DeskProjection desk;
  private final Projector projector;
  private final IncidentFolds folds;
  private final Opener opener;
  private final EarlierEvents earlier;
  private final IncidentPrompts prompts;
  private final ServerAuthor author;
  private final ServerWriter writer;
  private final Ledger ledger;
  private final Force force;
  private final Digests digests;
  private final LongSupplier now;

  /** With the parts of this server. */
  public ReviewService(
      CommitLog log,
      Projection projection,
      DeskProjection desk,
      Projector projector,
      IncidentFolds folds,
      Opener opener,
      EarlierEvents earlier,
      IncidentPrompts prompts,
      ServerAuthor author,
      ServerWriter writer,
      Ledger ledger,
      Force force,
      Digests digests,
      LongSupplier now) {
    this.log = log;
    this.projection = projection;
    this.desk = desk;
    this.projector = projector;
    this.folds = folds;
    this.opener = opener;
    this.earlier = earlier;
    this.prompts = prompts;
    this.author = author;
    this.writer = writer;
    this.ledger = ledger;
    this.force = force;
    this.digests = digests;
    this.now = now;
  }

  /** A page of the wanted incidents that somebody may see: the gravest, then what breaches next. */
  Future<List<IncidentCard>> queue(
      Grant grant,
      Optional<String> team,
      DeskProjection.Filter wanted,
      Optional<String> after,
      int most) {
    return desk.queue(grant.scopesOf(team), wanted, after, most);
  }

  /** What a list shows of one incident. Like a list, it holds no content and is no consultation. */
  Future<IncidentCard> card(Grant grant, String incident) {
    return upToDate().compose(n -> visible(grant, incident));
  }

  /** One incident, after it is written down that this person looked at it. */
  Future<IncidentView> look(Grant grant, String incident) {
    return upToDate()
        .compose(n -> visible(grant, incident).compose(card -> view(grant, card, n)))
        .compose(view -> consulted(grant, incident).map(view));
  }

  private Future<Void> consulted(Grant grant, String incident) {
    return ledger
        .note(
            grant.person(),
            grant.token(),
            "consulted",
            Json.object().put("incident", incident).build())
        .mapEmpty();
  }

  private Future<Long> upToDate() {
    return log.last().compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS).map(n));
  }

  private Future<IncidentCard> visible(Grant grant, String incident) {
    return projection
        .card(incident, grant.scopes())
        .map(card -> card.orElseThrow(() -> Problem.notFound("The incident")));
  }

  private Future<IncidentView> view(Grant grant, IncidentCard card, long n) {
    return folds
        .at(card.incident(), n)
        .compose(
            record -> {
              Incident incident = Incident.of(record);
              return behind(incident)
                  .compose(
                      found ->
                          earlier
                              .of(incident, card.firstAt())
                              .compose(
                                  chronology ->
                                      within(grant, chronology)
                                          .map(
                                              within ->
                                                  view(
                                                      card,
                                                      incident,
                                                      n,
                                                      chronology,
                                                      within,
                                                      found))));
            });
  }

  private IncidentView view(
      IncidentCard card,
      Incident incident,
      long n,
      Chronology chronology,
      Set<String> within,
      Map<Hash, OpenedChange> behind) {
    long at = now.getAsLong();
    return new IncidentView(
        card,
        incident,
        n,
        prompts.of(incident.record(), chronology, at),
        prompts.duties(incident.record(), chronology, at),
        chronology,
        within,
        behind);
  }

  /** The earlier incidents of a chronology that somebody may see. */
  private Future<Set<String>> within(Grant grant, Chronology chronology) {
    Set<String> named = new TreeSet<>();
    chronology.earlier().values().forEach(said -> said.forEach(e -> named.add(e.incident())));
    return named.isEmpty()
        ? Future.succeededFuture(named)
        : projection
            .cards(named)
            .map(
                cards -> {
                  named.removeIf(
                      incident -> {
                        IncidentCard card = cards.get(incident);
                        return card == null
                            || card.scopes().stream().noneMatch(grant.scopes()::contains);
                      });
                  return named;
                });
  }

  /** The changes in whose answers people differ. */
  private Future<Map<Hash, OpenedChange>> behind(Incident incident) {
    Set<Hash> hashes = new TreeSet<>();
    for (Field field : incident.contradictions()) {
      field.over().forEach(id -> hashes.add(id.change()));
    }
    return projection
        .byHash(hashes)
        .compose(opener::open)
        .map(
            opened -> {
              Map<Hash, OpenedChange> found = new HashMap<>();
              opened.forEach(change -> found.put(change.stored().entry().hash(), change));
              return found;
            });
  }

  /** A page of what happened to an incident, in the order it reached the server. */
  Future<List<OpenedChange>> history(Grant grant, String incident, Projection.Place after) {
    return upToDate()
        .compose(
            n ->
                visible(grant, incident)
                    .compose(card -> projection.changes(incident, after, n, HISTORY_PAGE)))
        .compose(opener::open)
        .compose(opened -> consulted(grant, incident).map(opened));
  }

  /** What waits in quarantine in the incidents that somebody may see. */
  Future<List<OpenedChange>> quarantine(Grant grant, String incident) {
    return upToDate()
        .compose(n -> visible(grant, incident))
        .compose(card -> projection.quarantined(List.of(incident), HISTORY_PAGE))
        .compose(opener::open)
        .compose(opened -> consulted(grant, incident).map(opened));
  }

  /**
   * Decides.
   *
   * @param seen the frontier of the record that the person was looking at
   * @param items the operations, as in a change's content
   */
  Future<DecisionResult> decide(Grant grant, String incident, Hash seen, List<Json> items) {
    return decide(grant, incident, seen, items, 1);
  }

  private Future<DecisionResult> decide(
      Grant grant, String id, Hash seen, List<Json> items, int tries) {
    return upToDate()
        .compose(
            n ->
                visible(grant, id)
                    .compose(
                        card ->
                            folds
                                .at(id, n)
                                .compose(
                                    record ->
                                        earlier
                                            .of(Incident.of(record), card.firstAt())
                                            .compose(
                                                said ->
                                                    record.frontier().equals(seen)
                                                        ? append(grant, record, said, items, n)
                                                        : moved(
                                                            grant, record, said, seen, items, n)))))
        .compose(
            outcome ->
                outcome
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            tries < MAX_TRIES
                                ? decide(grant, id, seen, items, tries + 1)
                                : Future.failedFuture(
                                    Problem.busy("The incident keeps moving; try again.", 1))));
  }

  /**
   * What somebody looked at is not what stands. If all that is new was raised by a server (an alert
   * is no news of the record), the decision goes on; if what is new is this very decision, made by
   * the same person on the same record, it was made, once; else they are shown what is new.
   */
  private Future<Optional<DecisionResult>> moved(
      Grant grant,
      IncidentRecord record,
      Chronology chronology,
      Hash seen,
      List<Json> items,
      long n) {
    return changes(record.incident(), Projection.Place.START, n, new ArrayList<>())
        .compose(
            all -> {
              Optional<ChangesSince> since = ChangesSince.of(seen, all, digests);
              if (since.isEmpty()) {
                return Future.failedFuture(Decisions.moved(record.frontier(), List.of()));
              }
              List<StoredChange> byPeople = since.get().byPeople();
              return byPeople.isEmpty()
                  ? append(grant, record, chronology, items, n)
                  : folds
                      .at(record.incident(), since.get().n())
                      .compose(
                          before ->
                              opener
                                  .open(byPeople)
                                  .compose(found -> again(grant, before, record, found, items)));
            });
  }

  private Future<List<StoredChange>> changes(
      String incident, Projection.Place after, long n, List<StoredChange> read) {
    return projection
        .changes(incident, after, n, HISTORY_PAGE)
        .compose(
            page -> {
              read.addAll(page);
              if (page.size() < HISTORY_PAGE || read.size() >= MOST_READ) {
                return Future.succeededFuture(read);
              }
              StoredChange last = page.get(page.size() - 1);
              return changes(incident, new Projection.Place(last.n(), last.i()), n, read);
            });
  }

  private Future<Optional<DecisionResult>> again(
      Grant grant,
      IncidentRecord before,
      IncidentRecord record,
      List<OpenedChange> byPeople,
      List<Json> items) {
    List<Operation> same = DecisionOps.read(items, Incident.of(before));
    for (OpenedChange change : byPeople) {
      boolean mine =
          change.stored().entry().author().equals(grant.person())
              && change.applied().filter(made -> made.ops().equals(same)).isPresent();
      if (mine) {
        return standing(record.incident(), change.stored().entry().hash(), change.stored().n())
            .map(Optional::of);
      }
    }
    return Future.failedFuture(Decisions.moved(record.frontier(), byPeople));
  }

  /**
   * Appends the decision; empty when the incident moved and everything has to be looked at anew.
   */
  private Future<Optional<DecisionResult>> append(
      Grant grant, IncidentRecord record, Chronology chronology, List<Json> items, long n) {
    Incident incident = Incident.of(record);
    List<Operation> ops = DecisionOps.read(items, incident);
    Decisions.requireKnown(ops, force);
    Reviewer by =
        new Reviewer(grant.person(), grant.role().reviews(), grant.role() == Role.INSPECTOR);
    List<Obstacle> obstacles = prompts.obstacles(record, chronology, now.getAsLong());
    for (Operation op : ops) {
      if (ReviewRules.judge(op, by, incident, obstacles) instanceof Ruling.Refused refused) {
        throw Decisions.refusal(refused);
      }
    }
    record.deeds().forEach(deed -> author.seen(deed.hlc()));
    FormRef form = record.form().orElse(ServerAuthor.LEDGER_FORM);
    Change change = author.write(record.incident(), form, grant.person(), grant.token(), ops);
    return released(record.incident(), ops)
        .compose(
            pieces -> {
              List<ServerPiece> all = new ArrayList<>();
              all.add(author.piece(change));
              all.addAll(pieces);
              return writer.write(all, Optional.of(new ServerWriter.Unless(record.incident(), n)));
            })
        .compose(
            outcome ->
                outcome.fold(
                    commit -> standing(record.incident(), change.hash(), commit).map(Optional::of),
                    () -> Future.succeededFuture(Optional.<DecisionResult>empty()),
                    () ->
                        Future.failedFuture(
                            Problem.busy("Too much at once; nothing was decided.", 2))));
  }

  private Future<DecisionResult> standing(String incident, Hash change, long n) {
    return projector
        .reached(n, PROJECTION_WAIT_MILLIS)
        .compose(reached -> folds.at(incident, n))
        .map(
            record ->
                new DecisionResult(
                    n, change, record.frontier(), Incident.of(record).review().state()));
  }

  /** The changes that a decision releases: they are logged again, now to take effect. */
  private Future<List<ServerPiece>> released(String incident, List<Operation> ops) {
    Set<Hash> named = new TreeSet<>();
    Set<Hash> release = new TreeSet<>();
    for (Operation op : ops) {
      if (op instanceof Operation.Act act
          && (act.act().equals("release") || act.act().equals("dismiss"))) {
        String hex = act.with().text("change").orElse("");
        if (!Hex.is(hex, 64)) {
          throw Problem.malformed("with.change", "is the hash of a change in quarantine");
        }
        named.add(new Hash(hex));
        if (act.act().equals("release")) {
          release.add(new Hash(hex));
        }
      }
    }
    if (named.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return projection
        .byHash(named)
        .compose(opener::open)
        .map(
            found -> {
              List<ServerPiece> pieces = new ArrayList<>();
              int inQuarantine = 0;
              for (OpenedChange change : found) {
                boolean here = change.stored().entry().incident().equals(incident);
                if (here && !change.stored().isApplied()) {
                  inQuarantine++;
                  if (release.contains(change.stored().entry().hash())) {
                    pieces.add(piece(change));
                  }
                }
              }
              if (inQuarantine != named.size()) {
                throw Problem.malformed(
                    "with.change", "names a change that is not in quarantine in this incident");
              }
              return pieces;
            });
  }

  private static ServerPiece piece(OpenedChange quarantined) {
    Change change =
        quarantined
            .change()
            .orElseThrow(
                () ->
                    Problem.of(
                        409,
                        "not-now",
                        "This cannot be released",
                        "with.change names a change that cannot be read; it can only be"
                            + " dismissed. It stays in the log."));
    return new ServerPiece(
        change.hash(),
        change.content(),
        change.incident(),
        change.author(),
        quarantined.stored().entry().team());
  }
}
