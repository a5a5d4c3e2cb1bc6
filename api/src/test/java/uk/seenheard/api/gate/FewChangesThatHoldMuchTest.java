package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Limits;

/**
 * What a record costs is not how many changes, fields and entries it has: one question may have
 * been answered a hundred thousand times within the caps, an incident handed in as often, and few
 * changes hold megabytes of words. Nothing of that is computed on a thread that serves.
 */
class FewChangesThatHoldMuchTest {
  private static final Held HELD =
      Held.of(7, "One costly record: few changes that hold much", FewChangesThatHoldMuchTest.class);

  private static final int CHANGES = 5;

  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Operation[] all(IntFunction<Operation> one) {
    Operation[] ops = new Operation[Limits.OPERATIONS - 1];
    for (int i = 0; i < ops.length; i++) {
      ops[i] = one.apply(i);
    }
    return ops;
  }

  @Test
  void whatFewChangesHoldIsWorkForThoseThatServeNobody() {
    Map<String, Function<Integer, Operation[]>> shapes = new LinkedHashMap<>();
    shapes.put(
        "one question answered anew", change -> all(i -> set("place", "room " + change + ' ' + i)));
    shapes.put("handed in again and again", change -> all(i -> act("submit")));
    shapes.put(
        "words", change -> new Operation[] {set("note" + change, "a word and ".repeat(5_800))});
    HELD.walking(shapes.size() + " ways to hold much in " + CHANGES + " changes");
    shapes.forEach(
        (name, shape) -> {
          Officer officer = Officer.onShift(server.url(), "pc1201");
          String incident = officer.incident("MUCH-" + name.length());
          for (int change = 0; change < CHANGES; change++) {
            officer.record(incident, shape.apply(change));
          }
          officer.sendAll();
          HELD.tries(
              name,
              () -> {
                assertThat(FairWork.isHeavy(server.record(incident))).isTrue();
                Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + incident).expect(200);
              });
        });
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String usual = officer.incident("USUAL-1");
    officer.record(usual, set("place", "kitchen"), act("submit"));
    officer.sendAll();
    assertThat(FairWork.isHeavy(server.record(usual))).isFalse();
  }
}
