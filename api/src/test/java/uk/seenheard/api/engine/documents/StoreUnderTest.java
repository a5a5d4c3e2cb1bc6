package uk.seenheard.api.engine.documents;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.mongo.MongoStore;
import uk.seenheard.api.engine.mongo.ReplicaSet;

/**
 * The store on which a contract is tried: the embedded one in this process, or the MongoDB that
 * {@code -Dmongo.uri} names, whatever options its connection string carries. Opened before the
 * tests of a class, and closed after them.
 */
public final class StoreUnderTest implements BeforeAllCallback, AfterAllCallback {
  private final Optional<String> uri = ReplicaSet.uri();
  private final List<DocumentStore> opened = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable Vertx vertx;
  private @Nullable EmbeddedStore embedded;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    vertx = Vertx.vertx();
    if (uri.isEmpty()) {
      folder = Files.createTempDirectory("store");
      embedded = EmbeddedStore.open(folder);
    }
  }

  /** A database of its own, empty. */
  public DocumentStore empty() {
    String name = "t" + UUID.randomUUID();
    Vertx own = Objects.requireNonNull(vertx, "a store is opened before the first test");
    DocumentStore store =
        embedded != null
            ? embedded.documents(name, own)
            : MongoStore.connect(uri.orElseThrow(), Optional.of(name), Optional.empty(), own);
    opened.add(store);
    return store;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    opened.forEach(DocumentStore::close);
    if (embedded != null) {
      embedded.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Objects.requireNonNull(vertx).close().await(10, TimeUnit.SECONDS);
  }
}
