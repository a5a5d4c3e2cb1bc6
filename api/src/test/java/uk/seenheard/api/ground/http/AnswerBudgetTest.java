package uk.seenheard.api.ground.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits to be read is bounded by bytes, in all and of each person. */
class AnswerBudgetTest {
  private final AnswerBudget budget = new AnswerBudget(1_000, 60_000, ReadingPace.usual());

  private Problem refused(String reader, long bytes) {
    return catchThrowableOfType(Problem.class, () -> budget.take(reader, bytes));
  }

  @Test
  void oneAloneAlwaysHasRoomAndSoHasOneOfEachPersonUntilAllOfItIsTaken() {
    AnswerBudget.Share long1 = budget.take("pc1", 5_000);
    assertThat(refused("pc2", 1).status()).isEqualTo(503);
    assertThat(refused("pc2", 1).retryAfter()).isPresent();
    long1.close();
    budget.take("pc1", 400);
    budget.take("pc2", 400);
    assertThat(refused("pc3", 300).status()).isEqualTo(503);
    assertThat(budget.held()).isEqualTo(800);
  }

  @Test
  void onePersonHasAQuarterOfItAndKeepsNobodyElseFromTheRest() {
    List<AnswerBudget.Share> had = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      had.add(budget.take("pc1", 50));
    }
    assertThat(refused("pc1", 50).status()).isEqualTo(429);
    budget.take("pc2", 250);
    had.get(0).sent(20);
    assertThat(refused("pc1", 50).status()).isEqualTo(429);
    had.get(0).sent(30);
    had.get(0).close();
    budget.take("pc1", 50);
    assertThat(budget.held()).isEqualTo(500);
  }

  @Test
  void whoeverWaitsForRoomHasItInTheOrderInWhichTheyCameOnceThereIsSome() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      AnswerBudget.Share all = budget.take("pc1", 1_000);
      Future<AnswerBudget.Share> large = budget.room(vertx, "pc2", 900);
      Future<AnswerBudget.Share> small = budget.room(vertx, "pc3", 50);
      all.sent(500);
      assertThat(budget.held()).isEqualTo(500);
      all.close();
      large.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      small.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(budget.held()).isEqualTo(950);
      assertThat(budget.room(vertx, "pc2", 100).cause()).hasMessageContaining("already");
    } finally {
      vertx.close();
    }
  }

  @Test
  void whatIsGivenBackTwiceIsGivenBackOnce() {
    AnswerBudget.Share share = budget.take("pc1", 200);
    share.sent(150);
    share.sent(150);
    share.close();
    share.close();
    assertThat(budget.held()).isZero();
  }
}
