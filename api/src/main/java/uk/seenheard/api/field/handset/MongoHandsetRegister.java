package uk.seenheard.api.field.handset;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.in;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;

/** The handsets as documents, one a device, whose id begins with the force. */
public final class MongoHandsetRegister implements HandsetRegister {
  private final String force;
  private final Documents handsets;

  /** Of a force, in a database. */
  public MongoHandsetRegister(DocumentStore store, String force) {
    this.force = force;
    this.handsets = store.collection("handsets");
  }

  /** Makes the index; harmless when it exists. */
  public Future<Void> prepare() {
    return handsets.index(Order.ascending("feed", "scopes", "device"));
  }

  @Override
  public Future<Map<String, Kept>> find(Collection<String> devices) {
    List<String> ids = new ArrayList<>();
    devices.forEach(device -> ids.add(force + '/' + device));
    return handsets
        .find(in("_id", ids))
        .list()
        .map(
            found -> {
              Map<String, Kept> lines = new TreeMap<>();
              found.forEach(
                  document ->
                      lines.put(document.getString("device"), HandsetDocument.read(document)));
              return lines;
            });
  }

  @Override
  public Future<Boolean> put(Collection<Kept> lines) {
    if (lines.isEmpty()) {
      return Future.succeededFuture(true);
    }
    List<Documents.Replacement> writes = new ArrayList<>();
    for (Kept line : lines) {
      writes.add(
          new Documents.Replacement(
              and(
                  eq("_id", force + '/' + line.handset().device()),
                  eq("revision", line.revision())),
              HandsetDocument.write(force, line.handset(), line.revision() + 1),
              // Only a line that never was is inserted: a newer revision keeps its place.
              line.revision() == 0));
    }
    return handsets.replaceEach(writes).map(written -> written == lines.size());
  }

  @Override
  public Future<List<Handset>> page(Set<String> scopes, String afterDevice, int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    for (String scope : scopes) {
      reads.add(
          handsets
              .find(and(eq("feed", force), eq("scopes", scope), gt("device", afterDevice)))
              .sort(ascending("device"))
              .limit(most)
              .list());
    }
    return Future.all(reads)
        .map(
            all -> {
              Map<String, Handset> lines = new TreeMap<>();
              for (Future<List<Document>> read : reads) {
                for (Document document : read.result()) {
                  Handset line = HandsetDocument.read(document).handset();
                  lines.put(line.device(), line);
                }
              }
              return lines.values().stream().limit(most).collect(Collectors.toUnmodifiableList());
            });
  }
}
