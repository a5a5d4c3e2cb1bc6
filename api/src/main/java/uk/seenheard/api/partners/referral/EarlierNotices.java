package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/** What other incidents say about the children of a notice, for whoever triages it. */
final class EarlierNotices {
  private static final int MOST_INCIDENTS = 20;

  private final Incidents incidents;

  EarlierNotices(Incidents incidents) {
    this.incidents = incidents;
  }

  /**
   * A notice of another incident.
   *
   * @param at when that incident was
   * @param decided what its recipients said that they do about it
   */
  record Earlier(
      String name,
      String reference,
      long at,
      String kind,
      String grade,
      String state,
      Optional<String> decided) {}

  /** The incidents that a child of the notice is known from, each with when it was. */
  static Map<String, Long> incidents(IncidentAt at, Referral referral) {
    Map<String, Long> found = new TreeMap<>();
    for (FieldPath about : referral.about()) {
      for (ChildEvent event : at.card().chronology().earlier().getOrDefault(about, List.of())) {
        if (found.size() < MOST_INCIDENTS) {
          found.putIfAbsent(event.incident(), event.at());
        }
      }
    }
    return found;
  }

  /** The notices of those incidents, the latest first. */
  Future<List<Earlier>> of(Map<String, Long> known) {
    return read(new ArrayList<>(known.entrySet()), new ArrayList<>())
        .map(
            found -> {
              found.sort((one, other) -> Long.compare(other.at(), one.at()));
              return found;
            });
  }

  private Future<List<Earlier>> read(List<Map.Entry<String, Long>> open, List<Earlier> found) {
    if (open.isEmpty()) {
      return Future.succeededFuture(found);
    }
    Map.Entry<String, Long> one = open.get(0);
    return incidents
        .at(Set.of(Grant.WHOLE_FORCE), one.getKey())
        .compose(at -> incidents.about(at.record(), () -> of(at, one.getValue())))
        // Erased since, or not here yet.
        .otherwise(gone -> List.of())
        .compose(
            these -> {
              found.addAll(these);
              return read(open.subList(1, open.size()), found);
            });
  }

  private static List<Earlier> of(IncidentAt at, long when) {
    List<Earlier> found = new ArrayList<>();
    for (Referral referral : Referrals.of(at.incident())) {
      Set<String> decided = new LinkedHashSet<>();
      referral.sending().receipts().stream()
          .filter(one -> one.state() == Receipt.State.DECIDED)
          .forEach(one -> one.code().ifPresent(decided::add));
      found.add(
          new Earlier(
              ReferralName.of(at.id(), referral.at()),
              at.incident().reference().orElse(""),
              when,
              referral.kind(),
              referral.grade(),
              referral.state().word(),
              decided.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", decided))));
    }
    return found;
  }
}
