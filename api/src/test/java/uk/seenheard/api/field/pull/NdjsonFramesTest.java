package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.Verdict;

/** Where the lines of a page are written: many of them never on the thread that serves. */
@ExtendWith(VertxExtension.class)
class NdjsonFramesTest {
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

  /** Asks on a thread that serves. */
  private static void asked(Vertx vertx, int changes, Handler<Future<List<String>>> then) {
    NdjsonFrames frames =
        new NdjsonFrames((grant, page) -> Future.succeededFuture(), new FairWork(vertx));
    vertx.runOnContext(unused -> then.handle(frames.written("one", page(changes))));
  }

  private static void holds(VertxTestContext test, Future<List<String>> lines, int most) {
    lines.onComplete(
        test.succeeding(
            parts ->
                test.verify(
                    () -> {
                      String text = String.join("", parts);
                      assertThat(text.lines()).hasSize(most);
                      assertThat(parts).allMatch(part -> part.endsWith("\n"));
                      test.completeNow();
                    })));
  }

  /** Changes are written without a tree of them; nobody can tell. */
  @Test
  void linesAreTheCanonicalTextsOfTheirFrames(Vertx vertx, VertxTestContext test) {
    String said = "{\"words\":\"\u0001 \\ \\\" \ud83d\udc36 é \n\"}";
    List<Frame> page =
        List.of(
            new Frame.Change(9, 3, "d \"1\"", 2, 7, -5, Verdict.QUARANTINED, said, Json.EMPTY),
            new Frame.Change(
                Long.MAX_VALUE,
                0,
                "d",
                1,
                Long.MAX_VALUE,
                1,
                Verdict.APPLIED,
                "",
                Frame.Change.DOUBTFUL),
            new Frame.Snapshot("i", 1, 2, Optional.empty()),
            new Frame.Through(1, "c", true, Optional.empty()));
    new NdjsonFrames((grant, whole) -> Future.succeededFuture(), new FairWork(vertx))
        .written("one", page)
        .onComplete(
            test.succeeding(
                parts ->
                    test.verify(
                        () -> {
                          assertThat(String.join("", parts).lines())
                              .containsExactlyElementsOf(
                                  page.stream().map(frame -> frame.json().canonical()).toList());
                          test.completeNow();
                        })));
  }

  @Test
  void fewAreWrittenAtOnce(Vertx vertx, VertxTestContext test) {
    asked(
        vertx,
        3,
        lines -> {
          test.verify(() -> assertThat(lines.isComplete()).isTrue());
          holds(test, lines, 4);
        });
  }

  @Test
  void manyAreWrittenByWorkers(Vertx vertx, VertxTestContext test) {
    asked(
        vertx,
        200,
        lines -> {
          test.verify(() -> assertThat(lines.isComplete()).isFalse());
          holds(test, lines, 201);
        });
  }
}
