package uk.seenheard.handset.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.WireFault;

/** The replica's rows: the changes of each incident, sealed, and which incidents there are. */
final class ReplicaRows {
  /** What a content alone begins with where it is kept; a line of a pull begins with a brace. */
  private static final String CONTENT = "=";

  private final Keyring keys;
  private final HandsetPorts ports;

  ReplicaRows(Keyring keys, HandsetPorts ports) {
    this.keys = keys;
    this.ports = ports;
  }

  /** The hashes of an incident's changes that take part in the fold, without their contents. */
  List<Hash> applied(Rows rows, String incident) {
    List<Hash> hashes = new ArrayList<>();
    String prefix = incident + '/';
    walkKeys(
        rows, Space.REPLICA, prefix, key -> hashes.add(new Hash(key.substring(prefix.length()))));
    return hashes;
  }

  /** Whether the server sent this change, applied or in quarantine. */
  boolean holds(Rows rows, String incident, Hash hash) {
    String key = incident + '/' + hash.hex();
    return rows.get(Space.REPLICA, key).isPresent()
        || rows.get(Space.REPLICA_HELD, key).isPresent();
  }

  /** The content of a change held here, exactly as it was hashed. */
  Optional<String> content(Rows rows, String incident, Hash hash) {
    Optional<byte[]> body = rows.get(Space.REPLICA, incident + '/' + hash.hex());
    Optional<SealingKey> key = keys.find(rows, incident);
    if (!body.isPresent() || !key.isPresent()) {
      return Optional.empty();
    }
    String text = key.get().openText(hash.hex(), body.get());
    if (text.startsWith(CONTENT)) {
      return Optional.of(text.substring(CONTENT.length()));
    }
    return Frame.read(ports.json().read(text)) instanceof Frame.Change frame
        ? Optional.of(frame.content())
        : Optional.empty();
  }

  /**
   * What is kept of a line: the content, which is all that a handset has a use for. A line with
   * members of a newer protocol is kept whole, for the version that knows them.
   */
  static String kept(Frame.Change frame) {
    return frame.newer().members().isEmpty() ? CONTENT + frame.content() : frame.json().canonical();
  }

  /** Whether a row opens, and holds what its hash says. */
  boolean isWhole(Rows rows, String incident, Hash hash) {
    try {
      return content(rows, incident, hash)
          .filter(content -> Hash.of(content, ports.digests()).equals(hash))
          .isPresent();
    } catch (KeyRefused | UnreadableJson | WireFault damaged) {
      return false;
    }
  }

  /** The incidents held here. */
  List<String> incidents(Rows rows) {
    List<String> found = new ArrayList<>();
    walkKeys(rows, Space.FRONTIER, "", found::add);
    return found;
  }

  static void clear(WritableRows rows, Space space, String prefix) {
    List<String> page;
    do {
      page = rows.keys(space, prefix, "", Rows.MAX_ROWS);
      page.forEach(key -> rows.delete(space, key));
    } while (!page.isEmpty());
  }

  static void walkKeys(Rows rows, Space space, String prefix, Consumer<String> visit) {
    String after = "";
    List<String> page;
    do {
      page = rows.keys(space, prefix, after, Rows.MAX_ROWS);
      for (String key : page) {
        visit.accept(key);
        after = key;
      }
    } while (page.size() == Rows.MAX_ROWS);
  }
}
