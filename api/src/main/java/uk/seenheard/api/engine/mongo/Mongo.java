package uk.seenheard.api.engine.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A MongoDB database whose answers come as futures on the caller's Vert.x context.
 *
 * <p>Writes are acknowledged by a majority with journal, reads see what a majority holds: what was
 * acknowledged survives a failover, and a decision never rests on a write that may be rolled back.
 */
public final class Mongo implements AutoCloseable {
  /** Documents that one read takes into memory; whoever needs more reads page by page. */
  public static final int MAX_READ = 10_000;

  private final MongoClient client;
  private final MongoDatabase database;
  private final Vertx vertx;

  private Mongo(MongoClient client, MongoDatabase database, Vertx vertx) {
    this.client = client;
    this.database = database;
    this.vertx = vertx;
  }

  /**
   * Connects to a server, replica set or sharded cluster.
   *
   * @param uri a connection string; its database name, or {@code seenheard}, is used
   */
  public static Mongo connect(String uri, Vertx vertx) {
    ConnectionString connection = new ConnectionString(uri);
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(connection)
            .applyToClusterSettings(b -> b.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                b -> b.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
            .build();
    MongoClient client = MongoClients.create(settings);
    String name = Optional.ofNullable(connection.getDatabase()).orElse("seenheard");
    return new Mongo(client, client.getDatabase(name), vertx);
  }

  /** A collection, with the concerns that this product's promises need. */
  public MongoCollection<Document> collection(String name) {
    return database
        .getCollection(name)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
        .withReadConcern(ReadConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  /** Whether the store answers. */
  public Future<Void> ping() {
    return first(database.runCommand(new Document("ping", 1))).mapEmpty();
  }

  /** The first element of a publisher, or empty. */
  public <T> Future<Optional<T>> first(Publisher<T> publisher) {
    return list(publisher, 1)
        .map(items -> items.isEmpty() ? Optional.empty() : Optional.of(items.get(0)));
  }

  /** Waits until a publisher is done. */
  public Future<Void> done(Publisher<?> publisher) {
    return list(publisher, 1).mapEmpty();
  }

  /** The elements of a publisher, of which there may be at most {@link #MAX_READ}. */
  public <T> Future<List<T>> list(Publisher<T> publisher) {
    return list(publisher, MAX_READ);
  }

  private <T> Future<List<T>> list(Publisher<T> publisher, int most) {
    Context context = vertx.getOrCreateContext();
    Promise<List<T>> promise = Promise.promise();
    publisher.subscribe(new Collecting<>(context, promise, most));
    return promise.future();
  }

  @Override
  public void close() {
    client.close();
  }

  /** Collects what a publisher gives and hands it over on the context that asked. */
  private static final class Collecting<T> implements Subscriber<T> {
    private final Context context;
    private final Promise<List<T>> promise;
    private final int most;
    private final List<T> items = new ArrayList<>();
    private @Nullable Subscription subscription;

    Collecting(Context context, Promise<List<T>> promise, int most) {
      this.context = context;
      this.promise = promise;
      this.most = most;
    }

    @Override
    public void onSubscribe(Subscription s) {
      subscription = s;
      s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
      if (items.size() < most) {
        items.add(item);
      } else if (most > 1 && subscription != null) {
        subscription.cancel();
        onError(
            new IllegalStateException("a read was not bounded: more than " + most + " documents"));
      }
    }

    @Override
    public void onError(Throwable error) {
      context.runOnContext(unused -> promise.tryFail(StoreAway.translated(error)));
    }

    @Override
    public void onComplete() {
      context.runOnContext(unused -> promise.tryComplete(items));
    }
  }
}
