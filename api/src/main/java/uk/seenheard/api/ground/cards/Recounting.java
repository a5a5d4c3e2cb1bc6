package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.recount.Recounts;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.incident.Incident;

/**
 * Counts large incidents behind the rounds of the projections, so that nobody's card waits for
 * somebody else's: what a list shows of one may stand at an earlier commit for a while, and says so
 * ({@link IncidentCard#isCounting}). One count of an incident runs at a time, in the turn of that
 * incident; whatever is written meanwhile is counted together in the next.
 *
 * <p>What is owed is noted before the card is put, and taken up again by the next process. Confined
 * to the projector's context.
 */
final class Recounting {
  private static final Logger LOG = LoggerFactory.getLogger(Recounting.class);
  private static final int TRIES = 5;

  private final Cards cards;
  private final Recounts recounts;
  private final IncidentFolds folds;
  private final EarlierEvents earlier;
  private final CardRules rules;
  private final FairWork work;
  private final Set<String> running = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private final Map<String, IncidentCard> latest = new HashMap<>();

  Recounting(
      Cards cards,
      Recounts recounts,
      IncidentFolds folds,
      EarlierEvents earlier,
      CardRules rules,
      FairWork work) {
    this.cards = cards;
    this.recounts = recounts;
    this.folds = folds;
    this.earlier = earlier;
    this.rules = rules;
    this.work = work;
  }

  /** Takes up what a process before this one owed. */
  void resume() {
    recounts
        .owed()
        .onSuccess(this::begin)
        .onFailure(failed -> LOG.warn("which cards are to be counted is not known", failed));
  }

  /** Notes, before the cards are put, that they are to be counted. */
  Future<Void> owe(Collection<String> incidents) {
    Set<String> fresh = new TreeSet<>(incidents);
    fresh.removeAll(running);
    return recounts.owe(fresh);
  }

  /** The last card of an incident that was counted here, while more is owed. */
  Optional<IncidentCard> latest(String incident) {
    return Optional.ofNullable(latest.get(incident));
  }

  /** Begins to count, now that the cards are put. */
  void begin(Collection<String> incidents) {
    for (String incident : incidents) {
      if (running.add(incident)) {
        run(incident);
      } else {
        again.add(incident);
      }
    }
  }

  private void run(String incident) {
    again.remove(incident);
    count(incident)
        .onComplete(
            done -> {
              if (done.failed()) {
                // It is owed still: by this process with the next change, or by the next process.
                LOG.warn("a card was not counted: {}", String.valueOf(done.cause()));
              }
              if (again.contains(incident)) {
                run(incident);
              } else {
                end(incident, done.succeeded());
              }
            });
  }

  private void end(String incident, boolean counted) {
    if (!counted) {
      running.remove(incident);
      latest.remove(incident);
      return;
    }
    recounts
        .counted(incident)
        .onComplete(
            noted -> {
              // Something may have come while that was noted: then it is owed anew.
              if (again.contains(incident)) {
                recounts.owe(Set.of(incident)).onComplete(owed -> run(incident));
              } else {
                running.remove(incident);
                latest.remove(incident);
              }
            });
  }

  private Future<Void> count(String incident) {
    return cards
        .cards(Set.of(incident))
        .compose(
            found -> {
              IncidentCard card = found.get(incident);
              return card == null || !card.isCounting() || folds.isErased(incident)
                  ? Future.succeededFuture()
                  : counted(card).compose(done -> put(done, 1));
            });
  }

  private Future<IncidentCard> counted(IncidentCard card) {
    String id = card.incident();
    return folds
        .at(id, card.lastN())
        .compose(record -> work.always(id, () -> Incident.of(record)))
        .compose(
            incident ->
                earlier.of(incident, card.firstAt()).compose(said -> counted(card, incident, said)))
        .onSuccess(counted -> latest.put(id, counted));
  }

  private Future<IncidentCard> counted(IncidentCard card, Incident incident, Chronology said) {
    return work.always(card.incident(), () -> rules.counted(card, incident, said));
  }

  /** Puts the counts onto the card as it stands now: it may have moved on meanwhile. */
  private Future<Void> put(IncidentCard counted, int tries) {
    return cards
        .recount(counted)
        .compose(
            done ->
                done || tries == TRIES
                    ? Future.succeededFuture()
                    : cards
                        .cards(Set.of(counted.incident()))
                        .compose(found -> onto(found.get(counted.incident()), counted, tries)));
  }

  private Future<Void> onto(@Nullable IncidentCard now, IncidentCard counted, int tries) {
    return now == null || folds.isErased(counted.incident())
        ? Future.succeededFuture()
        : put(now.countedAs(counted), tries + 1);
  }
}
