package uk.seenheard.handset.core.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * What somebody was typing and has not saved as a change yet, sealed under the incident's key: a
 * child's words must not depend on a press. Shown to whoever typed it and to nobody else.
 */
public final class Drafts {
  /** The most drafts that are read of one incident. */
  static final int MOST = Rows.MAX_ROWS;

  private static final String DRAFT = "draft/";

  private final Keyring keys;

  /** Of the store that this ring belongs to. */
  public Drafts(Keyring keys) {
    this.keys = keys;
  }

  /**
   * Keeps a text in place of the one before; an empty one is forgotten.
   *
   * @param place where it was typed: a path, or whatever names the field on a screen
   */
  public void keep(WritableRows rows, String incident, String person, String place, String text) {
    String name = prefix(incident) + person + '/' + place;
    if (text.isEmpty()) {
      rows.delete(Space.SECRET, name);
      return;
    }
    rows.put(Space.SECRET, name, keys.of(rows, incident).sealText(name, text));
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

  /** Forgets what anybody was typing in an incident. */
  static void erase(WritableRows rows, String incident) {
    for (String key : rows.keys(Space.SECRET, prefix(incident), "", MOST)) {
      rows.delete(Space.SECRET, key);
    }
  }

  private static String prefix(String incident) {
    return DRAFT + incident + '/';
  }
}
