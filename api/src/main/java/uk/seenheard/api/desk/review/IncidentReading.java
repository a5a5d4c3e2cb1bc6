package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.DeskProjection;
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
  private final DeskProjection desk;
  private final Opener opener;
  private final IncidentQuestions questions;
  private final Looks looks;
  private final FairWork work;

  /** With the parts of this server. */
  public IncidentReading(
      Incidents incidents,
      Changes filed,
      Cards cards,
      DeskProjection desk,
      Opener opener,
      IncidentQuestions questions,
      Looks looks) {
    this.incidents = incidents;
    this.filed = filed;
    this.cards = cards;
    this.desk = desk;
    this.opener = opener;
    this.questions = questions;
    this.looks = looks;
    this.work = questions.work();
  }

  /** A page of the wanted incidents that somebody may see: the gravest, then what breaches next. */
  Future<List<IncidentCard>> queue(
      Grant grant,
      Optional<String> team,
      DeskProjection.Filter wanted,
      Optional<String> after,
      int most) {
    return desk.queue(grant.scopesOf(team), wanted, after, most)
        .compose(cards -> looks.at(grant, "list", ids(cards), cards));
  }

  /** What a list shows of one incident. */
  Future<IncidentCard> card(Grant grant, String incident) {
    return incidents
        .card(grant.scopes(), incident)
        .compose(card -> looks.at(grant, "list", List.of(incident), card));
  }

  /** One incident, after it is written down that this person looked at it. */
  Future<IncidentView> look(Grant grant, String incident) {
    return incidents
        .at(grant.scopes(), incident)
        .compose(at -> view(grant, at))
        .compose(view -> looks.at(grant, "incident", told(view), view));
  }

  /** A text of an incident that was looked at, made where it keeps nobody waiting. */
  Future<List<String>> written(IncidentView view, Function<IncidentView, Json.Obj> text) {
    return work.about(view.incident().record(), () -> parts(text.apply(view)));
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

  /** A page of what happened to an incident, in the order it reached the server. */
  Future<HistoryPage> history(Grant grant, String incident, Place after) {
    return incidents
        .upToDate()
        .compose(n -> changes(grant, incident, after, n))
        .compose(opened -> looks.at(grant, "history", List.of(incident), opened));
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

  private Future<HistoryPage> changes(Grant grant, String incident, Place after, long n) {
    return incidents
        .visible(grant.scopes(), incident)
        .compose(
            card ->
                HistoryPage.gather(
                    after,
                    (place, most) ->
                        filed
                            .changes(incident, place, n, most)
                            .compose(found -> opener.open(incident, found))));
  }

  /** The incidents that a look at one tells of: it, and earlier ones of its children. */
  private static Set<String> told(IncidentView view) {
    Set<String> told = new TreeSet<>(view.within());
    told.add(view.card().incident());
    return told;
  }

  private static List<String> ids(List<IncidentCard> cards) {
    return cards.stream().map(IncidentCard::incident).toList();
  }

  private Future<IncidentView> view(Grant grant, IncidentAt at) {
    Future<Chronology> chronology = questions.chronology(at);
    Future<Map<Hash, OpenedChange>> behind = behind(at.incident());
    return Future.all(chronology, behind)
        .compose(both -> within(grant, chronology.result()))
        .compose(
            within ->
                work.about(
                    at.record(), () -> view(at, chronology.result(), within, behind.result())));
  }

  private IncidentView view(
      IncidentAt at, Chronology chronology, Set<String> within, Map<Hash, OpenedChange> behind) {
    return new IncidentView(
        at.card(),
        questions.asRead(at),
        at.n(),
        questions.prompts(at, chronology),
        questions.duties(at, chronology),
        chronology,
        within,
        questions.ages(at, chronology),
        behind);
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
    Set<Hash> hashes = new TreeSet<>();
    for (Field field : incident.contradictions()) {
      field.over().forEach(id -> hashes.add(id.change()));
    }
    return filed
        .byHash(hashes)
        .compose(found -> opener.open(incident.record().incident(), found))
        .map(IncidentReading::byHash);
  }

  private static Map<Hash, OpenedChange> byHash(List<OpenedChange> opened) {
    Map<Hash, OpenedChange> found = new HashMap<>();
    opened.forEach(change -> found.put(change.stored().entry().hash(), change));
    return found;
  }
}
