package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.changes.Changes;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Opener;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.api.ground.writer.ServerPiece;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.review.CaptureRules;

/** What was taken in and has no effect yet, until somebody lets it out or dismisses it. */
public final class Quarantine {
  private final Incidents incidents;
  private final Changes filed;
  private final Opener opener;
  private final Looks looks;
  private final IncidentWeights weights;

  /** With the parts of this server. */
  public Quarantine(
      Incidents incidents, Changes filed, Opener opener, Looks looks, IncidentWeights weights) {
    this.weights = weights;
    this.incidents = incidents;
    this.filed = filed;
    this.opener = opener;
    this.looks = looks;
  }

  /** A page of what waits in quarantine in an incident that somebody may see. */
  Future<HistoryPage> waiting(Grant grant, String incident, Place after) {
    return incidents
        .card(grant.scopes(), incident)
        .compose(
            card ->
                HistoryPage.gather(
                    after,
                    (place, most) ->
                        filed
                            .quarantined(incident, place, most)
                            .compose(found -> opener.open(incident, found))))
        .compose(opened -> looks.at(grant, "quarantine", List.of(incident), opened));
  }

  /** The changes that a decision releases: they are logged again, now to take effect. */
  Future<List<ServerPiece>> released(IncidentAt at, List<Operation> ops) {
    Map<Hash, String> named = named(ops);
    return named.isEmpty()
        ? Future.succeededFuture(List.of())
        : filed
            .byHash(at.id(), named.keySet())
            .compose(opener::open)
            .map(found -> pieces(at, named, found));
  }

  /** What becomes of which change. */
  private static Map<Hash, String> named(List<Operation> ops) {
    Map<Hash, String> named = new TreeMap<>();
    for (Operation op : ops) {
      if (op instanceof Operation.Act act
          && (Act.RELEASE.is(act.act()) || Act.DISMISS.is(act.act()))) {
        String hex = act.with().text("change").orElse("");
        if (!Hex.is(hex, 64)) {
          throw malformed("is the hash of a change in quarantine");
        }
        named.put(new Hash(hex), act.act());
      }
    }
    return named;
  }

  private List<ServerPiece> pieces(
      IncidentAt at, Map<Hash, String> named, List<OpenedChange> found) {
    List<ServerPiece> pieces = new ArrayList<>();
    int inQuarantine = 0;
    for (OpenedChange change : found) {
      boolean here = change.stored().entry().incident().equals(at.id());
      if (here && !change.stored().isApplied()) {
        inQuarantine++;
        if (Act.RELEASE.word().equals(named.get(change.stored().entry().hash()))) {
          pieces.add(piece(change));
        }
      }
    }
    requireRoom(at.id(), pieces, found);
    if (inQuarantine != named.size()) {
      throw malformed("names a change that is not in quarantine in this incident");
    }
    return pieces;
  }

  /** A full record is not made fuller by this door either. */
  private void requireRoom(String incident, List<ServerPiece> pieces, List<OpenedChange> found) {
    Set<Hash> let = new TreeSet<>();
    pieces.forEach(piece -> let.add(piece.hash()));
    List<Rise> rises = new ArrayList<>();
    for (OpenedChange change : found) {
      if (let.contains(change.stored().entry().hash())) {
        change
            .change()
            .ifPresent(read -> rises.add(Rise.of(read, change.stored().entry().author())));
      }
    }
    if (!rises.isEmpty() && !weights.with(incident, rises).fits()) {
      throw new Refusal.NotNow(
              "with.change: The record of this incident is full. What is kept beyond it can only be"
                  + " dismissed; it stays in the log.")
          .raised();
    }
  }

  /**
   * Why a change in quarantine cannot be released, or empty. What enters by this door passes the
   * rules of a push, under the person whom its shift pass proved.
   */
  static Optional<String> unreleasable(OpenedChange quarantined) {
    StoredChange stored = quarantined.stored();
    return quarantined
        .reading()
        .map(
            reading ->
                CaptureRules.release(
                    reading,
                    stored.device(),
                    Optional.of(stored.entry().author()).filter(person -> !person.isEmpty())))
        .orElse(Optional.of("The change was not kept; it can only be dismissed."));
  }

  private static ServerPiece piece(OpenedChange quarantined) {
    unreleasable(quarantined)
        .ifPresent(
            why -> {
              throw new Refusal.NotNow("with.change: " + why).raised();
            });
    Change change = quarantined.change().orElseThrow();
    return new ServerPiece(
        change.hash(),
        change.content(),
        change.incident(),
        change.author(),
        quarantined.stored().entry().team(),
        quarantined.stored().entry().supervises());
  }

  private static RuntimeException malformed(String reason) {
    return new Refusal.Malformed("with.change", reason).raised();
  }
}
