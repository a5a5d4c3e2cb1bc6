package uk.seenheard.api.desk.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;

/** The first look after an incident was handed in stays the first, however often it is written. */
class MongoFirstSightsTest {
  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();
  private static final String ONE = "00000000-0000-7000-8000-000000000001";
  private static final String TWO = "00000000-0000-7000-8000-000000000002";

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void firstLookAfterItWasHandedInCounts() throws Exception {
    DocumentStore store = STORE.empty();
    FirstSights sights = new MongoFirstSights(store, () -> "a");
    await(sights.prepare());
    await(sights.looked(ONE, 5));
    await(sights.handedIn(ONE, 10));
    await(sights.looked(ONE, 7));
    assertThat(await(sights.of(List.of(ONE, TWO)))).isEmpty();
    await(sights.looked(ONE, 20));
    await(sights.looked(ONE, 30));
    await(sights.handedIn(ONE, 25));
    await(sights.looked(ONE, 30));
    assertThat(await(sights.of(List.of(ONE, TWO)))).isEqualTo(Map.of(ONE, 20L));
    assertThat(await(new MongoFirstSights(store, () -> "b").of(List.of(ONE)))).isEmpty();
    await(sights.erase(ONE));
    assertThat(await(sights.of(List.of(ONE)))).isEmpty();
  }
}
