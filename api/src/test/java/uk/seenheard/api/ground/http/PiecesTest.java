package uk.seenheard.api.ground.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A long text is packed piece by piece, and whoever comes meanwhile is served in between. */
class PiecesTest {
  private static final int PIECES = 1_000;

  /** A reader's connection is read between two pieces, on the one thread that serves them both. */
  @Test
  void whoComesWhileALongTextIsPackedIsServedBeforeItsEnd() throws Exception {
    List<String> text = new ArrayList<>(Collections.nCopies(PIECES, "a".repeat(Pieces.CHARS)));
    Queue<String> served = new ConcurrentLinkedQueue<>();
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      router
          .route()
          .handler(
              new AnswerBudget(
                  Long.MAX_VALUE,
                  60_000,
                  new ReadingPace(Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE / 1_000_000)));
      router
          .get("/long")
          .handler(
              context ->
                  Pieces.write(context, text)
                      .onComplete(
                          sent -> {
                            served.add("long");
                            context.response().end();
                          }));
      router
          .get("/short")
          .handler(
              context -> {
                served.add("short");
                context.end("short");
              });
      HttpServer server =
          vertx
              .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setDefaultHost("127.0.0.1")
                  .setDefaultPort(server.actualPort()));
      AtomicBoolean began = new AtomicBoolean();
      client
          .request(HttpMethod.GET, "/long")
          .compose(request -> request.putHeader("Accept-Encoding", "gzip").send())
          .onSuccess(
              answer -> {
                answer.handler(
                    some -> {
                      if (began.compareAndSet(false, true)) {
                        asked.incrementAndGet();
                        client
                            .request(HttpMethod.GET, "/short")
                            .compose(request -> request.send())
                            .onComplete(came -> both.countDown());
                      }
                    });
                answer.endHandler(ended -> both.countDown());
              });
      assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(asked).hasValue(1);
      assertThat(served).containsExactly("short", "long");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }
}
