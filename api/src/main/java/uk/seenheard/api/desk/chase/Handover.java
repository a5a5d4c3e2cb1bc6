package uk.seenheard.api.desk.chase;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReviewState;

/** Gives the open incidents of one person to another, visibly: an act in each of them. */
public final class Handover {
  private static final int PAGE = 100;
  private static final int MOST = 200;

  private final Cards cards;
  private final Incidents incidents;

  /** With the parts of this server. */
  public Handover(Cards cards, Incidents incidents) {
    this.cards = cards;
    this.incidents = incidents;
  }

  /**
   * What was given.
   *
   * @param more whether there may be more: then the same is asked for again
   */
  record Done(List<String> incidents, boolean more) {
    Done {
      incidents = List.copyOf(incidents);
    }
  }

  Future<Done> hand(Grant grant, String from, String to, String reason) {
    return page(grant, from, to, reason, "", new ArrayList<>());
  }

  private Future<Done> page(
      Grant grant, String from, String to, String reason, String after, List<String> given) {
    return cards
        .visible(Set.of(Grant.personScope(from)), after, PAGE)
        .compose(
            cards -> {
              Future<Void> each = Future.succeededFuture();
              for (IncidentCard card : cards) {
                if (isOpen(card, to) && sees(grant, card)) {
                  each =
                      each.compose(
                              done ->
                                  given.size() >= MOST
                                      ? Future.succeededFuture(false)
                                      : give(grant, card.incident(), from, to, reason))
                          .map(
                              done -> {
                                if (done) {
                                  given.add(card.incident());
                                }
                                return null;
                              });
                }
              }
              return each.compose(
                  done ->
                      cards.size() < PAGE || given.size() >= MOST
                          ? Future.succeededFuture(new Done(given, given.size() >= MOST))
                          : page(
                              grant,
                              from,
                              to,
                              reason,
                              cards.get(cards.size() - 1).incident(),
                              given));
            });
  }

  private static boolean sees(Grant grant, IncidentCard card) {
    return card.isOpenTo(grant.scopes()) && card.isHandedOnBy(grant.scopes());
  }

  private static boolean isOpen(IncidentCard card, String to) {
    return card.state() != ReviewState.AUTHORISED && !card.scopes().contains(Grant.personScope(to));
  }

  private Future<Boolean> give(
      Grant grant, String incident, String from, String to, String reason) {
    return incidents.change(
        Incidents.By.of(grant),
        incident,
        incidents.pure(
            at ->
                isOpen(at.card(), to)
                    ? Decided.of(at, List.of(assign(at.incident(), from, to, reason)), true)
                    : Decided.nothing(false)));
  }

  private static Operation assign(Incident incident, String from, String to, String reason) {
    return new Operation.Act(
        Act.ASSIGN.word(),
        Optional.empty(),
        Json.object().put("person", to).put("from", from).put("reason", reason).build(),
        List.of(),
        incident.record().frontier());
  }
}
