package uk.seenheard.api.desk.find;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.sight.Looks;

/**
 * Looks through the incidents of which somebody may see the whole: by reference, child, adult,
 * address and officer. Whoever is shown one is written down; the words they typed are not, since
 * the ledger holds no names.
 */
final class Search {
  private static final int PAGE = 100;
  private static final int MOST_LOOKED_THROUGH = 20_000;

  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparing(Hit::exact)
          .reversed()
          .thenComparing(hit -> -hit.card().lastAt())
          .thenComparing(hit -> hit.card().incident());

  private final Incidents incidents;
  private final Cards cards;
  private final Sketches sketches;
  private final Force force;
  private final Looks looks;

  Search(Incidents incidents, Cards cards, Sketches sketches, Force force, Looks looks) {
    this.incidents = incidents;
    this.cards = cards;
    this.sketches = sketches;
    this.force = force;
    this.looks = looks;
  }

  /**
   * What was found.
   *
   * @param hits the best of them
   * @param total how many incidents there are in which something was found
   * @param partial whether there was not the time to read all: asked again, more has been read
   */
  record Found(List<Hit> hits, int total, boolean partial) {}

  /** One search on its way. */
  private static final class Looking {
    private final Grant grant;
    private final Query query;
    private final long n;
    private final Patience patience;
    private final List<Hit> hits = new ArrayList<>();
    private int exact;
    private int lookedThrough;
    private boolean partial;

    Looking(Grant grant, Query query, long n, int most) {
      this.grant = grant;
      this.query = query;
      this.n = n;
      this.patience = new Patience(System.nanoTime(), most);
    }

    boolean isOver() {
      return patience.isOver(System.nanoTime(), exact);
    }
  }

  Future<Found> find(Grant grant, String typed, int most) {
    Query query = Query.of(typed);
    return incidents
        .upToDate()
        .compose(n -> page(new Looking(grant, query, n, most), ""))
        .map(looking -> found(looking, most))
        .compose(found -> noted(grant, found));
  }

  private static Found found(Looking looking, int most) {
    looking.hits.sort(BEST_FIRST);
    int shown = Math.min(most, looking.hits.size());
    return new Found(
        List.copyOf(looking.hits.subList(0, shown)), looking.hits.size(), looking.partial);
  }

  private Future<Found> noted(Grant grant, Found found) {
    Set<String> shown = new TreeSet<>();
    found.hits().forEach(hit -> shown.add(hit.card().incident()));
    return shown.isEmpty()
        ? looks.at(grant, "search", found)
        : looks.at(grant, "search", shown, found);
  }

  private Future<Looking> page(Looking looking, String after) {
    return looking.query.isEmpty()
        ? Future.succeededFuture(looking)
        : cards
            .visible(looking.grant.scopes(), after, PAGE)
            .compose(page -> through(looking, page).compose(done -> next(looking, page)));
  }

  private Future<Looking> next(Looking looking, List<IncidentCard> page) {
    looking.lookedThrough += page.size();
    if (page.size() < PAGE) {
      return Future.succeededFuture(looking);
    }
    if (looking.lookedThrough >= MOST_LOOKED_THROUGH) {
      looking.partial = true;
      return Future.succeededFuture(looking);
    }
    return page(looking, page.get(page.size() - 1).incident());
  }

  private Future<Void> through(Looking looking, List<IncidentCard> page) {
    List<Future<Void>> reads = new ArrayList<>();
    for (IncidentCard card : page) {
      if (card.isOpenTo(looking.grant.scopes())) {
        reads.add(in(looking, card));
      }
    }
    return Future.all(reads).mapEmpty();
  }

  private Future<Void> in(Looking looking, IncidentCard card) {
    Hit.Gathering gathering = new Hit.Gathering(looking.query);
    card.reference().ifPresent(ref -> gathering.likely("reference", ref, looking.query.isOf(ref)));
    for (String id : card.people()) {
      String name = force.person(id).map(Person::name).orElse(id);
      boolean is = looking.query.isLike(name) || looking.query.typed().trim().equals(id);
      gathering.likely("officer", name, is);
    }
    if (sketches.known(card).isEmpty() && looking.isOver()) {
      looking.partial = true;
      keep(looking, card, gathering);
      return Future.succeededFuture();
    }
    return sketches
        .of(card, looking.n)
        .onSuccess(gathering::in)
        // One that cannot be read now holds up none of the others.
        .onFailure(failed -> looking.partial = true)
        .transform(
            read -> {
              keep(looking, card, gathering);
              return Future.succeededFuture();
            });
  }

  private static void keep(Looking looking, IncidentCard card, Hit.Gathering gathering) {
    if (!gathering.isNothing()) {
      Hit hit = gathering.of(card);
      looking.hits.add(hit);
      looking.exact += hit.exact() ? 1 : 0;
    }
  }
}
