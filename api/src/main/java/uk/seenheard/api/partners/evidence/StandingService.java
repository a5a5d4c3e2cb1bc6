package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.api.partners.exchange.Outcomes;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.sync.footage.FootageNote;

/**
 * Says which recordings somebody has to see to, of the incidents that one may see: missing, about
 * to be deleted, linked or not, lost, and what an evidence system refused.
 */
final class StandingService {
  private static final long DAY = 86_400_000;

  /** Of what one may see a part of, nothing is shown: so many are read beside what is shown. */
  private static final int PARTS = 50;

  /** Refusals that are looked through at once, and at most; beyond that it is said. */
  private static final int SOME_REFUSED = 200;

  private static final int MOST_REFUSED = 2_000;

  private final DeskProjection desk;
  private final Outcomes outcomes;
  private final WishService wishes;
  private final Incidents incidents;
  private final Cards cards;
  private final Looks looks;
  private final LongSupplier now;

  StandingService(
      DeskProjection desk,
      Outcomes outcomes,
      WishService wishes,
      Incidents incidents,
      Cards cards,
      Looks looks,
      LongSupplier now) {
    this.desk = desk;
    this.outcomes = outcomes;
    this.wishes = wishes;
    this.incidents = incidents;
    this.cards = cards;
    this.looks = looks;
    this.now = now;
  }

  /** What a system refused, and what was wanted of which recording. */
  record Refused(Told told, Wish wish) {}

  /** What is open of one incident. */
  record Line(IncidentCard card, List<FootageNote> notes, List<Refused> refused) {
    /** Copies. */
    Line {
      notes = List.copyOf(notes);
      refused = List.copyOf(refused);
    }
  }

  /** The incidents, the most urgent first, and whether there may be more. */
  record Found(List<Line> lines, boolean more) {
    /** Copies. */
    Found {
      lines = List.copyOf(lines);
    }
  }

  /** What somebody who may see that has to see to within some days. */
  Future<Found> look(Grant grant, long days, int most) {
    long until = now.getAsLong() + days * DAY;
    return incidents
        .upToDate()
        .compose(n -> desk.footage(grant.scopes(), until, most + PARTS))
        .compose(
            open ->
                refusals(grant, "", new Refusals(new LinkedHashMap<>(), new ArrayList<>(), false))
                    .compose(stuck -> found(grant, open, stuck, most)))
        .map(found -> dueBy(found, until))
        .compose(found -> seen(grant, found));
  }

  /**
   * What was refused of the incidents that somebody may see.
   *
   * @param cards of these incidents
   * @param more whether there may be more than was looked through
   */
  private record Refusals(Map<String, List<Told>> told, List<IncidentCard> cards, boolean more) {}

  /** Looks through what was refused until nothing is left, some at a time. */
  private Future<Refusals> refusals(Grant grant, String after, Refusals before) {
    int looked = before.told().values().stream().mapToInt(List::size).sum();
    if (looked >= MOST_REFUSED) {
      return Future.succeededFuture(new Refusals(before.told(), before.cards(), true));
    }
    return outcomes
        .stuck(after, SOME_REFUSED)
        .compose(
            stuck -> {
              if (stuck.isEmpty()) {
                return Future.succeededFuture(before);
              }
              Set<String> fresh = new LinkedHashSet<>();
              for (Told one : stuck) {
                String incident = one.of().incident();
                if (!before.told().containsKey(incident)) {
                  fresh.add(incident);
                }
                before.told().computeIfAbsent(incident, any -> new ArrayList<>()).add(one);
              }
              return cards
                  .cards(fresh)
                  .compose(
                      found -> {
                        before.cards().addAll(visible(grant, fresh, found));
                        return stuck.size() < SOME_REFUSED
                            ? Future.succeededFuture(before)
                            : refusals(grant, stuck.get(stuck.size() - 1).place(), before);
                      });
            });
  }

  /** Of an incident with something due, what is due much later is not shown. */
  private static Found dueBy(Found found, long until) {
    List<Line> lines = new ArrayList<>();
    for (Line line : found.lines()) {
      lines.add(
          new Line(
              line.card(),
              line.notes().stream().filter(note -> note.at() <= until).toList(),
              line.refused()));
    }
    return new Found(lines, found.more());
  }

  private Future<Found> found(Grant grant, List<IncidentCard> open, Refusals refused, int most) {
    Map<String, IncidentCard> visible = new LinkedHashMap<>();
    for (IncidentCard card : open) {
      if (card.isOpenTo(grant.scopes())) {
        visible.put(card.incident(), card);
      }
    }
    refused.cards().forEach(card -> visible.putIfAbsent(card.incident(), card));
    List<IncidentCard> all = List.copyOf(visible.values());
    boolean more = all.size() > most || open.size() >= most + PARTS || refused.more();
    return lines(all.subList(0, Math.min(most, all.size())), refused.told(), List.of())
        .map(lines -> new Found(lines, more));
  }

  private static List<IncidentCard> visible(
      Grant grant, Set<String> all, Map<String, IncidentCard> found) {
    List<IncidentCard> visible = new ArrayList<>();
    for (String incident : all) {
      IncidentCard card = found.get(incident);
      if (card != null && card.isOpenTo(grant.scopes())) {
        visible.add(card);
      }
    }
    return visible;
  }

  private Future<List<Line>> lines(
      List<IncidentCard> cards, Map<String, List<Told>> refused, List<Line> lines) {
    if (lines.size() == cards.size()) {
      return Future.succeededFuture(lines);
    }
    IncidentCard card = cards.get(lines.size());
    return incidents
        .at(card, card.lastN())
        .compose(
            at ->
                refused(refused.getOrDefault(card.incident(), List.of()), List.of())
                    .map(read -> line(at, read)))
        .compose(
            line -> {
              List<Line> more = new ArrayList<>(lines);
              more.add(line);
              return lines(cards, refused, more);
            });
  }

  private Future<List<Refused>> refused(List<Told> told, List<Refused> read) {
    if (read.size() == told.size()) {
      return Future.succeededFuture(read);
    }
    Told one = told.get(read.size());
    return wishes
        .one(one.of())
        .compose(
            wish -> {
              List<Refused> more = new ArrayList<>(read);
              more.add(new Refused(one, wish));
              return refused(told, more);
            });
  }

  private static Line line(IncidentAt at, List<Refused> refused) {
    return new Line(
        at.card(),
        FootageNote.of(at.record()).values().stream().filter(FootageNote::isOpen).toList(),
        refused);
  }

  private Future<Found> seen(Grant grant, Found found) {
    List<String> about = new ArrayList<>();
    found.lines().forEach(line -> about.add(line.card().incident()));
    return looks.at(grant, "footage-standing", about, found);
  }
}
