package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Keeps the cards of one generation. A card of a large incident moves with the round, and is
 * counted behind it; in a generation that nobody reads yet it is counted at once.
 */
final class CardKeeper implements ReadModel.Keeper {
  private final Cards cards;
  private final IncidentFolds folds;
  private final EarlierEvents earlier;
  private final CardRules rules;
  private final FairWork work;
  private final Optional<Recounting> recounting;

  CardKeeper(
      Cards cards,
      IncidentFolds folds,
      EarlierEvents earlier,
      CardRules rules,
      FairWork work,
      Optional<Recounting> recounting) {
    this.cards = cards;
    this.folds = folds;
    this.earlier = earlier;
    this.rules = rules;
    this.work = work;
    this.recounting = recounting;
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
                    .compose(record -> moved(before, changes, record)));
          }
        });
    return Future.all(next)
        .compose(all -> put(next.stream().map(Future::result).collect(Collectors.toList())));
  }

  private Future<Void> put(List<IncidentCard> moved) {
    Set<String> owed = new TreeSet<>();
    for (IncidentCard card : moved) {
      if (card.isCounting()) {
        owed.add(card.incident());
      }
    }
    return owed.isEmpty()
        ? cards.put(moved)
        : behind()
            .owe(owed)
            .compose(noted -> cards.put(moved))
            .onSuccess(put -> behind().begin(owed));
  }

  private Recounting behind() {
    return recounting.orElseThrow();
  }

  /** The next card: of a small incident with everything, of a large one but for the counts. */
  private Future<IncidentCard> moved(
      Optional<IncidentCard> before, List<OpenedChange> changes, IncidentRecord record) {
    if (!FairWork.isHeavy(record)) {
      Incident incident = Incident.of(record);
      return counted(rules.moved(before, changes, incident), incident);
    }
    String id = record.incident();
    // Ahead of everybody: the log waits for nobody who looks at the incident.
    return recounting.isEmpty()
        ? work.ahead(() -> Incident.of(record))
            .compose(incident -> counted(rules.moved(before, changes, incident), incident))
        : work.ahead(() -> rules.moved(latest(before, id), changes, Incident.of(record)));
  }

  /** With what was counted last, which the card in the store may not have yet. */
  private Optional<IncidentCard> latest(Optional<IncidentCard> before, String incident) {
    Optional<IncidentCard> counted = recounting.flatMap(behind -> behind.latest(incident));
    return before.map(
        card ->
            counted
                .filter(one -> one.countedTo() > card.countedTo())
                .map(card::countedAs)
                .orElse(card));
  }

  private Future<IncidentCard> counted(IncidentCard card, Incident incident) {
    return earlier
        .of(incident, card.firstAt())
        .compose(
            chronology ->
                work.about(incident.record(), () -> rules.counted(card, incident, chronology)));
  }

  @Override
  public Future<Void> erase(String incident, LedgerAct act) {
    return cards
        .bury(Tombstone.of(incident, Access.closedBy(act), act.n(), act.at()))
        .onSuccess(buried -> folds.forget(incident));
  }
}
