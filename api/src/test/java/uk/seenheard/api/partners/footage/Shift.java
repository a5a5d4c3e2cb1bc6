package uk.seenheard.api.partners.footage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** A server whose clock a test moves, officers who record by it, and an evidence system. */
public final class Shift implements AutoCloseable {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  /** 2026-11-20, in the evening. */
  static final long EVENING = 1_795_214_400_000L;

  /** The version of the form by which officers record. */
  int form = 1;

  final AtomicLong now;
  final LiveServer server;
  private final Map<String, Officer> officers = new HashMap<>();
  private final Map<String, Integer> sent = new HashMap<>();

  Shift(Path folder) {
    this(folder, EVENING);
  }

  /** One that begins at a time. */
  public Shift(Path folder, long begins) {
    this(folder, begins, Map.of());
  }

  /** The same at a server with further settings. */
  public Shift(Path folder, long begins, Map<String, String> settings) {
    now = new AtomicLong(begins);
    Map<String, String> all = new HashMap<>(settings);
    all.put("SEENHEARD_EVIDENCE", "vault=https://evidence.marlshire.example/{clip}");
    server = LiveServer.start(folder, now::get, all);
  }

  /** Moves the server's clock. */
  public void itIs(long at) {
    now.set(at);
  }

  /** Where the server listens. */
  public String url() {
    return server.url();
  }

  Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  public String incident(String reference) {
    return officer("pc1201").incident(reference);
  }

  /** Everybody gives the handset back: who records next begins a shift. */
  public void handsBack() {
    officers.clear();
  }

  /** An officer with a handset, whose shift begins when it is first asked for. */
  Officer officer(String person) {
    return officers.computeIfAbsent(
        person,
        id ->
            Officer.onShift(server.url(), id)
                .with(new FormRef("domestic-abuse", form))
                .byClock(now::get));
  }

  /** An officer writes something at a time, and it comes in at once. */
  public void writes(String person, long at, String incident, Operation... ops) {
    now.set(at);
    Officer officer = officer(person);
    officer.record(incident, ops);
    int first = sent.getOrDefault(officer.device(), 0) + 1;
    int last = officer.written().size();
    officer.send(officer.push(first, last)).expect(200);
    sent.put(officer.device(), last);
  }

  /**
   * An officer is at an incident from one time to another: as on the product's handset, their first
   * words there say so.
   */
  void attends(String person, String incident, String reference, long from, long to) {
    writes(person, from, incident, Officer.set("reference", reference));
    writes(person, to, incident, Officer.set("place", person));
  }

  /** A recording, by a camera's own clock that somebody compared. */
  public static Json.Builder clip(String id, long from, long to) {
    return Json.object()
        .put("source", "vault")
        .put("id", id)
        .put("version", 1)
        .put("device", "X60-1")
        .put("startAt", from)
        .put("endAt", to)
        .put("clock", "camera")
        .put("clockOffsetMs", 0)
        .put("uncertaintyMs", 1_000)
        .put("uploadedAt", to + 6 * HOUR)
        .put("state", "present");
  }

  /** Hands in recordings; what became of each. */
  public List<Json.Obj> clips(Json.Builder... clips) {
    return handIn("clips", clips);
  }

  List<Json.Obj> handIn(String kind, Json.Builder... items) {
    return as("records")
        .post("/v1/footage/" + kind, batch(items))
        .expect(200)
        .items("verdicts")
        .stream()
        .map(Json.Obj.class::cast)
        .toList();
  }

  /** The evidence system is asked for something, sooner or later, and cannot hold what it has. */
  public void refuses() {
    long until = System.nanoTime() + 120_000_000_000L;
    List<Json.Obj> wishes = List.of();
    while (wishes.isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(200_000_000);
      wishes = all(as("records").get("/v1/footage/wishes").expect(200), "wishes");
    }
    Json.Obj failed =
        Json.object()
            .put("wish", wishes.get(0).text("id"))
            .put("outcome", "failed")
            .put("path", "hold")
            .put("code", "no-permission")
            .build();
    as("records")
        .post(
            "/v1/footage/wishes/outcomes",
            Json.object().put("outcomes", Json.list(List.of(failed))).build())
        .expect(200);
  }

  static Json.Obj batch(Json.Builder... items) {
    return Json.object()
        .put("items", Json.list(Arrays.stream(items).map(one -> (Json) one.build()).toList()))
        .build();
  }

  /** How the recordings of an incident stand for somebody. */
  Json.Obj footage(String person, String incident) {
    return as(person).get("/v1/incidents/" + incident + "/footage").expect(200);
  }

  /** A sergeant puts a recording beside an incident. */
  Caller.Answer link(String incident, String clip, Optional<String> reason) {
    return link(incident, clip, reason, Optional.empty());
  }

  Caller.Answer link(String incident, String clip, Optional<String> reason, Optional<long[]> part) {
    Json.Builder said =
        Json.object()
            .put("source", "vault")
            .put("clip", clip)
            .put("linked", true)
            .put("reason", reason);
    part.ifPresent(times -> said.put("from", times[0]).put("to", times[1]));
    return as("ps401").post("/v1/incidents/" + incident + "/footage/links", said.build());
  }

  Caller.Answer unlink(String incident, String clip, String reason) {
    return as("ps401")
        .post(
            "/v1/incidents/" + incident + "/footage/links",
            Json.object()
                .put("source", "vault")
                .put("clip", clip)
                .put("linked", false)
                .put("reason", reason)
                .build());
  }

  /** How it stands with one officer. */
  static Json.Obj lane(Json.Obj footage, String person) {
    return all(footage, "lanes").stream()
        .filter(lane -> lane.text("person").equals(Optional.of(person)))
        .findFirst()
        .orElseThrow();
  }

  static String verdict(Json.Obj line) {
    return line.text("verdict").orElse("");
  }

  static List<Json.Obj> all(Json.Obj of, String name) {
    return of.items(name).stream().map(Json.Obj.class::cast).toList();
  }

  static List<String> texts(Json.Obj of, String list, String name) {
    return all(of, list).stream().map(one -> one.text(name).orElse("")).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Everything that a collection of the store holds. */
  List<Document> stored(String collection) {
    List<Document> stored = new ArrayList<>();
    server
        .documents()
        .collection(collection)
        .find(Where.gte("_id", ""))
        .list()
        .onSuccess(stored::addAll)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return stored;
  }
}
