package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.seal.ErasedWords;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Erases incidents: writes the act, and does in every process what the ledger says. The act comes
 * first, so that an erasure that was interrupted is finished by whoever reads the log next; it is
 * answered when this process has done it.
 */
public final class ErasureLedger implements LedgerFollower {
  /** The act by which an incident is erased. */
  static final String ERASED = "incident-erased";

  /** The member that names the incidents that words were moved to or from. */
  private static final String ELSEWHERE = "elsewhere";

  private final IncidentKeys keys;
  private final ErasedWords words;
  private final ReadModels models;
  private final IncidentFolds folds;
  private final Map<String, Erased> erased = new ConcurrentHashMap<>();

  /** Over the keys and read models of a force. */
  public ErasureLedger(
      IncidentKeys keys, ErasedWords words, ReadModels models, IncidentFolds folds) {
    this.keys = keys;
    this.words = words;
    this.models = models;
    this.folds = folds;
  }

  /**
   * An erasure that was done.
   *
   * @param elsewhere the incidents that words were moved to or from: what was written there stays,
   *     since each of them has a key of its own
   */
  record Erased(long at, List<String> elsewhere) {
    Erased {
      elsewhere = List.copyOf(elsewhere);
    }

    private static Erased of(LedgerAct act) {
      List<String> elsewhere = new ArrayList<>();
      act.with().items(ELSEWHERE).forEach(one -> elsewhere.add(((Json.Text) one).value()));
      return new Erased(act.at(), elsewhere);
    }
  }

  /** The erasures that stand: the first of an incident, which is when its words were gone. */
  LatestKind standing() {
    return new LatestKind(
        "erasure",
        act -> act.act().equals(ERASED) && at(act.with().text("incident").orElse("")).isEmpty(),
        "incident",
        List.of(ELSEWHERE),
        (incident, act) -> {
          erased.putIfAbsent(incident, Erased.of(act));
          folds.forget(incident);
        });
  }

  /** How an incident was erased, or empty. */
  Optional<Erased> at(String incident) {
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
  Future<Erased> write(
      ActWriter acts, Grant by, IncidentAt incident, String ground, String reason, long at) {
    IncidentCard card = incident.card();
    List<String> elsewhere = elsewhere(incident.record());
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
            .put(ELSEWHERE, Json.texts(elsewhere))
            .build();
    return acts.write(by, ERASED, with)
        .map(done -> at(card.incident()).orElse(new Erased(at, elsewhere)));
  }

  /** Where words went that were written here, and whence words came that stand here. */
  private static List<String> elsewhere(IncidentRecord record) {
    Set<String> others = new TreeSet<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.MISPLACED.is(deed.act()) || Act.BROUGHT.is(deed.act())) {
        deed.with().text("incident").ifPresent(others::add);
      }
    }
    return List.copyOf(others);
  }
}
