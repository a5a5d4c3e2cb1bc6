package uk.seenheard.handset.core.replica;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.sync.codec.Parts;

/**
 * By which numbers the officer was last shown the entries of an incident. A number that was read
 * names that entry, whatever a sync has brought since, until it is shown anew.
 */
public final class ShownNumbers {
  private static final String SHOWN = "shown/";

  private final Store store;

  /** Over the store of a handset. */
  public ShownNumbers(Store store) {
    this.store = store;
  }

  /** The names of the entries of a collection, in the order of their numbers; empty before. */
  public List<String> of(String incident, String collection) {
    return store.read(rows -> names(rows, incident, collection));
  }

  /** They are shown in this order from now on. */
  public void keep(String incident, String collection, List<String> names) {
    store.change(rows -> rows.put(Space.META, key(incident, collection), String.join(" ", names)));
  }

  private static List<String> names(Rows rows, String incident, String collection) {
    return rows.text(Space.META, key(incident, collection))
        .filter(text -> !text.isEmpty())
        .map(text -> Parts.of(text, ' '))
        .orElseGet(ArrayList::new);
  }

  private static String key(String incident, String collection) {
    return SHOWN + incident + '/' + collection;
  }
}
