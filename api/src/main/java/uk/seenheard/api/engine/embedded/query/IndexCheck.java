package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.FileCheck;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Pages;
import uk.seenheard.api.engine.embedded.pages.Row;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;

/**
 * A comparison of the indexes with the documents, both ways, a chunk at a time: every document
 * stands under all of its keys, and every key leads to a document that has it.
 */
public final class IndexCheck {
  private static final int CHUNK = 200;

  private final PageStore store;
  private final Iterator<StoreCollection> collections;
  private @Nullable StoreCollection collection;
  private Iterator<StoreIndex> indexes = List.<StoreIndex>of().iterator();
  private @Nullable StoreIndex index;
  private long position;
  private byte[] key = new byte[0];

  public IndexCheck(PageStore store, List<StoreCollection> collections) {
    this.store = store;
    this.collections = collections.iterator();
  }

  /**
   * Checks the next chunk; false when there is none.
   *
   * @throws StoreRefused naming the index and the position that do not agree
   */
  public boolean next() {
    StoreCollection at = collection;
    StoreIndex in = index;
    try {
      if (in != null) {
        if (!store.reading(() -> keys(in))) {
          index = null;
        }
      } else if (indexes.hasNext()) {
        index = indexes.next();
        key = new byte[0];
      } else if (at != null) {
        if (!store.reading(() -> documents(at))) {
          indexes = at.storeIndexes().iterator();
          collection = null;
        }
      } else if (collections.hasNext()) {
        collection = collections.next();
        position = Long.MIN_VALUE;
      } else {
        return false;
      }
    } catch (StoreFailure e) {
      if (e.kind() != StoreFailure.Kind.VANISHED) {
        throw FileCheck.damaged(String.valueOf(e.getMessage()));
      }
      collection = null; // dropped meanwhile
      index = null;
    }
    return true;
  }

  private boolean documents(StoreCollection of) {
    List<Row> rows = store.pages().inserted(of.table(), position, false, CHUNK);
    for (Row row : rows) {
      for (StoreIndex each : of.storeIndexes()) {
        for (byte[] k : each.definition().keysOf(row.document()).keys()) {
          Long found = store.pages().positionOf(each.table(), each.stored(k, row.position()));
          if (found == null || found != row.position()) {
            throw differs(each, row.position());
          }
        }
      }
      position = row.position();
    }
    return !rows.isEmpty();
  }

  private boolean keys(StoreIndex of) {
    List<Pages.Entry> entries = store.pages().entries(of.table(), key, CHUNK);
    for (Pages.Entry entry : entries) {
      Document document = store.pages().document(of.documents(), entry.position());
      if (document == null
          || of.definition().keysOf(document).keys().stream()
              .noneMatch(k -> Arrays.equals(of.stored(k, entry.position()), entry.key()))) {
        throw differs(of, entry.position());
      }
      key = entry.key();
    }
    return !entries.isEmpty();
  }

  private static StoreRefused differs(StoreIndex index, long position) {
    return FileCheck.damaged(
        "index "
            + index.getName()
            + " (table x"
            + index.table()
            + ") and the document at position "
            + position
            + " do not agree");
  }
}
