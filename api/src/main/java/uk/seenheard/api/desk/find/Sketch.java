package uk.seenheard.api.desk.find;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.reading.Words;

/**
 * Who is in an incident and where it was, as somebody looks for it: every answer that stands,
 * contradictions included. Held in memory only, and forgotten with an erasure.
 *
 * @param frontier the changes of which this was read
 */
record Sketch(Hash frontier, List<Known> children, List<Known> adults, List<String> places) {
  /** Copies. */
  Sketch {
    children = List.copyOf(children);
    adults = List.copyOf(adults);
    places = List.copyOf(places);
  }

  /** Somebody by all the names that stand for them; of a child without a name there is none. */
  record Known(FieldPath at, List<String> names) {
    /** Copies. */
    Known {
      names = List.copyOf(names);
    }
  }

  static Sketch of(Hash frontier, Incident incident) {
    List<String> places = new ArrayList<>();
    incident.record().field(new FieldPath("place")).ifPresent(f -> add(places, f.values()));
    return new Sketch(
        frontier, known(incident, incident.children()), known(incident, incident.adults()), places);
  }

  private static List<Known> known(Incident incident, List<Entry> entries) {
    List<Known> known = new ArrayList<>();
    for (Entry entry : entries) {
      Set<Json> values = new LinkedHashSet<>();
      incident.record().field(entry.at(), "name").ifPresent(f -> values.addAll(f.values()));
      for (Entry.Added added : entry.added()) {
        if (added.by().value() instanceof Json.Obj given) {
          given.get("name").ifPresent(values::add);
        }
      }
      List<String> names = new ArrayList<>();
      add(names, values);
      known.add(new Known(entry.at(), names));
    }
    return known;
  }

  private static void add(List<String> texts, Iterable<Json> values) {
    for (Json value : values) {
      if (value instanceof Json.Text text && Words.says(text.value())) {
        texts.add(text.value().trim());
      }
    }
  }
}
