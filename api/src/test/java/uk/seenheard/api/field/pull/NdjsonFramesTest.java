package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.Verdict;

/** Where the lines of a page are written: many of them never on the thread that serves. */
class NdjsonFramesTest {
  private final Vertx vertx = Vertx.vertx();
  private final NdjsonFrames frames =
      new NdjsonFrames((grant, page) -> Future.succeededFuture(), new FairWork(vertx));

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static List<Frame> page(int changes) {
    List<Frame> page = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      page.add(
          new Frame.Change(
              1, i, "d1", 1, i + 1, 1, Verdict.APPLIED, "x".repeat(1_000), Json.EMPTY));
    }
    page.add(new Frame.Through(1, "c", false, Optional.empty()));
    return page;
  }

  /** The lines, and whether they were there at once, asked for by a thread that serves. */
  private Written written(int changes) throws Exception {
    CompletableFuture<Written> written = new CompletableFuture<>();
    vertx.runOnContext(
        unused -> {
          Future<String> lines = frames.written("one", page(changes));
          boolean atOnce = lines.isComplete();
          lines
              .onSuccess(text -> written.complete(new Written(text, atOnce)))
              .onFailure(written::completeExceptionally);
        });
    return written.get(30, TimeUnit.SECONDS);
  }

  private record Written(String lines, boolean atOnce) {}

  @Test
  void fewAreWrittenAtOnce() throws Exception {
    Written few = written(3);

    assertThat(few.atOnce()).isTrue();
    assertThat(few.lines().lines()).hasSize(4);
    assertThat(few.lines()).endsWith("\n");
  }

  @Test
  void manyAreWrittenByWorkers() throws Exception {
    Written many = written(200);

    assertThat(many.atOnce()).isFalse();
    assertThat(many.lines().lines()).hasSize(201);
  }
}
