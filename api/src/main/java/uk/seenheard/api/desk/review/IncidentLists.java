package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.sight.Looks;

/** Lists of the incidents that somebody may see; whoever is shown one is written down. */
public final class IncidentLists {
  private final Incidents incidents;
  private final DeskProjection desk;
  private final Looks looks;

  /** With the parts of this server. */
  public IncidentLists(Incidents incidents, DeskProjection desk, Looks looks) {
    this.incidents = incidents;
    this.desk = desk;
    this.looks = looks;
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

  private static List<String> ids(List<IncidentCard> cards) {
    return cards.stream().map(IncidentCard::incident).toList();
  }
}
