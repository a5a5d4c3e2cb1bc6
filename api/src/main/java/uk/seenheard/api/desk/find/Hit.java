package uk.seenheard.api.desk.find;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.cards.IncidentCard;

/**
 * An incident in which something was found.
 *
 * @param exact whether one of the things found is what was typed, not only like it
 */
record Hit(IncidentCard card, List<What> found, boolean exact) {
  private static final int MOST_SHOWN = 4;

  /** Copies. */
  Hit {
    found = List.copyOf(found);
  }

  /**
   * What was found in it.
   *
   * @param kind {@code reference}, {@code child}, {@code adult}, {@code address} or {@code officer}
   */
  record What(String kind, String text) {}

  /** What is found in one incident, one thing after the other. */
  static final class Gathering {
    private final Query query;
    private final List<What> found = new ArrayList<>();
    private boolean exact;

    Gathering(Query query) {
      this.query = query;
    }

    void likely(String kind, String text, boolean is) {
      if (!is) {
        return;
      }
      What one = new What(kind, text);
      // Two officers write down the same child: that is one thing to be told of.
      if (found.size() < MOST_SHOWN && !found.contains(one)) {
        found.add(one);
        exact |= query.isIn(text) || kind.equals("reference");
      }
    }

    void in(Sketch sketch) {
      people("child", sketch.children());
      people("adult", sketch.adults());
      sketch.places().forEach(place -> likely("address", place, query.isPartOf(place)));
    }

    private void people(String kind, List<Sketch.Known> people) {
      for (Sketch.Known known : people) {
        known.names().stream()
            .filter(query::isLike)
            .findFirst()
            .ifPresent(name -> likely(kind, name, true));
      }
    }

    boolean isNothing() {
      return found.isEmpty();
    }

    Hit of(IncidentCard card) {
      return new Hit(card, found, exact);
    }
  }
}
