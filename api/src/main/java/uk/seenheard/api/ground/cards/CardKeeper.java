package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.incident.Incident;

/** Keeps the cards of one generation. */
final class CardKeeper implements ReadModel.Keeper {
  /** Entries from which on prompts and duties are asked away from the thread of the log. */
  private static final int HEAVY = 40;

  private final Vertx vertx;
  private final Cards cards;
  private final IncidentFolds folds;
  private final EarlierEvents earlier;
  private final CardRules rules;

  CardKeeper(
      Vertx vertx, Cards cards, IncidentFolds folds, EarlierEvents earlier, CardRules rules) {
    this.vertx = vertx;
    this.cards = cards;
    this.folds = folds;
    this.earlier = earlier;
    this.rules = rules;
  }

  @Override
  public Future<Void> follow(Round round) {
    Map<String, List<OpenedChange>> byIncident = new LinkedHashMap<>();
    for (OpenedChange change : round.changes()) {
      String incident = change.stored().entry().incident();
      // Its tombstone stays as it is, whatever comes late.
      if (!incident.equals(round.ledger()) && !folds.isErased(incident)) {
        byIncident.computeIfAbsent(incident, unused -> new ArrayList<>()).add(change);
      }
    }
    return cards.cards(byIncident.keySet()).compose(before -> put(round, byIncident, before));
  }

  private Future<Void> put(
      Round round, Map<String, List<OpenedChange>> byIncident, Map<String, IncidentCard> known) {
    List<Future<IncidentCard>> next = new ArrayList<>();
    byIncident.forEach(
        (incident, changes) -> {
          Optional<IncidentCard> before = Optional.ofNullable(known.get(incident));
          long from = before.map(IncidentCard::lastN).orElse(0L);
          changes.removeIf(change -> change.stored().n() <= from);
          if (!changes.isEmpty()) {
            next.add(
                folds
                    .carried(
                        incident,
                        round.through(),
                        Math.max(round.since(), from),
                        before.isPresent(),
                        List.copyOf(changes))
                    .compose(record -> card(before, changes, Incident.of(record))));
          }
        });
    return Future.all(next)
        .compose(all -> cards.put(next.stream().map(Future::result).collect(Collectors.toList())));
  }

  private Future<IncidentCard> card(
      Optional<IncidentCard> before, List<OpenedChange> changes, Incident incident) {
    long received = before.map(IncidentCard::firstAt).orElseGet(() -> changes.get(0).stored().at());
    return earlier
        .of(incident, received)
        .compose(
            chronology ->
                incident.record().entries().size() < HEAVY
                    ? Future.succeededFuture(rules.next(before, changes, incident, chronology))
                    : vertx.executeBlocking(
                        () -> rules.next(before, changes, incident, chronology), false));
  }

  @Override
  public Future<Void> erase(String incident, LedgerAct act) {
    return cards
        .bury(Tombstone.of(incident, Access.closedBy(act), act.n(), act.at()))
        .onSuccess(buried -> folds.forget(incident));
  }
}
