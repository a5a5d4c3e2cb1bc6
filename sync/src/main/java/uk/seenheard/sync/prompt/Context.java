package uk.seenheard.sync.prompt;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.reading.Days;

/**
 * Everything that prompts and duties look at and the incident itself cannot know.
 *
 * <p>Conditions read it as {@code context.NAME}: of the entry first, then of the incident. Known
 * names stand in {@code sync/FORMS.md}; a name that is absent is null to a condition.
 *
 * @param now milliseconds since 1970
 * @param today the local calendar day at the scene, {@code 2026-11-22}
 * @param incident what is known about the incident as a whole: markers, computed deadlines
 * @param about what is known about an entry: earlier notices, missing episodes, school days
 */
public record Context(long now, String today, Json.Obj incident, Map<FieldPath, Json.Obj> about) {
  /** The version of what stands in a context. */
  public static final int VERSION = 1;

  /** Copies the map; refuses a day that is none. */
  public Context {
    if (!Days.parse(today).isPresent()) {
      throw new IllegalArgumentException("today is a calendar day such as 2026-11-22");
    }
    about = Collections.unmodifiableMap(new TreeMap<>(about));
  }

  /** A moment, and nothing known beside the incident. */
  public static Context at(long nowMillis, String today) {
    return new Context(nowMillis, today, Json.EMPTY, Map.of());
  }

  /** This context with something known about the incident. */
  public Context knowing(String name, Json value) {
    return new Context(now, today, incident.with(name, value), about);
  }

  /** This context with something known about an entry. */
  public Context knowing(FieldPath entry, String name, Json value) {
    Map<FieldPath, Json.Obj> more = new TreeMap<>(about);
    more.put(entry, about.getOrDefault(entry, Json.EMPTY).with(name, value));
    return new Context(now, today, incident, more);
  }

  long day() {
    OptionalLong day = Days.parse(today);
    return day.orElse(0);
  }
}
