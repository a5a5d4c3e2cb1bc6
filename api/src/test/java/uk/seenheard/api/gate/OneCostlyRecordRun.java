package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Json;

/**
 * What others wait for their acknowledgements while one record at the cap of entries is pushed to,
 * looked at, paged and pulled: a command of its own, because it wants a quiet machine.
 */
public final class OneCostlyRecordRun {
  private static final int PUSHES = 300;

  private OneCostlyRecordRun() {}

  /** Prints the 50th and the 99th of a hundred, before and meanwhile, and the machine's load. */
  public static void main(String[] arguments) throws Exception {
    try (LiveServer server =
        LiveServer.start(Files.createTempDirectory("costly").resolve("data"))) {
      Officer other = Officer.onShift(server.url(), "pc1202");
      say("warming up", pushes(other, "OTHER-0"));
      say("others before", pushes(other, "OTHER-1"));
      Officer costly = Officer.onShift(server.url(), "pc1201");
      String record = costly.incident("COSTLY");
      for (int done = 0; done < Caps.ENTRIES; done += 100) {
        Operation[] ops = new Operation[100];
        for (int i = 0; i < ops.length; i++) {
          ops[i] = add(entry("child"), Json.object().put("firstName", "A").build());
        }
        costly.record(record, ops);
      }
      costly.sendAll();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger asked = new AtomicInteger();
      Thread pusher = new Thread(() -> push(costly, record, over, asked));
      Thread reader = new Thread(() -> read(server.url(), record, over, asked));
      pusher.start();
      reader.start();
      say("others meanwhile", pushes(other, "OTHER-2"));
      over.set(true);
      pusher.join();
      reader.join();
      System.out.println("the costly record was asked or pushed to " + asked + " times");
    }
  }

  private static void push(Officer costly, String record, AtomicBoolean over, AtomicInteger asked) {
    while (!over.get()) {
      costly.record(record, set("note" + asked.incrementAndGet(), "a"));
      costly.send(costly.push(costly.written().size(), costly.written().size()));
    }
  }

  private static void read(String url, String record, AtomicBoolean over, AtomicInteger asked) {
    Caller inspector = Caller.signedIn(url, "insp71");
    while (!over.get()) {
      inspector.get("/v1/incidents/" + record);
      inspector.get("/v1/incidents/" + record + "/history");
      inspector.get("/v1/sync/incidents/" + record);
      asked.addAndGet(3);
    }
  }

  private static long[] pushes(Officer officer, String reference) {
    String incident = officer.incident(reference);
    long[] micros = new long[PUSHES];
    for (int i = 0; i < PUSHES; i++) {
      officer.record(incident, set("field" + i, "a"));
      int at = officer.written().size();
      long began = System.nanoTime();
      officer.send(officer.push(at, at)).expect(200);
      micros[i] = (System.nanoTime() - began) / 1_000;
    }
    java.util.Arrays.sort(micros);
    return micros;
  }

  private static void say(String what, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f ms, p99 %.1f ms, load %.1f%n",
        what,
        sorted[PUSHES / 2] / 1_000.0,
        sorted[PUSHES * 99 / 100] / 1_000.0,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
