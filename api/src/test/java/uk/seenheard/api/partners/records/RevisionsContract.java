package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;

/** What every keeper of revisions does: each is filed once, and acknowledged once. */
abstract class RevisionsContract {
  static final String ONE = "00000000-0000-7000-8000-000000000001";
  static final String TWO = "00000000-0000-7000-8000-000000000002";
  private static final Hash ZERO = new Hash("0".repeat(64));

  /** One that holds nothing. */
  abstract Revisions empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void authorisationsComeOnceInOrderAndAcknowledgementsOnlyGoForward() throws Exception {
    Revisions revisions = empty();
    Authorisation first =
        new Authorisation(new Place(9, 0), ONE, Hash.of("x", new JdkDigests()), ZERO, "ps1", 5);
    Authorisation second =
        new Authorisation(new Place(10, 2), ONE, Hash.of("y", new JdkDigests()), ZERO, "ps1", 6);
    await(revisions.fileAuthorisations(List.of(second)));
    await(revisions.fileAuthorisations(List.of(first, second)));
    assertThat(await(revisions.authorisations(Place.START, 10))).containsExactly(first, second);
    assertThat(await(revisions.authorisations(first.place(), 10))).containsExactly(second);
    assertThat(await(revisions.acknowledged())).isEqualTo(Place.START);
    await(revisions.acknowledged(new Place(10, 2)));
    await(revisions.acknowledged(new Place(9, 0)));
    assertThat(await(revisions.acknowledged())).isEqualTo(new Place(10, 2));
  }
}
