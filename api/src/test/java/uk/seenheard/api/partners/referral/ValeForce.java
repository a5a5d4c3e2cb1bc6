package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * A server of the invented force that delivers notices, and those who send and get them: a notice
 * is brought here to where it leaves, comes back, is crossed out or is another's.
 */
public final class ValeForce implements AutoCloseable {
  /** The child of the recorded case, and the notice about it that its officer wrote. */
  public static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001015";

  static final String NOTICE = "referral/0190a5c0-0000-7000-8000-000000001053";

  /** That of the domestic case to the school, about the same child. */
  static final String ENCOMPASS = "referral/0190a5c0-0000-7000-8000-000000001050";

  static final String WHO = "Ms Roe, duty social worker";
  static final long HOUR = 3_600_000;

  /** What is chased of a notice that was withdrawn. */
  public static final String UNAWARE = "notice-withdrawn";

  private static final String CASE = "case-1-complete";

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final Json.Obj written;
  private LiveServer server;
  private int cases;

  /** By the server's clock. */
  public final AtomicLong now = new AtomicLong();

  public ValeForce(Path folder, Map<String, String> besides) throws IOException {
    this(folder, Vale.FILE, besides);
  }

  ValeForce(Path folder, String directory, Map<String, String> besides) throws IOException {
    this(folder, RecordedCase.read(CASE), directory, besides);
  }

  ValeForce(Path folder, Json.Obj written, String directory, Map<String, String> besides)
      throws IOException {
    this.folder = folder;
    this.written = written;
    now.set(written.whole("now").orElseThrow());
    settings.put(
        "SEENHEARD_REFERRALS",
        Files.writeString(folder.resolve("referrals.json"), directory).toString());
    settings.putAll(besides);
    open();
  }

  /** A case as it was recorded, where nobody rang: it is for this server to tell them. */
  static Json.Obj nobodyRang(String name) throws IOException {
    String text =
        Files.readString(RecordedCase.folder().resolve(name + ".json"))
            .replaceAll(
                "(\"kind\": ?\"encompass\"), ?\"toldAt\": ?\"[^\"]*\", ?\"toldBy\": ?\"[^\"]*\","
                    + " ?\"toldWho\": ?\"[^\"]*\"",
                "$1");
    return (Json.Obj) new JacksonJsonReader().read(text);
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

  public LiveServer server() {
    return server;
  }

  public Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  public String record(Operation... besides) {
    return RecordedCase.record(server, "VALE-" + ++cases, written, besides);
  }

  /** A recorded incident that was authorised. */
  public String authorised(Operation... besides) {
    String incident = record(besides);
    RecordedCase.authorise(server, incident).expect(201);
    return incident;
  }

  public static String name(String incident, String notice) {
    return incident + '.' + notice.substring(notice.indexOf('/') + 1);
  }

  /**
   * A second notice about the child, the less urgent one, and what else is written: one that has to
   * be written stays when this one is crossed out.
   */
  public static Operation[] second(String notice, Operation... besides) {
    Json.Obj value =
        Json.object()
            .put("about", CHILD)
            .put("kind", "ppn")
            .put("grade", "green")
            .put("summary", "For the file")
            .put("doneNow", "Heard and seen; the home looked at")
            .put("parentsTold", "Told; the mother agrees")
            .put("otherChildren", "No other child lives or stays there")
            .put("recipients", "The hub of the Vale")
            .put("worry", "She flinches when her father comes near")
            .build();
    List<Operation> all = new ArrayList<>(List.of(besides));
    all.add(Officer.add(notice, value));
    all.add(Officer.set(notice + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes"));
    return all.toArray(Operation[]::new);
  }

  /** An inspector, who may authorise nothing of it since, decides at the desk. */
  void decided(String incident, Json op) {
    as("insp71")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", frontier(incident))
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  private String frontier(String incident) {
    return RecordedCase.looked(server, incident).text("frontier").orElseThrow();
  }

  /** It was written about the wrong child. */
  public void struck(String incident, String at) {
    decided(
        incident,
        Json.object()
            .put("op", "strike")
            .put("at", at)
            .put("reason", "It was written about the wrong child")
            .build());
  }

  /** It is as somebody says who knows, whatever stood there. */
  void set(String incident, String at, String value) {
    int slash = at.lastIndexOf('/');
    String entry = at.substring(0, slash);
    List<String> over =
        objects(
                RecordedCase.looked(server, incident).object("entries"),
                entry.substring(0, entry.indexOf('/')))
            .stream()
            .filter(one -> one.text("at").equals(Optional.of(entry)))
            .map(one -> one.object("fields").object(at.substring(slash + 1)))
            .flatMap(field -> objects(field, "answers").stream())
            .map(one -> one.text("op").orElseThrow())
            .toList();
    decided(
        incident,
        Json.object()
            .put("op", "set")
            .put("at", at)
            .put("value", value)
            .put("over", Json.texts(over))
            .put("reason", "as the mother says")
            .build());
  }

  /** The child lives in another hub's area, and somebody has read it. */
  public void isAnothers(String incident) {
    set(incident, CHILD + "/address", "4 Long Lane, Moorside");
    read(incident);
  }

  /** The sergeant has read what was decided, and authorises. */
  public void read(String incident) {
    Json.Obj seen = RecordedCase.looked(server, incident);
    Json.Obj read = Json.object().put("read", Json.list(seen.items("toRead"))).build();
    Json act = Json.object().put("op", "act").put("act", "authorise").put("with", read).build();
    as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", frontier(incident))
                .put("ops", Json.list(List.of(act)))
                .build())
        .expect(201);
  }

  /** What came to a recipient of a notice after so many others. */
  public Json.Obj told(String recipient, String referral, int place) {
    return until(
        () ->
            Optional.of(feed(recipient, referral))
                .filter(all -> all.size() > place)
                .map(all -> all.get(place)));
  }

  /** What left of a notice after so many others, as triage sees it. */
  Json.Obj sent(String referral, int number) {
    return until(
        () ->
            Optional.of(sent(referral))
                .filter(all -> all.size() > number)
                .map(all -> all.get(number)));
  }

  List<Json.Obj> sent(String referral) {
    return line(referral).map(one -> objects(one, "sent")).orElse(List.of());
  }

  Json.Obj awaitAPerson(String referral) {
    return until(() -> line(referral).filter(one -> !one.items("forAPerson").isEmpty()));
  }

  void awaitNoLine(String referral) {
    until(() -> line(referral).isEmpty() ? Optional.of(true) : Optional.empty());
  }

  public static <T> T until(Supplier<Optional<T>> found) {
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
  public String key(String recipient, String referral) {
    return until(() -> feed(recipient, referral).stream().findFirst()).text("key").orElseThrow();
  }

  public Optional<Json.Obj> line(String referral) {
    return objects(as("triage1").get("/v1/referrals").expect(200), "referrals").stream()
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .findFirst();
  }

  public Json.Builder said(String state) {
    return Json.object().put("state", state).put("at", now.get()).put("by", WHO);
  }

  public Caller.Answer receipt(String by, String referral, Json.Builder said) {
    return as(by).post("/v1/referrals/" + referral + "/receipts", said.build());
  }

  Json.Obj dutyOf(String incident, String duty) {
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

  /** To whom alerts of that name were raised, in their order. */
  List<String> raised(String incident, String duty) {
    return objects(RecordedCase.looked(server, incident), "acts").stream()
        .filter(act -> act.text("act").equals(Optional.of("decide-alert")))
        .map(act -> act.object("with"))
        .filter(with -> with.text("duty").equals(Optional.of(duty)))
        .map(with -> with.text("to").orElse(""))
        .toList();
  }

  public void awaitRaised(String incident, String duty, String... to) {
    until(() -> Optional.of(raised(incident, duty)).filter(all -> all.equals(List.of(to))));
  }

  /** Whether a supervisor's list of what is overdue has that of an incident. */
  boolean isOverdue(String incident, String duty) {
    return objects(as("ps401").get("/v1/overdue").expect(200), "overdue").stream()
        .filter(one -> one.text("incident").equals(Optional.of(incident)))
        .flatMap(one -> objects(one, "alerts").stream())
        .anyMatch(one -> one.text("duty").equals(Optional.of(duty)));
  }

  Json.Obj handed(String recipient, String referral) {
    return as(recipient).get("/v1/referrals/" + referral + "/package").expect(200);
  }

  /** Triage ends it: nothing more is waited for. */
  void end(String referral) {
    as("triage1")
        .post("/v1/referrals/" + referral + "/end", Json.object().put("reason", "Done").build())
        .expect(200);
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
