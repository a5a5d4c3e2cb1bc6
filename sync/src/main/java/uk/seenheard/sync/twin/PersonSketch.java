package uk.seenheard.sync.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Words;

/** What is known of somebody in an incident: every answer that stands, contradictions included. */
final class PersonSketch {
  private static final int MOST_DIGITS = 4;

  private final IncidentRecord record;
  private final Entry entry;
  private final Map<String, List<String>> found = new HashMap<>();

  PersonSketch(IncidentRecord record, Entry entry) {
    this.record = record;
    this.entry = entry;
  }

  Entry entry() {
    return entry;
  }

  /** The different texts that stand in a field. */
  List<String> texts(String field) {
    List<String> texts = found.get(field);
    if (texts == null) {
      texts = read(field);
      found.put(field, texts);
    }
    return texts;
  }

  private List<String> read(String field) {
    List<String> texts = new ArrayList<>();
    for (Json value : values(field)) {
      if (value instanceof Json.Text text && Words.says(text.value())) {
        texts.add(text.value().trim());
      }
    }
    return texts;
  }

  private Set<Json> values(String field) {
    Set<Json> values = new LinkedHashSet<>();
    record.field(entry.at(), field).ifPresent(found -> values.addAll(found.values()));
    for (Entry.Added added : entry.added()) {
      if (added.by().value() instanceof Json.Obj given) {
        given.get(field).ifPresent(values::add);
      }
    }
    return values;
  }

  /** Ages in years that were estimated, and the years of birth dates against a year. */
  List<Long> ages(Optional<Integer> year) {
    List<Long> ages = new ArrayList<>();
    for (Json value : values("estimatedAge")) {
      if (value instanceof Json.Num number && number.whole().isPresent()) {
        ages.add(number.whole().get());
      }
    }
    for (String born : texts("dob")) {
      if (year.isPresent() && Days.parse(born).isPresent()) {
        ages.add(year.get() - Long.parseLong(born.substring(0, MOST_DIGITS)));
      }
    }
    return ages;
  }

  /** Who added it. */
  Set<String> authors() {
    Set<String> authors = new LinkedHashSet<>();
    for (Entry.Added added : entry.added()) {
      Answer by = added.by();
      authors.add(by.author());
    }
    return authors;
  }
}
