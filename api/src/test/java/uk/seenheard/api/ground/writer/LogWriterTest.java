package uk.seenheard.api.ground.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.CommitLogContract;
import uk.seenheard.api.ground.log.StrictCommitLog;

/** Group commit: who is told what, and when. */
class LogWriterTest {
  private final Vertx vertx = Vertx.vertx();
  private final StrictCommitLog log = new StrictCommitLog();
  private LogWriter writer;

  @BeforeEach
  void start() {
    writer =
        new LogWriter(
            vertx,
            vertx.getOrCreateContext(),
            log,
            CommitLogContract.SEAL,
            ServerClock.of(() -> 1_000),
            new IncidentWeights());
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Appends one change once; whoever repeats it is told that it is there. */
  private record Once(String device, String content) implements Submission<String> {
    @Override
    public int bytes() {
      return content.length();
    }

    @Override
    public int changes() {
      return 1;
    }

    @Override
    public Decision<String> decide(Tail tail) {
      return tail.chain(device).seq() > 0
          ? new Decision.Answer<>("there")
          : new Decision.Append<>(
              CommitLogContract.batch(device, 1, content), at -> "commit " + at.n());
    }
  }

  private static String told(LogOutcome<String> outcome) {
    return outcome.fold(answer -> answer, chain -> "stale", () -> "busy");
  }

  /** Completes once the writer has had time for whatever it can do. */
  private Future<Void> settled() {
    Promise<Void> settled = Promise.promise();
    vertx.setTimer(150, later -> settled.complete());
    return settled.future();
  }

  @Test
  void submissionsThatArriveDuringACommitShareTheNext() throws Exception {
    Promise<Void> gate = log.hold();
    List<Future<LogOutcome<String>>> outcomes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      outcomes.add(writer.submit(new Once("d" + i, "x" + i)));
    }
    vertx.setTimer(100, later -> gate.complete());
    for (Future<LogOutcome<String>> outcome : outcomes) {
      assertThat(told(await(outcome))).startsWith("commit ");
    }
    assertThat(await(log.last())).isLessThan(10);
  }

  @Test
  void repeatInTheSameGroupIsAnsweredOnlyOnceItsFirstIsDurable() throws Exception {
    Promise<Void> opened = log.hold();
    Future<LogOutcome<String>> ahead = writer.submit(new Once("d0", "x"));
    Future<LogOutcome<String>> first = writer.submit(new Once("d1", "y"));
    Future<LogOutcome<String>> repeat = writer.submit(new Once("d1", "y"));
    await(settled());
    Promise<Void> second = log.hold();
    opened.complete();
    await(ahead);
    await(settled());
    assertThat(List.of(first, repeat)).noneMatch(Future::isComplete);
    second.complete();
    assertThat(told(await(first))).isEqualTo("commit 2");
    assertThat(told(await(repeat))).isEqualTo("there");
  }

  @Test
  void everythingIsDecidedAnewWhenSomebodyElseWasFirst() throws Exception {
    assertThat(told(await(writer.submit(new Once("d0", "x"))))).isEqualTo("commit 1");
    LogWriter rival =
        new LogWriter(
            vertx,
            vertx.getOrCreateContext(),
            log,
            CommitLogContract.SEAL,
            ServerClock.of(() -> 1_000),
            new IncidentWeights());
    assertThat(told(await(rival.submit(new Once("d1", "y"))))).isEqualTo("commit 2");
    assertThat(told(await(writer.submit(new Once("d1", "y"))))).isEqualTo("there");
    assertThat(told(await(writer.submit(new Once("d2", "z"))))).isEqualTo("commit 3");
    Optional<Commit> tail = await(log.tail());
    assertThat(tail.map(Commit::n)).contains(3L);
  }

  @Test
  void commitThatWentInUnansweredIsFoundWhenItsSenderTriesAgain() throws Exception {
    log.answerNext(done -> Future.failedFuture(new IllegalStateException("stepped down")));
    Future<LogOutcome<String>> first = writer.submit(new Once("d1", "y"));
    assertThat(failure(first)).hasMessage("stepped down");
    assertThat(told(await(writer.submit(new Once("d1", "y"))))).isEqualTo("there");
    assertThat(told(await(writer.submit(new Once("d2", "z"))))).isEqualTo("commit 2");
  }

  @Test
  void commitThatWentNowhereIsWrittenWhenItsSenderTriesAgain() throws Exception {
    log.loseNext(new IllegalStateException("no primary"));
    Future<LogOutcome<String>> first = writer.submit(new Once("d1", "y"));
    assertThat(failure(first)).hasMessage("no primary");
    assertThat(told(await(writer.submit(new Once("d1", "y"))))).isEqualTo("commit 1");
  }

  @Test
  void ownCommitThatLooksTakenAfterARetryOfTheDriverIsAnsweredAsDone() throws Exception {
    log.answerNext(done -> done.map(CommitLog.Insertion.TAKEN));
    assertThat(told(await(writer.submit(new Once("d1", "y"))))).isEqualTo("there");
    assertThat(await(log.last())).isEqualTo(1);
    assertThat(told(await(writer.submit(new Once("d2", "z"))))).isEqualTo("commit 2");
  }

  @Test
  void whoWaitsBehindACommitThatFailedIsNotTakenDownWithIt() throws Exception {
    Promise<Void> gate = log.hold();
    Future<LogOutcome<String>> first = writer.submit(new Once("d0", "x"));
    Future<LogOutcome<String>> second = writer.submit(new Once("d1", "y"));
    await(settled());
    gate.fail(new IllegalStateException("stepped down"));
    assertThat(failure(first)).hasMessage("stepped down");
    log.release();
    Future<LogOutcome<String>> third = writer.submit(new Once("d2", "z"));
    assertThat(told(await(third))).startsWith("commit ");
    assertThat(second.isComplete()).isTrue();
  }

  private static Throwable failure(Future<?> future) throws Exception {
    return await(future.<Throwable>map(unused -> null).recover(Future::succeededFuture));
  }
}
