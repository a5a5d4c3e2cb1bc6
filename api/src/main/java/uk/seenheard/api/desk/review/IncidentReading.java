package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.Pieces;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Field;

/** Lets people read incidents within their scope; whoever reads one is written down. */
public final class IncidentReading {
  /** Characters of contents that are written on the thread that serves. */
  private static final int FEW_CHARS = 64 * 1024;

  private final Incidents incidents;
  private final Changes filed;
  private final Cards cards;
  private final Opener opener;
  private final IncidentQuestions questions;
  private final Looks looks;
  private final LargeAnswers large;
  private final FairWork work;

  /** With the parts of this server. */
  IncidentReading(
      Incidents incidents,
      Changes filed,
      Cards cards,
      Opener opener,
      IncidentQuestions questions,
      Looks looks,
      LargeAnswers large) {
    this.incidents = incidents;
    this.filed = filed;
    this.cards = cards;
    this.opener = opener;
    this.questions = questions;
    this.looks = looks;
    this.large = large;
    this.work = questions.work();
  }

  /**
   * The text of one incident, after it is written down that this person looked at it.
   *
   * @param text writes it, where it keeps nobody waiting
   */
  Future<List<String>> look(Grant grant, String incident, Function<IncidentView, Json.Obj> text) {
    return incidents
        .upToDate(incident)
        .compose(
            n ->
                incidents
                    .visible(grant.scopes(), incident)
                    .compose(card -> look(grant, card, Math.max(n, card.lastN()), text)));
  }

  private Future<List<String>> look(
      Grant grant, IncidentCard card, long n, Function<IncidentView, Json.Obj> text) {
    if (!LargeAnswers.isLarge(card)) {
      return read(card, n)
          .compose(
              read ->
                  within(grant, read.chronology())
                      .compose(within -> written(read, within, text))
                      .compose(written -> looked(grant, written)));
    }
    LargeAnswers.Looked looked = large.looked(card);
    return large
        .read(looked, () -> read(card, n))
        .compose(
            read ->
                within(grant, read.chronology())
                    .compose(
                        within ->
                            large
                                .whole(
                                    looked,
                                    within,
                                    () -> written(read, within, text).map(Written::text))
                                .map(made -> new Written(card.incident(), within, made)))
                    .compose(written -> looked(grant, written)));
  }

  /**
   * A whole incident on its way to somebody.
   *
   * @param within the earlier ones of its children that it tells of
   */
  private record Written(String incident, Set<String> within, List<String> text) {}

  private Future<List<String>> looked(Grant grant, Written written) {
    Set<String> told = new TreeSet<>(written.within());
    told.add(written.incident());
    return looks.at(grant, "incident", told, written.text());
  }

  private Future<LargeAnswers.Read> read(IncidentCard card, long n) {
    return incidents
        .at(card, n)
        .compose(
            at -> {
              Future<Chronology> chronology = questions.chronology(at);
              Future<Map<Hash, OpenedChange>> behind = behind(at.incident());
              return Future.all(chronology, behind)
                  .map(both -> new LargeAnswers.Read(at, chronology.result(), behind.result()));
            });
  }

  private Future<Written> written(
      LargeAnswers.Read read, Set<String> within, Function<IncidentView, Json.Obj> text) {
    return work.about(
        read.at().record(),
        () -> new Written(read.at().id(), within, parts(text.apply(view(read, within)))));
  }

  /** A text of changes of an incident, made where it keeps nobody waiting. */
  Future<List<String>> written(
      String incident, List<OpenedChange> changes, Function<List<OpenedChange>, Json.Obj> text) {
    long chars = 0;
    for (OpenedChange change : changes) {
      chars += change.content().map(String::length).orElse(0);
    }
    return chars < FEW_CHARS
        ? Future.succeededFuture(parts(text.apply(changes)))
        : work.of(incident, () -> parts(text.apply(changes)));
  }

  private static List<String> parts(Json.Obj text) {
    return text.canonicalInParts(Pieces.CHARS);
  }

  /**
   * The text of a page of what happened to an incident, in the order it reached the server.
   *
   * @param text writes changes, and where the next page begins
   */
  Future<List<String>> history(
      Grant grant,
      String incident,
      Place after,
      BiFunction<List<OpenedChange>, Optional<Place>, Json.Obj> text) {
    return incidents
        .upToDate(incident)
        .compose(
            n ->
                incidents
                    .visible(grant.scopes(), incident)
                    .compose(
                        card -> {
                          long to = Math.max(n, card.lastN());
                          Supplier<Future<List<String>>> make =
                              () -> page(grant, incident, after, to, text);
                          return LargeAnswers.isLarge(card)
                              ? large.page(card, after, grant, make)
                              : make.get();
                        }))
        .compose(page -> looks.at(grant, "history", List.of(incident), page));
  }

  private Future<List<String>> page(
      Grant grant,
      String incident,
      Place after,
      long n,
      BiFunction<List<OpenedChange>, Optional<Place>, Json.Obj> text) {
    return HistoryPage.gather(
            after,
            (place, most) ->
                filed
                    .changes(incident, place, n, most)
                    .compose(found -> opener.open(incident, found)))
        .compose(
            page ->
                written(
                    incident,
                    shown(grant, page.changes()),
                    changes -> text.apply(changes, page.next())));
  }

  /**
   * What of a page of the history somebody is shown: what is in quarantine is for its author and
   * for supervisors, as on handsets.
   */
  static List<OpenedChange> shown(Grant grant, List<OpenedChange> changes) {
    return changes.stream()
        .filter(
            change ->
                change.stored().isApplied()
                    || grant.role().reviews()
                    || change.stored().entry().author().equals(grant.person()))
        .toList();
  }

  private IncidentView view(LargeAnswers.Read read, Set<String> within) {
    IncidentAt at = read.at();
    Chronology chronology = read.chronology();
    return new IncidentView(
        at.card(),
        questions.asRead(at),
        at.n(),
        questions.prompts(at, chronology),
        questions.duties(at, chronology),
        chronology,
        within,
        questions.ages(at, chronology),
        questions.heard(at),
        questions.fullness(at),
        read.behind());
  }

  /** The earlier incidents of a chronology that somebody may see. */
  private Future<Set<String>> within(Grant grant, Chronology chronology) {
    Set<String> named = new TreeSet<>();
    chronology.earlier().values().forEach(said -> said.forEach(e -> named.add(e.incident())));
    return named.isEmpty()
        ? Future.succeededFuture(named)
        : cards.cards(named).map(cards -> seen(grant, named, cards));
  }

  private static Set<String> seen(Grant grant, Set<String> named, Map<String, IncidentCard> cards) {
    Set<String> seen = new TreeSet<>(named);
    seen.removeIf(
        incident -> {
          IncidentCard card = cards.get(incident);
          return card == null || !card.isOpenTo(grant.scopes());
        });
    return seen;
  }

  /** The changes in whose answers people differ. */
  private Future<Map<Hash, OpenedChange>> behind(Incident incident) {
    return work.about(incident.record(), () -> contradicting(incident))
        .compose(hashes -> filed.byHash(incident.record().incident(), hashes))
        .compose(found -> opener.open(incident.record().incident(), found))
        .map(IncidentReading::byHash);
  }

  private static Set<Hash> contradicting(Incident incident) {
    Set<Hash> hashes = new TreeSet<>();
    for (Field field : incident.contradictions()) {
      field.over().forEach(id -> hashes.add(id.change()));
    }
    return hashes;
  }

  private static Map<Hash, OpenedChange> byHash(List<OpenedChange> opened) {
    Map<Hash, OpenedChange> found = new HashMap<>();
    opened.forEach(change -> found.put(change.stored().entry().hash(), change));
    return found;
  }
}
