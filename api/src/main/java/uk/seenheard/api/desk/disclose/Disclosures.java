package uk.seenheard.api.desk.disclose;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;

/**
 * Writes down, before it happens, that something of some incidents leaves the screen. Unlike a look
 * it is never one with the one before: each paper is a paper.
 */
final class Disclosures {
  private final Incidents incidents;
  private final Cards cards;
  private final Ledger ledger;
  private final LongSupplier now;

  Disclosures(Incidents incidents, Cards cards, Ledger ledger, LongSupplier now) {
    this.incidents = incidents;
    this.cards = cards;
    this.ledger = ledger;
    this.now = now;
  }

  /**
   * Notes it, when the person may see the whole of each of them at this moment; the time of it.
   *
   * @param how {@code printed} or {@code notified}
   */
  Future<Long> note(Grant grant, String how, Set<String> wanted) {
    return incidents
        .upToDate()
        .compose(n -> cards.cards(wanted))
        .compose(found -> note(grant, how, wanted, found));
  }

  private Future<Long> note(
      Grant grant, String how, Set<String> wanted, Map<String, IncidentCard> found) {
    for (String id : wanted) {
      IncidentCard card = found.get(id);
      if (card == null || !card.isOpenTo(grant.scopes())) {
        return Future.failedFuture(
            new Refusal.NotFound(
                    "An incident does not exist, or is not within your scope any more: nothing was "
                        + how
                        + '.')
                .raised());
      }
    }
    long at = now.getAsLong();
    Json.Obj with = Json.object().put("incidents", Json.texts(wanted)).build();
    return ledger.note(grant.person(), grant.token(), how, with).map(at);
  }
}
