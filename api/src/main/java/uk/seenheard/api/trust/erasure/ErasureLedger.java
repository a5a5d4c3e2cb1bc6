package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.ReadModels;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.seal.ErasedWords;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.codec.Json;

/**
 * Erases incidents: writes the act, and does in every process what the ledger says. The act comes
 * first, so that an erasure that was interrupted is finished by whoever reads the log next; it is
 * answered when this process has done it.
 */
public final class ErasureLedger implements LedgerFollower {
  /** The act by which an incident is erased. */
  static final String ERASED = "incident-erased";

  private final IncidentKeys keys;
  private final ErasedWords words;
  private final ReadModels models;
  private final IncidentFolds folds;
  private final Map<String, Long> erased = new ConcurrentHashMap<>();

  /** Over the keys and read models of a force. */
  public ErasureLedger(
      IncidentKeys keys, ErasedWords words, ReadModels models, IncidentFolds folds) {
    this.keys = keys;
    this.words = words;
    this.models = models;
    this.folds = folds;
  }

  /** The erasures that stand: the first of an incident, which is when its words were gone. */
  LatestKind standing() {
    return new LatestKind(
        "erasure",
        act -> act.act().equals(ERASED) && at(act.with().text("incident").orElse("")).isEmpty(),
        "incident",
        List.of(),
        (incident, act) -> {
          erased.putIfAbsent(incident, act.at());
          folds.forget(incident);
        });
  }

  /** When an incident was erased, or empty. */
  Optional<Long> at(String incident) {
    return Optional.ofNullable(erased.get(incident));
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      String incident = act.with().text("incident").orElse("");
      if (act.act().equals(ERASED) && !incident.isEmpty()) {
        done = done.compose(before -> erase(incident, act));
      }
    }
    return done;
  }

  /** Takes erased incidents out of what is being built anew: their keys are gone already. */
  @Override
  public Future<Void> rebuild(List<LedgerAct> acts, ReadModel.Keeper target) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      String incident = act.with().text("incident").orElse("");
      if (act.act().equals(ERASED) && !incident.isEmpty()) {
        done = done.compose(before -> target.erase(incident, act));
      }
    }
    return done;
  }

  private Future<Void> erase(String incident, LedgerAct act) {
    return keys.destroy(incident)
        .compose(destroyed -> models.erase(incident, act))
        .compose(gone -> words.takeOut(incident))
        // Answered only when no file holds what was destroyed.
        .compose(gone -> words.purge());
  }

  /** Writes the erasure down; the answer comes when this process has done it. */
  Future<Long> write(
      ActWriter acts, Grant by, IncidentCard card, String ground, String reason, long at) {
    List<Json> access = new ArrayList<>();
    for (Access one : card.access()) {
      access.add(
          Json.object()
              .put("scope", one.scope())
              .put("from", one.from())
              .put("until", one.until())
              .build());
    }
    Json.Obj with =
        Json.object()
            .put("incident", card.incident())
            .put("ground", ground)
            .put("reason", reason)
            .put("changes", card.changes())
            .put("frontier", card.frontier().hex())
            .put("access", Json.list(access))
            .build();
    return acts.write(by, ERASED, with).map(done -> at(card.incident()).orElse(at));
  }
}
