package uk.seenheard.api.ground.incident;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.writer.LogOutcome;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.api.ground.writer.ServerPiece;
import uk.seenheard.api.ground.writer.ServerWriter;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * The incidents of a force, to be read as the log has them now, and to be changed by whoever is
 * signed in here, or by this server.
 *
 * <p>A change runs in these steps: read the incidents as the log has them now; decide on that;
 * write one change in each on condition that nothing about any of them was logged meanwhile, else
 * begin again. So two people never decide halves of one thing, and two servers that want the same
 * write it once. There is no other way in which a server process writes in an incident.
 */
public final class Incidents {
  private static final int MAX_TRIES = 5;

  private final UpToDate upToDate;
  private final Cards cards;
  private final IncidentFolds folds;
  private final ServerAuthor author;
  private final ServerWriter writer;
  private final FairWork work;

  /** With the parts of this server. */
  public Incidents(
      UpToDate upToDate,
      Cards cards,
      IncidentFolds folds,
      ServerAuthor author,
      ServerWriter writer,
      FairWork work) {
    this.upToDate = upToDate;
    this.cards = cards;
    this.folds = folds;
    this.author = author;
    this.writer = writer;
    this.work = work;
  }

  /**
   * Whose change it is.
   *
   * @param proof hash of the token that proves it
   * @param scopes within which the incidents have to be
   */
  public record By(String person, Hash proof, Set<String> scopes) {
    /** Copies. */
    public By {
      scopes = Set.copyOf(scopes);
    }

    /** Whoever is signed in. */
    public static By of(Grant grant) {
      return new By(grant.person(), grant.token(), grant.scopes());
    }
  }

  /** Decides about one incident as it stands. */
  @FunctionalInterface
  public interface Decision<T> {
    /** May look things up, writes nothing; fails with a refusal. */
    Future<Decided<T>> decide(IncidentAt at);
  }

  /** Decides about several incidents as they stand at one commit, in the order they were named. */
  @FunctionalInterface
  public interface Joint<T> {
    /** May look things up, writes nothing; fails with a refusal. */
    Future<Decided<T>> decide(List<IncidentAt> at);
  }

  /**
   * A commit where everything up to it can be read here, and that was the last one when this was
   * asked, or is later.
   */
  public Future<Long> upToDate() {
    return upToDate.all();
  }

  /**
   * A commit where everything that was said of an incident when this was asked can be read here,
   * and everything else but what is said of other large ones: who looks at one incident waits for
   * nobody who writes in another without a pause.
   */
  public Future<Long> upToDate(String incident) {
    return upToDate.of(Set.of(incident));
  }

  /** Does something with a record where it keeps nobody waiting. */
  public <T> Future<T> about(IncidentRecord record, Callable<T> work) {
    return this.work.about(record, work);
  }

  /** A decision for which everything is at hand, made where it keeps nobody waiting. */
  public <T> Decision<T> pure(Function<IncidentAt, Decided<T>> decide) {
    return at -> work.about(at.record(), () -> decide.apply(at));
  }

  /** The same, with the chronology of its card, which of many children stands by itself. */
  public <T> Decision<T> pureWhole(Function<IncidentAt, Decided<T>> decide) {
    return at ->
        cards
            .whole(at.card())
            .compose(
                card ->
                    work.about(
                        at.record(),
                        () -> decide.apply(new IncidentAt(card, at.incident(), at.n()))));
  }

  /** The card of an incident as the log has it now; fails when the scopes do not see it. */
  public Future<IncidentCard> card(Set<String> scopes, String id) {
    return upToDate(id).compose(n -> visible(scopes, id));
  }

  /** An incident as the log has it now; fails when the scopes do not see it. */
  public Future<IncidentAt> at(Set<String> scopes, String id) {
    return upToDate(id).compose(n -> at(scopes, id, n));
  }

  /** The same, up to a commit that can be read here. */
  public Future<IncidentAt> at(Set<String> scopes, String id, long n) {
    return visible(scopes, id).compose(card -> at(card, n));
  }

  /** The incident of a card that was found to be in somebody's sight, up to a commit. */
  public Future<IncidentAt> at(IncidentCard card, long n) {
    return folds
        .at(card.incident(), n)
        .compose(record -> work.about(record, () -> new IncidentAt(card, Incident.of(record), n)));
  }

  /** The card of an incident as it can be read here; fails when the scopes do not see it. */
  public Future<IncidentCard> visible(Set<String> scopes, String id) {
    return cards
        .card(id, scopes)
        .map(card -> card.orElseThrow(() -> new Refusal.NotFound("The incident").raised()));
  }

  /** Decides about an incident and writes that. */
  public <T> Future<T> change(By by, String id, Decision<T> decision) {
    return change(by, List.of(id), at -> decision.decide(at.get(0)));
  }

  /** Decides about several incidents and writes that in one commit. */
  public <T> Future<T> change(By by, Collection<String> ids, Joint<T> decision) {
    return change(by, List.copyOf(ids), decision, 1);
  }

  private <T> Future<T> change(By by, List<String> ids, Joint<T> decision, int tries) {
    return upToDate
        .of(ids)
        .compose(n -> attempt(by, ids, decision, n))
        .compose(
            done ->
                done.map(Future::succeededFuture).orElseGet(() -> again(by, ids, decision, tries)));
  }

  private <T> Future<T> again(By by, List<String> ids, Joint<T> decision, int tries) {
    return tries < MAX_TRIES
        ? change(by, ids, decision, tries + 1)
        : Future.failedFuture(Refusal.busy("The incident keeps moving; try again.", 1).raised());
  }

  /** One attempt; empty when an incident moved and everything has to be looked at anew. */
  private <T> Future<Optional<T>> attempt(By by, List<String> ids, Joint<T> decision, long n) {
    List<Future<IncidentAt>> reads = new ArrayList<>();
    ids.forEach(id -> reads.add(at(by.scopes(), id, n)));
    return Future.all(reads)
        .map(all -> all.<IncidentAt>list())
        .compose(at -> decision.decide(at).compose(decided -> write(by, at, decided, n)));
  }

  private <T> Future<Optional<T>> write(By by, List<IncidentAt> at, Decided<T> decided, long n) {
    Map<String, Change> changes = new TreeMap<>();
    List<ServerPiece> pieces = new ArrayList<>();
    for (IncidentAt one : at) {
      List<Operation> ops = decided.ops().getOrDefault(one.id(), List.of());
      if (!ops.isEmpty()) {
        Change change = author(by, one, ops);
        changes.put(one.id(), change);
        pieces.add(author.piece(change));
      }
    }
    pieces.addAll(decided.along());
    if (pieces.isEmpty()) {
      return decided.answer().of(Optional.empty()).map(Optional::of);
    }
    Set<String> read = Set.copyOf(at.stream().map(IncidentAt::id).toList());
    return writer
        .write(pieces, Optional.of(new ServerWriter.Unless(read, n)))
        .compose(outcome -> answer(outcome, changes, decided));
  }

  private Change author(By by, IncidentAt at, List<Operation> ops) {
    at.record().deeds().forEach(deed -> author.seen(deed.hlc()));
    return author.write(
        at.id(), at.record().form().orElse(ServerAuthor.LEDGER_FORM), by.person(), by.proof(), ops);
  }

  private <T> Future<Optional<T>> answer(
      LogOutcome<Long> outcome, Map<String, Change> changes, Decided<T> decided) {
    return outcome.fold(
        n ->
            upToDate
                .reached(n)
                .compose(
                    reached -> decided.answer().of(Optional.of(new Decided.Written(n, changes))))
                .map(Optional::of),
        moved -> Future.succeededFuture(Optional.empty()),
        () ->
            Future.failedFuture(
                Refusal.busy("Too much at once; nothing was written.", 2).raised()));
  }
}
