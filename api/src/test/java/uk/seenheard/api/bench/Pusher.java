package uk.seenheard.api.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.seenheard.api.Caller;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.TestDevice;
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
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.PushRequest;

/**
 * A device whose pushes are made ready before the clock runs, so that what is measured is the
 * server: each push is packed as a handset packs it.
 */
final class Pusher {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final List<String> GRADES = List.of("standard", "medium", "high");
  private static final FormRef FORM = new FormRef("domestic-abuse", 1);
  private static final FormRef OTHER_FORM = new FormRef("concern-for-child", 1);
  private static final String FORCE = "marlshire";

  private final String url;
  private final String person;
  private final TestDevice keys = TestDevice.fresh();
  private final Digests digests = new JdkDigests();
  private final ChangeCodec codec = new ChangeCodec(new JacksonJsonReader(), digests);
  private final String enrolment;
  private final String pass;
  private final Hash passHash;
  private final Random random;
  private final Words words;
  private final int changesPerIncident;
  private final boolean submits;
  private final FormRef form;
  private final List<String> incidents = new ArrayList<>();
  private Hash link;
  private long seq;
  private long elapsed = 1_000;
  private Hlc hlc = Hlc.ZERO;
  private String incident = "";

  Pusher(String url, String person, long seed, int changesPerIncident) {
    this(url, person, seed, changesPerIncident, false);
  }

  /**
   * The same; where it submits, an incident's second change adds a child that nobody spoke to, most
   * of the third ones grade the risk, and its last one submits it, so that it waits in a
   * supervisor's queue. Odd seeds use another form.
   */
  Pusher(String url, String person, long seed, int changesPerIncident, boolean submits) {
    this.submits = submits;
    this.form = submits && seed % 2 == 1 ? OTHER_FORM : FORM;
    this.url = url;
    this.person = person;
    this.random = new Random(seed);
    this.words = new Words(seed);
    this.changesPerIncident = changesPerIncident;
    Caller caller = Caller.signedIn(url, person);
    Json enrol =
        Json.object()
            .put("device", keys.id())
            .put("publicKey", keys.publicKey())
            .put("proof", keys.proof(FORCE))
            .build();
    this.enrolment = caller.post("/v1/devices", enrol).expect(201).text("enrolment").orElseThrow();
    this.pass =
        caller
            .post("/v1/passes", Json.object().put("enrolment", enrolment).build())
            .expect(201)
            .text("pass")
            .orElseThrow();
    this.passHash = Hash.of(pass, digests);
    this.link = Chain.start(keys.id(), 1, digests);
  }

  /** A push that is ready to be sent. */
  record Packed(byte[] body, int changes, long through) {}

  /** The incidents written in so far. */
  List<String> incidents() {
    return incidents;
  }

  /** The device's id. */
  String device() {
    return keys.id();
  }

  /** The next push of that many changes of about 1 KB. */
  Packed next(int changes) {
    List<String> contents = new ArrayList<>(changes);
    long from = seq + 1;
    Hash previous = link;
    for (int i = 0; i < changes; i++) {
      Change change = change();
      seq++;
      link = Chain.link(link, seq, change.hash(), digests);
      contents.add(change.content());
    }
    PushRequest request =
        new PushRequest(
            PushRequest.PROTOCOL,
            enrolment,
            1,
            from,
            previous,
            contents,
            keys.sign(Chain.headText(FORCE, keys.id(), 1, seq, link)),
            List.of(pass),
            0,
            new ClockReading(System.currentTimeMillis(), "boot-1", elapsed + 5));
    return new Packed(packed(request.json().canonical()), changes, seq);
  }

  /** A content of about 1 KB: one field answered, as an officer answers it. */
  private Change change() {
    if (seq % changesPerIncident == 0) {
      byte[] bytes = new byte[10];
      random.nextBytes(bytes);
      incident = Identity.uuid7(System.currentTimeMillis(), bytes);
      incidents.add(incident);
    }
    long wall = System.currentTimeMillis();
    hlc = hlc.tick(wall);
    elapsed += 10;
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    int inIncident = (int) (seq % changesPerIncident);
    List<Operation> ops = new ArrayList<>(List.of(operation(inIncident, wall)));
    if (inIncident == 0) {
      ops.add(
          new Operation.Act(
              "attend", Optional.empty(), Json.EMPTY, List.of(), new Hash("0".repeat(64))));
    }
    return codec.write(
        new Draft(
            incident,
            form,
            person,
            keys.id(),
            passHash,
            wall,
            "boot-1",
            elapsed,
            hlc,
            ops,
            Hex.of(nonce)));
  }

  private Operation operation(int inIncident, long wall) {
    if (submits && inIncident == changesPerIncident - 1) {
      return new Operation.Act(
          "submit", Optional.empty(), Json.EMPTY, List.of(), new Hash("0".repeat(64)));
    }
    if (submits && inIncident == 1) {
      byte[] bytes = new byte[10];
      random.nextBytes(bytes);
      return new Operation.AddEntry(
          new FieldPath("child/" + Identity.uuid7(wall, bytes)),
          Json.object().put("name", "Child of incident " + seq).put("seen", "no").build());
    }
    return new Operation.SetField(
        new FieldPath("note.n" + seq % 40),
        Json.of(words.text(460)),
        List.of(),
        Optional.empty(),
        false);
  }

  static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Sends a push and waits for its acknowledgement.
   *
   * @return the commit that it is in
   */
  long send(OkHttpClient client, Packed push) throws IOException {
    Request request =
        new Request.Builder()
            .url(url + "/v1/sync/push")
            .header("Content-Encoding", "gzip")
            .post(RequestBody.create(push.body(), JSON))
            .build();
    try (Response response = client.newCall(request).execute()) {
      String answer = response.body().string();
      if (response.code() != 200) {
        throw new IOException("a push was answered " + response.code() + ": " + answer);
      }
      Json.Obj read = (Json.Obj) new JacksonJsonReader().read(answer);
      if (read.whole("acknowledgedThrough").orElse(0L) != push.through()) {
        throw new IOException("a push was not acknowledged to its end: " + answer);
      }
      return read.whole("n").orElse(0L);
    }
  }
}
