package uk.seenheard.handset.core.outbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.codec.Utf8;

/**
 * What somebody was typing and has not saved as a change yet, sealed under the incident's key: a
 * child's words must not depend on a press. Shown to whoever typed it and to nobody else.
 */
public final class Drafts {
  /** UTF-8 bytes of one draft: what is longer could not become a change either. */
  public static final int TEXT_BYTES = Limits.CONTENT_BYTES;

  /** UTF-8 bytes of a place: the longest path, and the name of a field behind it. */
  public static final int PLACE_BYTES = 512;

  /** The most places of one incident at which one person is typing. */
  public static final int MOST = Rows.MAX_ROWS;

  /** Ends the place of a child's words: behind the child's path. */
  public static final String WORDS = "/voice.words";

  /** Ends the place of when they were said: a time alone is no text that anybody began. */
  private static final String WHEN = "/voice.at";

  private static final String DRAFT = "draft/";

  private final Keyring keys;

  /** Of the store that this ring belongs to. */
  public Drafts(Keyring keys) {
    this.keys = keys;
  }

  /**
   * Keeps a text in place of the one before; an empty one is forgotten.
   *
   * @param place where it was typed: a path, or whatever names the field on a screen; at most
   *     {@value #PLACE_BYTES} bytes
   * @param text at most {@value #TEXT_BYTES} bytes
   * @return why it was not kept, in words for the officer, or empty: it is too long, or this person
   *     types at {@value #MOST} places of the incident already; what was kept before stays
   */
  public Optional<String> keep(
      WritableRows rows, String incident, String person, String place, String text) {
    String name = prefix(incident) + person + '/' + place;
    if (text.isEmpty()) {
      rows.delete(Space.SECRET, name);
      return Optional.empty();
    }
    Optional<String> fault = fault(rows, prefix(incident) + person + '/', place, text);
    if (!fault.isPresent()) {
      rows.put(Space.SECRET, name, keys.of(rows, incident).sealText(name, text));
    }
    return fault;
  }

  private static Optional<String> fault(Rows rows, String prefix, String place, String text) {
    if (Utf8.length(place) > PLACE_BYTES) {
      return Optional.of("The name of this field is too long to keep what is typed in it.");
    }
    if (Utf8.length(text) > TEXT_BYTES) {
      return Optional.of(
          "This is longer than one entry can hold. Save a part of it, and go on in another.");
    }
    boolean another = !rows.get(Space.SECRET, prefix + place).isPresent();
    return another && rows.count(Space.SECRET, prefix) >= MOST
        ? Optional.of("Too much was begun here and not saved. Save or empty some of it first.")
        : Optional.empty();
  }

  /** What this person was typing in an incident, by place. */
  public Map<String, String> of(Rows rows, String incident, String person) {
    Map<String, String> found = new LinkedHashMap<>();
    Optional<SealingKey> key = keys.find(rows, incident);
    if (!key.isPresent()) {
      return found;
    }
    String prefix = prefix(incident) + person + '/';
    for (Row row : rows.scan(Space.SECRET, prefix, "", MOST)) {
      found.put(row.key().substring(prefix.length()), key.get().openText(row.key(), row.value()));
    }
    return found;
  }

  /** How many texts anybody began in an incident and has not saved. */
  public static long begun(Rows rows, String incident) {
    return count(rows, prefix(incident), place -> !place.endsWith(WHEN));
  }

  /** How many texts anybody began on this handset and has not saved. */
  public static long begun(Rows rows) {
    return count(rows, DRAFT, place -> !place.endsWith(WHEN));
  }

  /** How many of them are a child's words. */
  public static long wordsBegun(Rows rows) {
    return count(rows, DRAFT, place -> place.endsWith(WORDS));
  }

  private static long count(Rows rows, String prefix, Predicate<String> of) {
    long found = 0;
    List<String> page = rows.keys(Space.SECRET, prefix, "", Rows.MAX_ROWS);
    while (!page.isEmpty()) {
      found += page.stream().filter(of).count();
      page = rows.keys(Space.SECRET, prefix, page.get(page.size() - 1), Rows.MAX_ROWS);
    }
    return found;
  }

  /** Forgets what anybody was typing in an incident. */
  static void erase(WritableRows rows, String incident) {
    List<String> page = rows.keys(Space.SECRET, prefix(incident), "", Rows.MAX_ROWS);
    while (!page.isEmpty()) {
      page.forEach(key -> rows.delete(Space.SECRET, key));
      page = rows.keys(Space.SECRET, prefix(incident), "", Rows.MAX_ROWS);
    }
  }

  private static String prefix(String incident) {
    return DRAFT + incident + '/';
  }
}
