package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.chronology.EarlierSigns;

/** The port to the cards of incidents, by who may see them. Every write may be repeated. */
public interface Cards extends EarlierSigns {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** The cards of these incidents. */
  Future<Map<String, IncidentCard>> cards(Collection<String> incidents);

  /** The references of those of these incidents that have one. */
  Future<Map<String, String>> references(Collection<String> incidents);

  /** Incidents that {@link #referred} finds at most. */
  int MOST_REFERRED = 2_000;

  /** The incidents that bear one of these references, each with the one that it bears. */
  Future<Map<String, String>> referred(Collection<String> references);

  /** A card with its chronology, where that stands by itself because it is long. */
  Future<IncidentCard> whole(IncidentCard card);

  /** Puts cards, each unless a later one is there. */
  Future<Void> put(Collection<IncidentCard> cards);

  /** Puts what was counted anew, unless the incident has moved on; whether it was put. */
  Future<Boolean> recount(IncidentCard counted);

  /** The card of an incident, if one of the scopes may see the whole of it. */
  Future<Optional<IncidentCard>> card(String incident, Set<String> scopes);

  /**
   * A page of the cards of which one of the scopes may see the whole or a part, in the order of
   * their incidents' ids.
   */
  Future<List<IncidentCard>> visible(Set<String> scopes, String afterIncident, int most);

  /**
   * The cards of which one of the scopes may see the whole and that came in around a moment, the
   * nearest.
   *
   * @param most how many before the moment, and how many from it on
   */
  Future<List<IncidentCard>> around(Set<String> scopes, long at, long withinMillis, int most);

  /**
   * A page of the cards that changed after a commit and that one of the scopes may see or once saw,
   * in the order of their incidents' ids.
   */
  Future<List<IncidentCard>> changedSince(
      Set<String> scopes, long n, String afterIncident, int most);

  /** Puts what is left of an erased incident, whatever is there. */
  Future<Void> bury(IncidentCard tombstone);
}
