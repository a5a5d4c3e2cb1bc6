package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.sight.Access;

/** What a pull owes, from who might see an incident then and who may now. */
class PullDebtTest {
  private static final Set<String> ME = Set.of("person:pc1");

  private static Access from(long n) {
    return new Access("person:pc1", n, Access.OPEN);
  }

  private static Access between(long from, long until) {
    return new Access("person:pc1", from, until);
  }

  @Test
  void firstPullIsOwedAllOfIt() {
    assertThat(PullDebt.of(List.of(from(3)), Set.of(), 0, ME, 10)).isEqualTo(PullDebt.WHOLE);
  }

  @Test
  void whoSawItIsOwedWhatCameSince() {
    assertThat(PullDebt.of(List.of(from(3)), ME, 5, ME, 10)).isEqualTo(PullDebt.SINCE);
  }

  @Test
  void whoIsGivenItIsOwedAllOfIt() {
    assertThat(PullDebt.of(List.of(from(7)), ME, 5, ME, 10)).isEqualTo(PullDebt.WHOLE);
  }

  @Test
  void whoLostItIsToldToForgetIt() {
    assertThat(PullDebt.of(List.of(between(3, 8)), ME, 5, ME, 10)).isEqualTo(PullDebt.EVICT);
    assertThat(PullDebt.of(List.of(from(3)), ME, 5, Set.of("person:pc2"), 10))
        .isEqualTo(PullDebt.EVICT);
  }

  @Test
  void whoLostItAfterTheEndOfThePullIsHandedNothingMore() {
    assertThat(PullDebt.of(List.of(between(3, 12)), ME, 5, ME, 10)).isEqualTo(PullDebt.EVICT);
  }

  @Test
  void whoLostItAndGotItAgainIsOwedAllOfItBecauseTheyMayHaveForgottenIt() {
    assertThat(PullDebt.of(List.of(between(3, 8), from(9)), ME, 5, ME, 10))
        .isEqualTo(PullDebt.WHOLE);
  }

  @Test
  void strangersAreOwedNothing() {
    assertThat(PullDebt.of(List.of(from(3)), Set.of("team:b"), 5, Set.of("team:b"), 10))
        .isEqualTo(PullDebt.NOTHING);
  }
}
