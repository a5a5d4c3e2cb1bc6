package uk.seenheard.api.ground.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.set;

import io.vertx.core.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/** A record up to a commit is what was logged up to it, whatever was written since. */
class IncidentFoldsTest {
  @TempDir Path folder;

  private static int fields(IncidentRecord record) {
    return (int)
        record.fields().keySet().stream().filter(at -> at.text().startsWith("field")).count();
  }

  @Test
  void everyCommitReadsAsItStoodThenHoweverLateItIsAsked() {
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("MOMENTS");
      officer.record(incident, act("attend"));
      officer.sendAll();
      Map<Long, Integer> then = new TreeMap<>();
      Random any = new Random(15);
      for (int i = 1; i <= 60; i++) {
        officer.record(incident, set("field" + i, "a"));
        int at = officer.written().size();
        Json.Obj pushed = officer.send(officer.push(at, at)).expect(200);
        then.put(pushed.whole("n").orElseThrow(), i);
        // The look waits for the projections; some steps are one round with others, some not.
        if (any.nextInt(3) == 0) {
          assertThat(officer.seen(incident).changes()).isEqualTo(1 + i);
        }
        List<Long> commits = List.copyOf(then.keySet());
        long n = commits.get(any.nextInt(commits.size()));
        assertThat(fields(server.record(incident, n)))
            .as("asked for commit %d after %d pushes", n, i)
            .isEqualTo(then.get(n));
      }
      then.forEach((n, fields) -> assertThat(fields(server.record(incident, n))).isEqualTo(fields));
      assertThat(fields(server.record(incident, 1))).isZero();
    }
  }

  @Test
  void aLargeOneReadsAsItStoodThenToo() {
    try (LiveServer server = LiveServer.start(folder)) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("LARGE");
      officer.record(incident, act("attend"));
      for (int part = 0; part < 2; part++) {
        Operation[] many = new Operation[225];
        for (int i = 0; i < many.length; i++) {
          many[i] = set("many" + (225 * part + i), "a");
        }
        officer.record(incident, many);
      }
      officer.sendAll();
      // Whoever is told goes through all of it: on a thread that serves everybody would wait.
      Queue<Integer> served = new ConcurrentLinkedQueue<>();
      server.onFolded(
          (record, n, bytes) -> {
            if (record.incident().equals(incident) && Context.isOnEventLoopThread()) {
              served.add(record.fields().size());
            }
          });
      Map<Long, Integer> then = new TreeMap<>();
      for (int i = 1; i <= 30; i++) {
        officer.record(incident, set("field" + i, "a"), set("many3", "b" + i));
        int at = officer.written().size();
        then.put(officer.send(officer.push(at, at)).expect(200).whole("n").orElseThrow(), i);
      }
      assertThat(officer.seen(incident).changes()).isEqualTo(33);
      assertThat(served).isEmpty();
      then.forEach(
          (n, fields) -> {
            IncidentRecord record = server.record(incident, n);
            assertThat(fields(record)).as("at commit %d", n).isEqualTo(fields);
            assertThat(record.changes()).isEqualTo(3 + fields);
            assertThat(record.field(new FieldPath("many7"))).isPresent();
          });
    }
  }
}
