package uk.seenheard.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.TestDevice;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * An officer with a device, made of the protocol's parts: does whatever a test tells it, hostile
 * things included.
 */
public final class Officer {
  public static final FormRef DOMESTIC = new FormRef("domestic-abuse", 1);
  private static final Random RANDOM = new Random(20261122);

  private final String url;
  private final String person;
  private final Digests digests = new JdkDigests();
  private final ChangeCodec codec = new ChangeCodec(new JacksonJsonReader(), digests);
  private final TestDevice keys = TestDevice.fresh();
  private final String device = keys.id();
  private final String enrolment;
  private final String pass;
  private final String force;
  private final List<Change> chain = new ArrayList<>();
  private final Set<String> attended = new HashSet<>();
  private int epoch = 1;
  private long elapsed = 1_000;
  private Hlc hlc = Hlc.ZERO;
  private FormRef form = DOMESTIC;
  private LongSupplier wall = System::currentTimeMillis;

  private Officer(String url, String person) {
    this.url = url;
    this.person = person;
    this.force = "marlshire";
    Caller caller = Caller.signedIn(url, person);
    Json enrol =
        Json.object()
            .put("device", device)
            .put("publicKey", keys.publicKey())
            .put("proof", keys.proof(force))
            .build();
    this.enrolment = caller.post("/v1/devices", enrol).expect(201).text("enrolment").orElseThrow();
    this.pass =
        caller
            .post("/v1/passes", Json.object().put("enrolment", enrolment).build())
            .expect(201)
            .text("pass")
            .orElseThrow();
  }

  /** Signs in, enrols a new device and begins a shift. */
  public static Officer onShift(String url, String person) {
    return new Officer(url, person);
  }

  public String sign(String text) {
    return keys.sign(text);
  }

  public String person() {
    return person;
  }

  public String pass() {
    return pass;
  }

  public String enrolment() {
    return enrolment;
  }

  public String device() {
    return device;
  }

  public List<Change> written() {
    return chain;
  }

  public Hash passHash() {
    return Hash.of(pass, digests);
  }

  /** The incident of control's reference. */
  public String incident(String reference) {
    return Identity.incident(force, reference, digests);
  }

  public Officer with(FormRef other) {
    form = other;
    return this;
  }

  /** With a clock of its own. */
  public Officer byClock(LongSupplier clock) {
    wall = clock;
    return this;
  }

  /** The next epoch, empty. */
  public Officer newEpoch() {
    epoch++;
    return this;
  }

  /**
   * Writes a change down, offline. As on the product's handset, the first one about an incident
   * also says that its officer is at this job.
   */
  public Change record(String incident, Operation... ops) {
    List<Operation> said = new ArrayList<>(List.of(ops));
    if (attended.add(incident) && said.size() < Limits.OPERATIONS) {
      said.add(act(Act.ATTEND.word()));
    }
    return record(draft(incident, said));
  }

  /** Somebody begins a shift on this device too; their pass. */
  public String passOf(String other) {
    return Caller.signedIn(url, other)
        .post("/v1/passes", Json.object().put("enrolment", enrolment).build())
        .expect(201)
        .text("pass")
        .orElseThrow();
  }

  /** Writes a change down on this device in somebody's name, under their pass. */
  public Change write(String author, String under, String incident, Operation... ops) {
    Draft own = draft(incident, List.of(ops));
    return record(
        new Draft(
            own.incident(),
            own.form(),
            author,
            own.device(),
            Hash.of(under, digests),
            own.wall(),
            own.boot(),
            own.elapsed(),
            own.hlc(),
            own.ops(),
            own.nonce()));
  }

  /** Tries to make a device known under this one's key. */
  public Caller.Answer enrolAs(String other) {
    Json enrol =
        Json.object()
            .put("device", other)
            .put("publicKey", keys.publicKey())
            .put("proof", sign(Chain.enrolmentText(force, other, keys.publicKey())))
            .build();
    return Caller.signedIn(url, person).post("/v1/devices", enrol);
  }

  /** Asks whether there is anything for this device, and says what is unsent. */
  public Caller.Answer ask(long queued) {
    return ask(enrolment, queued);
  }

  /** The same, under an enrolment that may be another's. */
  public Caller.Answer ask(String shown, long queued) {
    AskRequest question =
        new AskRequest(
            PushRequest.PROTOCOL,
            shown,
            "in-use",
            queued,
            "",
            new ClockReading(wall.getAsLong(), "boot-1", elapsed + 5),
            List.of(),
            "");
    AskRequest signed = question.signed(sign(question.text(force, device, digests)));
    return Caller.stranger(url).post("/v1/sync/ask", signed.json());
  }

  /** Writes a change down, offline, without a word of being there. */
  public Change write(String incident, Operation... ops) {
    return record(draft(incident, List.of(ops)));
  }

  public Change record(Draft draft) {
    Change change = codec.write(draft);
    chain.add(change);
    return change;
  }

  public Draft draft(String incident, List<Operation> ops) {
    long at = wall.getAsLong();
    hlc = hlc.tick(at);
    elapsed += 10;
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    return new Draft(
        incident, form, person, device, passHash(), at, "boot-1", elapsed, hlc, ops, Hex.of(nonce));
  }

  /** Answers a field without looking at other answers. */
  public static Operation set(String at, Json value, OperationId... over) {
    return new Operation.SetField(new FieldPath(at), value, List.of(over), Optional.empty(), false);
  }

  public static Operation set(String at, String value, OperationId... over) {
    return set(at, Json.of(value), over);
  }

  /** Adds an entry. */
  public static Operation add(String at, Json.Obj value) {
    return new Operation.AddEntry(new FieldPath(at), value);
  }

  /** A new entry's path. */
  public static String entry(String collection) {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    return collection + '/' + Identity.uuid7(System.currentTimeMillis(), random);
  }

  /** An act about the incident. */
  public static Operation act(String act, OperationId... over) {
    return new Operation.Act(
        act, Optional.empty(), Json.EMPTY, List.of(over), new Hash("0".repeat(64)));
  }

  /** The push of some positions of this device's chain. */
  public PushRequest push(int from, int to) {
    List<String> contents = new ArrayList<>();
    for (Change change : chain.subList(from - 1, to)) {
      contents.add(change.content());
    }
    return push(epoch, from, contents, List.of(pass));
  }

  public PushRequest push(int inEpoch, int from, List<String> contents, List<String> passes) {
    Hash link = Chain.start(device, inEpoch, digests);
    for (int seq = 1; seq < from; seq++) {
      link = Chain.link(link, seq, chain.get(seq - 1).hash(), digests);
    }
    Hash previous = link;
    for (int i = 0; i < contents.size(); i++) {
      link = Chain.link(link, from + i, Hash.of(contents.get(i), digests), digests);
    }
    long to = from + contents.size() - 1L;
    return new PushRequest(
        PushRequest.PROTOCOL,
        enrolment,
        inEpoch,
        from,
        previous,
        contents,
        sign(Chain.headText(force, device, inEpoch, to, link)),
        passes,
        0,
        new ClockReading(wall.getAsLong(), "boot-1", elapsed + 5));
  }

  /** Sends a push. */
  public Caller.Answer send(PushRequest request) {
    return Caller.stranger(url).post("/v1/sync/push", request.json());
  }

  /** Sends everything written so far. */
  public Json.Obj sendAll() {
    Json.Obj last = Json.EMPTY;
    for (int from = 1; from <= chain.size(); from += PushRequest.MAX_CHANGES) {
      int to = Math.min(chain.size(), from + PushRequest.MAX_CHANGES - 1);
      last = send(push(from, to)).expect(200);
    }
    return last;
  }

  /** The record of what this officer can see of an incident, pulled from the start. */
  public IncidentRecord seen(String incident) {
    return records().get(incident);
  }

  public Map<String, IncidentRecord> records() {
    Map<String, Fold> folds = new TreeMap<>();
    for (var frame : Caller.signedIn(url, person).pull(Optional.empty())) {
      if (frame instanceof Frame.Change pulled && pulled.verdict() == Verdict.APPLIED) {
        codec
            .read(pulled.content())
            .fold(
                change ->
                    folds
                        .computeIfAbsent(change.incident(), id -> new Fold(id, digests))
                        .add(change),
                nonsense -> false);
      }
    }
    Map<String, IncidentRecord> records = new TreeMap<>();
    folds.forEach((id, fold) -> records.put(id, fold.record()));
    return records;
  }
}
