package uk.seenheard.handset.core.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.JsonReader;

/**
 * The outbox's rows: entries in the order in which they were made, found by place in the chain, by
 * hash and by incident.
 */
final class OutboxRows {
  private final Keyring keys;
  private final JsonReader json;

  OutboxRows(Keyring keys, JsonReader json) {
    this.keys = keys;
    this.json = json;
  }

  JsonReader json() {
    return json;
  }

  /** The index of an incident's changes made on this handset, in the order they were made. */
  List<OutboxIndexRow> index(Rows rows, String incident) {
    List<OutboxIndexRow> found = new ArrayList<>();
    String prefix = incident + '/';
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX_INCIDENT, prefix, after, Rows.MAX_ROWS);
      for (Row row : page) {
        long order = Long.parseLong(row.key().substring(prefix.length()));
        found.add(OutboxIndexRow.read(order, row.text()));
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS);
    return found;
  }

  /** One row of that index by its key, or empty when it is not there. */
  Optional<OutboxIndexRow> index(Rows rows, String incident, String key) {
    long order = Long.parseLong(key.substring(incident.length() + 1));
    return rows.text(Space.OUTBOX_INCIDENT, key).map(text -> OutboxIndexRow.read(order, text));
  }

  /** The changes of an incident made on this handset, in the order they were made. */
  List<OutboxEntry> of(Rows rows, String incident) {
    List<OutboxEntry> found = new ArrayList<>();
    index(rows, incident).forEach(row -> found.add(byOrder(rows, row.order())));
    return found;
  }

  /** A change of this handset that a row of the index stands for. */
  OutboxEntry of(Rows rows, OutboxIndexRow row) {
    return byOrder(rows, row.order());
  }

  /** The change of that hash, when it was made on this handset. */
  Optional<OutboxEntry> find(Rows rows, Hash hash) {
    return rows.text(Space.OUTBOX_HASH, hash.hex()).map(order -> byName(rows, order));
  }

  /** Walks all changes in the order they were made. */
  void each(Rows rows, Consumer<OutboxEntry> visit) {
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX, "", after, Rows.MAX_ROWS);
      for (Row row : page) {
        visit.accept(OutboxEntry.read(json.read(row.text())));
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS);
  }

  /** Changes whose contents were forgotten, in the order they were made, after one of them. */
  List<OutboxEntry> forgotten(Rows rows, long afterOrder, int most) {
    List<OutboxEntry> found = new ArrayList<>();
    String after = RowNames.order(afterOrder);
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX, "", after, Rows.MAX_ROWS);
      for (Row row : page) {
        OutboxEntry entry = OutboxEntry.read(json.read(row.text()));
        if (entry.erased() && found.size() < most) {
          found.add(entry);
        }
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS && found.size() < most);
    return found;
  }

  /** The content of a change of this handset, exactly as it was hashed. */
  String content(Rows rows, OutboxEntry entry) {
    byte[] envelope =
        rows.get(Space.OUTBOX_BODY, RowNames.order(entry.order()))
            .orElseThrow(() -> new IllegalStateException("an outbox content is missing"));
    return keys.find(rows, entry.incident())
        .orElseThrow(() -> new IllegalStateException("an incident's key is missing"))
        .openText(entry.hash().hex(), envelope);
  }

  /** The states of all changes, counted in the index: none of them is read. */
  OutboxCounts counts(Rows rows) {
    long[] counts = new long[OutboxEntry.State.values().length];
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.OUTBOX_INCIDENT, "", after, Rows.MAX_ROWS);
      for (Row row : page) {
        counts[OutboxIndexRow.state(row.text()).ordinal()]++;
        after = row.key();
      }
    } while (page.size() == Rows.MAX_ROWS);
    return new OutboxCounts(counts[0], counts[1], counts[2], counts[3]);
  }

  OutboxEntry at(Rows rows, int epoch, long seq) {
    return rows.text(Space.CHAIN, RowNames.position(epoch, seq))
        .map(order -> byName(rows, order))
        .orElseThrow(() -> new IllegalStateException("a position of the chain is missing"));
  }

  OutboxEntry byOrder(Rows rows, long order) {
    return byName(rows, RowNames.order(order));
  }

  private OutboxEntry byName(Rows rows, String order) {
    return rows.text(Space.OUTBOX, order)
        .map(text -> OutboxEntry.read(json.read(text)))
        .orElseThrow(() -> new IllegalStateException("an outbox row is missing"));
  }

  void put(WritableRows rows, OutboxEntry entry) {
    rows.put(Space.OUTBOX, RowNames.order(entry.order()), entry.text());
    rows.put(
        Space.OUTBOX_INCIDENT,
        entry.incident() + '/' + RowNames.order(entry.order()),
        OutboxIndexRow.text(entry));
  }
}
