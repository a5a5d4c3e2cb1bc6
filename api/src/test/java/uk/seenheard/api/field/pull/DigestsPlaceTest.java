package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.feed.IncidentDigests;

/**
 * A page of digests tells a handset what to let go of, and names its place in the log to the next
 * pull: a log that was put back to before what sight was judged by has to be told from this one.
 */
class DigestsPlaceTest {
  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Sight is taken back just before the cards are read: the page's place is no earlier. */
  @Test
  void aPageNamesNoEarlierPlaceThanTheOneByWhichItJudgedSight() throws Exception {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String kept = officer.incident("KEPT-1");
    String taken = officer.incident("TAKEN-1");
    officer.record(kept, Officer.set("place", "kitchen"));
    officer.record(taken, Officer.set("place", "yard"));
    officer.sendAll();
    Caller supervisor = Caller.signedIn(server.url(), "ps401");
    Core core = server.core();
    AtomicLong at = new AtomicLong();
    Cards cards =
        taking(
            core,
            () -> {
              Access.take(supervisor, taken, "pc1201");
              at.set(await(core.writing().positions(core.basis()).last()));
            });

    IncidentDigests page =
        await(
            repairs(core, cards)
                .digests(
                    grant(core, Caller.signedIn(server.url(), "pc1201")), Optional.empty(), ""));

    assertThat(page.incidents())
        .extracting(IncidentDigests.Held::incident)
        .contains(kept)
        .doesNotContain(taken);
    assertThat(at.get()).isPositive();
    assertThat(page.n()).isGreaterThanOrEqualTo(at.get());
  }

  /** The cards of a server, and what happens just before somebody's are read. */
  private static Cards taking(Core core, Runnable before) {
    Cards real = core.reading().cards();
    return (Cards)
        Proxy.newProxyInstance(
            Cards.class.getClassLoader(),
            new Class<?>[] {Cards.class},
            (proxy, method, arguments) ->
                method.getName().equals("visible")
                    ? core.basis()
                        .vertx()
                        .executeBlocking(
                            () -> {
                              before.run();
                              return "taken";
                            })
                        .compose(
                            done -> {
                              try {
                                return (Future<?>) method.invoke(real, arguments);
                              } catch (ReflectiveOperationException broken) {
                                return Future.failedFuture(broken);
                              }
                            })
                    : method.invoke(real, arguments));
  }

  private static RepairService repairs(Core core, Cards cards) {
    FeedCursors cursors =
        new FeedCursors(
            core.people().tokens().force().id(),
            core.writing().epoch(),
            new Cursors(core.writing().keys().cursorKey(), core.basis().reader()));
    return new RepairService(
        new LogLife(cursors, core.writing().positions(core.basis())),
        core.reading().changes(),
        cards,
        core.reading().projector(),
        core.reading().opener(),
        core.basis().digests(),
        core.looks());
  }

  private static Grant grant(Core core, Caller caller) {
    return core.people().tokens().admit("Bearer " + caller.token(), System.currentTimeMillis());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
