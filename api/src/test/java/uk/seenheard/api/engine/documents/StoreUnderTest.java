package uk.seenheard.api.engine.documents;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.MongoStore;
import uk.seenheard.api.engine.mongo.ReplicaSet;

/**
 * The store on which a contract is tried: the embedded one in this process, or the MongoDB that
 * {@code -Dmongo.uri} names, whatever options its connection string carries.
 */
public final class StoreUnderTest implements AutoCloseable {
  private final Vertx vertx;
  private final Optional<String> uri = ReplicaSet.uri();
  private final Optional<EmbeddedStore> embedded;
  private final List<DocumentStore> opened = new ArrayList<>();

  private StoreUnderTest(Path folder, Vertx vertx) {
    this.vertx = vertx;
    this.embedded = uri.isPresent() ? Optional.empty() : Optional.of(EmbeddedStore.open(folder));
  }

  /** Opens it; the folder is the embedded store's. */
  public static StoreUnderTest open(Path folder, Vertx vertx) {
    return new StoreUnderTest(folder, vertx);
  }

  /** A database of its own, empty. */
  public DocumentStore empty() {
    String name = "t" + UUID.randomUUID();
    DocumentStore store =
        embedded
            .map(own -> own.documents(name, vertx))
            .orElseGet(
                () ->
                    MongoStore.connect(
                        uri.orElseThrow(), Optional.of(name), Optional.empty(), vertx));
    opened.add(store);
    return store;
  }

  @Override
  public void close() {
    opened.forEach(DocumentStore::close);
    embedded.ifPresent(EmbeddedStore::close);
  }
}
