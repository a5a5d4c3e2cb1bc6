package uk.seenheard.api.partners.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.codec.Json;

/** What every keeper of a feed does: each item is filed once, and acknowledged once. */
abstract class FeedContract {
  private static final String ONE = "00000000-0000-7000-8000-000000000001";
  private static final String TWO = "00000000-0000-7000-8000-000000000002";

  /** One that holds nothing. */
  abstract Feed empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static FeedItem item(long n, int i, String incident, long at) {
    return new FeedItem(
        new Place(n, i), incident, "revision", "ps1", at, Json.object().put("of", n).build());
  }

  @Test
  void itemsComeOnceInOrderAndAcknowledgementsOnlyGoForward() throws Exception {
    Feed feed = empty();
    FeedItem first = item(9, 0, ONE, 5);
    FeedItem second = item(10, 2, ONE, 6);
    await(feed.file(List.of(second)));
    await(feed.file(List.of(first, second)));
    assertThat(await(feed.after(Place.START, 10))).containsExactly(first, second);
    assertThat(await(feed.after(first.place(), 10))).containsExactly(second);
    assertThat(await(feed.acknowledged())).isEqualTo(Place.START);
    await(feed.acknowledged(new Place(10, 2)));
    await(feed.acknowledged(new Place(9, 0)));
    assertThat(await(feed.acknowledged())).isEqualTo(new Place(10, 2));
  }

  @Test
  void oneIsFoundByItsKeyAndAnyPlaceIsFoundByItsTime() throws Exception {
    Feed feed = empty();
    FeedItem first = item(9, 0, ONE, 5);
    FeedItem second = item(10, 0, TWO, 6);
    FeedItem third = item(10, 1, ONE, 6);
    await(feed.file(List.of(first, second, third)));
    assertThat(await(feed.one(new Sent(10, TWO)))).contains(second);
    assertThat(await(feed.one(new Sent(9, TWO)))).isEmpty();
    assertThat(await(feed.before(7))).isEmpty();
    assertThat(await(feed.after(await(feed.before(6)).orElseThrow(), 10)))
        .containsExactly(second, third);
    assertThat(await(feed.between(5, 6, Place.START, 10))).containsExactly(first);
  }

  @Test
  void anErasureTakesThePlaceOfEverythingOfItsIncident() throws Exception {
    Feed feed = empty();
    FeedItem other = item(10, 0, TWO, 6);
    await(feed.file(List.of(item(9, 0, ONE, 5), other, item(11, 0, ONE, 7))));
    FeedItem erasure = new FeedItem(new Place(12, 0), ONE, "erased", "pi1", 8, Json.EMPTY);
    await(feed.replace(erasure));
    await(feed.replace(erasure));
    assertThat(await(feed.after(Place.START, 10))).containsExactly(other, erasure);
    assertThat(await(feed.of(ONE))).containsExactly(erasure);
  }

  @Test
  void twoEndsThatHaveTheSameHaveTheSameTallyAndNoOthersHave() throws Exception {
    Feed feed = empty();
    await(feed.file(List.of(item(9, 0, ONE, 5), item(10, 0, TWO, 6))));
    Tally before = await(Tally.of(feed, 0, 10, new JdkDigests()));
    assertThat(before.items()).hasSize(2);
    assertThat(await(Tally.of(feed, 0, 10, new JdkDigests()))).isEqualTo(before);
    await(feed.file(List.of(item(11, 0, ONE, 7))));
    assertThat(await(Tally.of(feed, 0, 10, new JdkDigests())).hash()).isNotEqualTo(before.hash());
  }
}
