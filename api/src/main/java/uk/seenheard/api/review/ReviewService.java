package uk.seenheard.api.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.chronology.Chronology;
import uk.seenheard.api.http.Problem;
import uk.seenheard.api.identity.Grant;
import uk.seenheard.api.identity.Role;
import uk.seenheard.api.log.CommitLog;
import uk.seenheard.api.log.Ledger;
import uk.seenheard.api.log.ServerAuthor;
import uk.seenheard.api.log.ServerPiece;
import uk.seenheard.api.log.ServerWriter;
import uk.seenheard.api.projection.EarlierEvents;
import uk.seenheard.api.projection.IncidentCard;
import uk.seenheard.api.projection.IncidentFolds;
import uk.seenheard.api.projection.OpenedChange;
import uk.seenheard.api.projection.Opener;
import uk.seenheard.api.projection.Projection;
import uk.seenheard.api.projection.Projector;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
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

  private final CommitLog log;
  private final Projection projection;
  private final Projector projector;
  private final IncidentFolds folds;
  private final Opener opener;
  private final EarlierEvents earlier;
  private final IncidentPrompts prompts;
  private final ServerAuthor author;
  private final ServerWriter writer;
  private final Ledger ledger;
  private final LongSupplier now;

  /** With the parts of this server. */
  public ReviewService(
      CommitLog log,
      Projection projection,
      Projector projector,
      IncidentFolds folds,
      Opener opener,
      EarlierEvents earlier,
      IncidentPrompts prompts,
      ServerAuthor author,
      ServerWriter writer,
      Ledger ledger,
      LongSupplier now) {
    this.log = log;
    this.projection = projection;
    this.projector = projector;
    this.folds = folds;
    this.opener = opener;
    this.earlier = earlier;
    this.prompts = prompts;
    this.author = author;
    this.writer = writer;
    this.ledger = ledger;
    this.now = now;
  }

  /** A page of the wanted incidents that somebody may see, the gravest first. */
  Future<List<IncidentCard>> queue(
      Grant grant,
      Optional<String> team,
      Projection.QueueFilter wanted,
      Optional<Projection.QueuePlace> after,
      int most) {
    Set<String> scopes = new TreeSet<>(grant.scopes());
    if (team.isPresent()) {
      String scope = Grant.teamScope(team.get());
      boolean may = scopes.contains(scope) || scopes.contains(Grant.WHOLE_FORCE);
      if (!may) {
        throw Problem.forbidden("team is not one of your teams.");
      }
      scopes = Set.of(scope);
    }
    return projection.queue(scopes, wanted, after, most);
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
                                                      card, incident, n, chronology, within,
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
                                                    append(grant, record, said, seen, items, n)))))
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
   * Appends the decision; empty when the incident moved and everything has to be looked at anew.
   */
  private Future<Optional<DecisionResult>> append(
      Grant grant,
      IncidentRecord record,
      Chronology chronology,
      Hash seen,
      List<Json> items,
      long n) {
    if (!record.frontier().equals(seen)) {
      throw Problem.of(
              409,
              "moved",
              "The incident has moved",
              "frontier is not what the incident stands at now: somebody wrote in it. Look at what"
                  + " is new, then decide again.")
          .with("field", Json.of("frontier"))
          .with("frontier", Json.of(record.frontier().hex()));
    }
    Incident incident = Incident.of(record);
    List<Operation> ops = DecisionOps.read(items, incident);
    Reviewer by =
        new Reviewer(grant.person(), grant.role().reviews(), grant.role() == Role.INSPECTOR);
    List<Obstacle> obstacles = prompts.obstacles(record, chronology, now.getAsLong());
    for (Operation op : ops) {
      if (ReviewRules.judge(op, by, incident, obstacles) instanceof Ruling.Refused refused) {
        throw refusal(refused);
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
                    commit -> standing(record.incident(), change, commit).map(Optional::of),
                    () -> Future.succeededFuture(Optional.<DecisionResult>empty()),
                    () ->
                        Future.failedFuture(
                            Problem.busy("Too much at once; nothing was decided.", 2))));
  }

  private Future<DecisionResult> standing(String incident, Change change, long n) {
    return projector
        .reached(n, PROJECTION_WAIT_MILLIS)
        .compose(reached -> folds.at(incident, n))
        .map(
            record ->
                new DecisionResult(
                    n, change.hash(), record.frontier(), Incident.of(record).review().state()));
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

  private static Problem refusal(Ruling.Refused refused) {
    List<Json> obstacles = new ArrayList<>();
    refused.obstacles().forEach(obstacle -> obstacles.add(obstacle.json()));
    Problem problem =
        switch (refused.kind()) {
          case MALFORMED -> Problem.of(400, "malformed", "Not decided", refused.sentence());
          case FORBIDDEN -> Problem.of(403, "forbidden", "You may not do this", refused.sentence());
          case NOT_NOW -> Problem.of(409, "not-now", "Not now", refused.sentence());
        };
    return problem.with("field", Json.of(refused.field())).with("obstacles", Json.list(obstacles));
  }
}
