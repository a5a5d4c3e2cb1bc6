package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** A server of the invented force that delivers notices, and those who send and get them. */
final class ValeForce implements AutoCloseable {
  /** The child of the recorded case, and the notice about it that its officer wrote. */
  static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001015";

  static final String NOTICE = "referral/0190a5c0-0000-7000-8000-000000001053";
  static final String WHO = "Ms Roe, duty social worker";

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final Json.Obj written;
  private LiveServer server;
  private int cases;

  /** By the server's clock. */
  final AtomicLong now = new AtomicLong();

  ValeForce(Path folder, Map<String, String> besides) throws IOException {
    this(folder, Vale.FILE, besides);
  }

  ValeForce(Path folder, String directory, Map<String, String> besides) throws IOException {
    this.folder = folder;
    this.written = RecordedCase.read("case-1-complete");
    now.set(written.whole("now").orElseThrow());
    settings.put(
        "SEENHEARD_REFERRALS",
        Files.writeString(folder.resolve("referrals.json"), directory).toString());
    settings.putAll(besides);
    open();
  }

  private void open() {
    server = LiveServer.start(folder.resolve("data"), now::get, settings);
  }

  /** Another process on the same store. */
  void restart() {
    server.close();
    open();
  }

  /** The store put back as it was when something was done, with a clock that goes on. */
  void putBack(Runnable after) throws IOException {
    Path data = folder.resolve("data");
    Path kept = folder.resolve("kept");
    server.close();
    copy(data, kept);
    open();
    after.run();
    server.close();
    delete(data);
    copy(kept, data);
    open();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      files.forEach(
          one -> {
            try {
              Files.copy(one, to.resolve(from.relativize(one).toString()));
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
    }
  }

  LiveServer server() {
    return server;
  }

  Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  String record(Operation... besides) {
    return RecordedCase.record(server, "VALE-" + ++cases, written, besides);
  }

  /** A recorded incident that was authorised. */
  String authorised(Operation... besides) {
    String incident = record(besides);
    RecordedCase.authorise(server, incident).expect(201);
    return incident;
  }

  static String name(String incident, String notice) {
    return incident + '.' + notice.substring(notice.indexOf('/') + 1);
  }

  static <T> T until(Supplier<Optional<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Optional<T> one = found.get();
      if (one.isPresent()) {
        return one.get();
      }
      assertThat(System.nanoTime()).as("it did not come").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).toList();
  }

  List<Json.Obj> feed(String recipient, String referral) {
    return objects(as(recipient).get("/v1/feeds/referrals").expect(200), "notices").stream()
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .toList();
  }

  /** The key under which a notice came to a recipient. */
  String key(String recipient, String referral) {
    return until(() -> feed(recipient, referral).stream().findFirst()).text("key").orElseThrow();
  }

  Optional<Json.Obj> line(String referral) {
    return objects(as("triage1").get("/v1/referrals").expect(200), "referrals").stream()
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .findFirst();
  }

  Json.Builder said(String state) {
    return Json.object().put("state", state).put("at", now.get()).put("by", WHO);
  }

  Caller.Answer receipt(String by, String referral, Json.Builder said) {
    return as(by).post("/v1/referrals/" + referral + "/receipts", said.build());
  }

  private Json.Obj dutyOf(String incident, String duty) {
    return objects(RecordedCase.looked(server, incident), "duties").stream()
        .filter(one -> one.text("duty").equals(Optional.of(duty)))
        .findFirst()
        .orElseThrow();
  }

  /** How the duty of a kind of notice stands. */
  String duty(String incident, String duty) {
    return dutyOf(incident, duty).text("state").orElseThrow();
  }

  boolean isLate(String incident, String duty) {
    return dutyOf(incident, duty).isTrue("late");
  }

  Json.Obj handed(String recipient, String referral) {
    return as(recipient).get("/v1/referrals/" + referral + "/package").expect(200);
  }

  Caller.Answer challenge(String referral, int level, String why) {
    return as("triage1")
        .post(
            "/v1/referrals/" + referral + "/challenge",
            Json.object().put("level", level).put("why", why).build());
  }

  @Override
  public void close() {
    server.close();
  }
}
