package uk.seenheard.api.desk.measures;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.change.FormRef;

/** Adds up the cards of some weeks, page by page and with an end. */
public final class MeasuresService {
  private static final int PAGE = 1_000;
  private static final long MOST = 100_000;

  private static final int MOST_BEHIND = 200;

  private final DeskProjection desk;
  private final FirstSights sights;
  private final Looks looks;
  private final LongSupplier now;

  /** Over the cards, and when supervisors first looked. */
  MeasuresService(DeskProjection desk, FirstSights sights, Looks looks, LongSupplier now) {
    this.desk = desk;
    this.sights = sights;
    this.looks = looks;
    this.now = now;
  }

  /**
   * Which incidents.
   *
   * @param from Monday of the first week
   * @param to Monday of the last week
   */
  record Wanted(String from, String to, Optional<String> team, Optional<String> form) {}

  Future<Measures> measures(Grant grant, Wanted wanted) {
    return sum(grant, wanted, Optional.empty())
        .compose(sum -> looks.at(grant, "measures", sum.measures()));
  }

  /**
   * What is behind a measure, the newest first, and whether there is more than is shown: of the
   * incidents that are counted, those whose whole this person may see.
   */
  record Found(List<IncidentCard> cards, boolean more) {}

  Future<Found> behind(Grant grant, Wanted wanted, Behind measure) {
    return sum(grant, wanted, Optional.of(measure))
        .compose(
            sum -> {
              List<IncidentCard> cards =
                  sum.behind().stream().filter(card -> card.isOpenTo(grant.scopes())).toList();
              List<IncidentCard> shown = cards.subList(0, Math.min(MOST_BEHIND, cards.size()));
              return looks.at(
                  grant,
                  "measures-behind",
                  shown.stream().map(IncidentCard::incident).toList(),
                  new Found(shown, cards.size() > shown.size()));
            });
  }

  private Future<Measures.Sum> sum(Grant grant, Wanted wanted, Optional<Behind> measure) {
    Measures.Sum sum = new Measures.Sum(measure, now.getAsLong());
    Future<Void> done = Future.succeededFuture();
    for (Optional<String> team : teams(grant, wanted.team())) {
      done = done.compose(before -> add(sum, team, wanted, Optional.empty(), 0));
    }
    return done.map(added -> sum);
  }

  private static List<Optional<String>> teams(Grant grant, Optional<String> team) {
    if (team.isPresent()) {
      grant.scopesOf(team);
      return List.of(team);
    }
    if (grant.role() == Role.INSPECTOR) {
      return List.of(Optional.empty());
    }
    return new TreeSet<>(grant.teams()).stream().map(Optional::of).toList();
  }

  private Future<Void> add(
      Measures.Sum sum,
      Optional<String> team,
      Wanted wanted,
      Optional<IncidentCard> after,
      long read) {
    if (read >= MOST) {
      return Future.failedFuture(
          new Refusal.Malformed(
                  "from",
                  "to to holds more than " + MOST + " incidents; ask for fewer weeks or one team")
              .raised());
    }
    return desk.ofWeeks(team, wanted.from(), wanted.to(), after, PAGE)
        .compose(
            page ->
                sights
                    .of(ids(page))
                    .map(
                        first -> {
                          for (IncidentCard card : page) {
                            if (wanted.form().isEmpty()
                                || wanted.form().equals(card.form().map(FormRef::id))) {
                              sum.add(card, first.getOrDefault(card.incident(), 0L));
                            }
                          }
                          return page;
                        }))
        .compose(
            page ->
                page.size() < PAGE
                    ? Future.succeededFuture()
                    : add(sum, team, wanted, Optional.of(page.get(PAGE - 1)), read + PAGE));
  }

  private static List<String> ids(List<IncidentCard> page) {
    return page.stream().map(IncidentCard::incident).toList();
  }
}
