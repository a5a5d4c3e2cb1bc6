package uk.seenheard.api.partners.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.seal.Sealed;

/** What every keeper of outcomes does: the last word stands, however often any is repeated. */
abstract class OutcomesContract {
  private static final String ONE = "00000000-0000-7000-8000-000000000001";
  private static final String TWO = "00000000-0000-7000-8000-000000000002";

  /** One that holds nothing. */
  abstract Outcomes empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Sent of(long n, String incident) {
    return new Sent(n, incident);
  }

  private static Told rejected(long n, String incident, long said) {
    return new Told(
        of(n, incident),
        Told.Standing.STUCK,
        5,
        "records",
        Optional.of(
            new Told.Fault("a/b", "unknown-code", Optional.of(Sealed.of(new byte[] {1, 2})))),
        said);
  }

  private static Told accepted(long n, String incident, long said) {
    return new Told(of(n, incident), Told.Standing.ACCEPTED, 6, "records", Optional.empty(), said);
  }

  private static List<Sent> stuck(Outcomes outcomes) throws Exception {
    return await(outcomes.stuck("", 10)).stream().map(Told::of).toList();
  }

  @Test
  void whatIsStuckComesInTheFeedsOrderPageByPage() throws Exception {
    Outcomes outcomes = empty();
    await(outcomes.note(rejected(12, ONE, 20)));
    await(outcomes.note(rejected(9, TWO, 21)));
    await(outcomes.note(rejected(9, TWO, 21)));
    List<Told> first = await(outcomes.stuck("", 1));
    assertThat(first).containsExactly(rejected(9, TWO, 21));
    assertThat(await(outcomes.stuck(first.get(0).place(), 10)))
        .containsExactly(rejected(12, ONE, 20));
  }

  @Test
  void anAcceptedRevisionCorrectsWhatWasRejectedOfItsIncidentBefore() throws Exception {
    Outcomes outcomes = empty();
    await(outcomes.note(rejected(5, ONE, 20)));
    await(outcomes.note(rejected(6, TWO, 21)));
    await(outcomes.note(rejected(9, ONE, 22)));
    await(outcomes.note(accepted(8, ONE, 23)));
    assertThat(stuck(outcomes)).containsExactly(of(6, TWO), of(9, ONE));
    assertThat(await(outcomes.of(of(5, ONE))).orElseThrow().standing())
        .isEqualTo(Told.Standing.CORRECTED);
  }

  @Test
  void aRepeatedEarlierWordChangesNothing() throws Exception {
    Outcomes outcomes = empty();
    await(outcomes.note(rejected(5, ONE, 20)));
    await(outcomes.note(accepted(8, ONE, 23)));
    await(outcomes.note(rejected(5, ONE, 20)));
    assertThat(stuck(outcomes)).isEmpty();
    await(outcomes.note(rejected(5, ONE, 25)));
    await(outcomes.note(accepted(8, ONE, 23)));
    assertThat(stuck(outcomes)).containsExactly(of(5, ONE));
    await(outcomes.note(accepted(5, ONE, 26)));
    assertThat(await(outcomes.of(of(5, ONE)))).contains(accepted(5, ONE, 26));
  }

  @Test
  void whatAPersonEndedIsStuckAgainOnlyWhenSomethingIsSaidLater() throws Exception {
    Outcomes outcomes = empty();
    await(outcomes.note(rejected(5, ONE, 20)));
    await(outcomes.end(of(5, ONE), 21));
    await(outcomes.note(rejected(5, ONE, 20)));
    assertThat(stuck(outcomes)).isEmpty();
    await(outcomes.note(rejected(5, ONE, 22)));
    await(outcomes.end(of(5, ONE), 21));
    assertThat(stuck(outcomes)).containsExactly(of(5, ONE));
  }

  @Test
  void anErasedIncidentIsForgotten() throws Exception {
    Outcomes outcomes = empty();
    await(outcomes.note(rejected(5, ONE, 20)));
    await(outcomes.note(rejected(6, TWO, 21)));
    await(outcomes.erase(ONE));
    assertThat(await(outcomes.of(of(5, ONE)))).isEmpty();
    assertThat(stuck(outcomes)).containsExactly(of(6, TWO));
  }
}
