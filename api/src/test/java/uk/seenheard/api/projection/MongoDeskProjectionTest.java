package uk.seenheard.api.projection;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.embedded.EmbeddedStore;
import uk.seenheard.api.mongo.Mongo;

/**
 * The supervisor's cards on the embedded store, or on the MongoDB that {@code -Dmongo.uri} names.
 */
class MongoDeskProjectionTest extends DeskProjectionContract {
  @TempDir static Path folder;
  private static Vertx vertx;
  private static EmbeddedStore store;
  private static String uri;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    store = EmbeddedStore.open(folder, 0);
    uri = System.getProperty("mongo.uri", store.uri());
  }

  @AfterAll
  static void close() throws Exception {
    ProjectionContract.await(vertx.close());
    store.close();
  }

  @Override
  Ports empty() throws Exception {
    String separator = uri.matches("mongodb://[^/]+") ? "/" : "";
    Mongo mongo = Mongo.connect(uri + separator + "t" + UUID.randomUUID(), vertx);
    MongoProjection projection = new MongoProjection(mongo, "marlshire");
    MongoDeskProjection desk = new MongoDeskProjection(mongo, () -> "marlshire");
    ProjectionContract.await(projection.prepare());
    ProjectionContract.await(desk.prepare());
    return new Ports(projection, desk);
  }

  /**
   * How a page of a queue grows with the store: {@code -Ddesk.growth=100000}. Prints the median of
   * a first page, of a deep page and of a filtered one, at 1,000 incidents and at that many.
   */
  @Test
  @EnabledIfSystemProperty(named = "desk.growth", matches = "[0-9]+")
  void pagesOfAQueueInAGrowingStore() throws Exception {
    Ports ports = empty();
    int most = Integer.getInteger("desk.growth");
    Random random = new Random(7);
    int filled = 0;
    for (int goal : new int[] {1_000, most}) {
      while (filled < goal) {
        List<IncidentCard> cards = new ArrayList<>();
        for (int i = 0; i < 250 && filled < goal; i++) {
          cards.add(
              card(
                  ++filled,
                  random.nextInt(4),
                  1_000_000 + random.nextInt(1_000_000),
                  1 + random.nextInt(1_000_000),
                  "force",
                  "team:" + (char) ('a' + random.nextInt(10))));
        }
        ProjectionContract.await(ports.projection().put(cards));
      }
      String deep = "7.000000001500000";
      Optional<String> none = Optional.empty();
      System.out.printf(
          "%d incidents: first page %d µs, deep page %d µs, one form %d µs, overdue %d µs%n",
          goal,
          median(ports, none, none),
          median(ports, Optional.of(deep), none),
          median(ports, none, Optional.of("domestic-abuse")),
          median(() -> ports.desk().overdue(Set.of("force"), none, 50)));
    }
  }

  private static long median(Ports ports, Optional<String> after, Optional<String> form)
      throws Exception {
    DeskProjection.Filter wanted =
        new DeskProjection.Filter(DeskProjection.WAITING, form, Optional.empty());
    return median(() -> ports.desk().queue(Set.of("force"), wanted, after, 50));
  }

  private static long median(
      java.util.function.Supplier<io.vertx.core.Future<List<IncidentCard>>> page) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long from = System.nanoTime();
      ProjectionContract.await(page.get());
      if (i >= 100) {
        times.add((System.nanoTime() - from) / 1_000);
      }
    }
    return times.stream().sorted().skip(100).findFirst().orElseThrow();
  }
}
