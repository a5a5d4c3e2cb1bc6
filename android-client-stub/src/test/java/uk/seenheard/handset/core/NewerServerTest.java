package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** A handset at a server that speaks a newer protocol: what it does not know stops nothing. */
class NewerServerTest {
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final Newer newer = new Newer();
  private final TestHandset.Device device = new TestHandset.Device(7);
  private Handset handset;

  @BeforeEach
  void signIn() {
    server.page = 100;
    handset = TestHandset.open(folder, device, newer);
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
  }

  @AfterEach
  void close() {
    handset.close();
  }

  /** The server of the tests, in words that this version of the handset has never heard. */
  private final class Newer implements Transport {
    boolean speaksPlainly;
    final List<String> said = new ArrayList<>();

    private Json.Obj altered(Json.Obj message) {
      return message
          .with("verdict", Json.of("applied-under-a-rule-of-next-year"))
          .with("rule", Json.of(7));
    }

    @Override
    public Reply<PushAnswer> push(PushRequest request) {
      return server
          .push(request)
          .fold(
              answer -> new Reply.Answered<>(speaksPlainly ? answer : altered(answer)),
              Reply.Refused::new,
              lost -> lost);
    }

    private PushAnswer altered(PushAnswer answer) {
      List<Json> verdicts = new ArrayList<>();
      answer.verdicts().forEach(verdict -> verdicts.add(altered(verdict.json())));
      return PushAnswer.read(answer.json().with("verdicts", Json.list(verdicts)));
    }

    @Override
    public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
      return server.pull(
          login,
          cursor,
          frame -> {
            if (speaksPlainly || !(frame instanceof Frame.Change)) {
              return sink.take(frame);
            }
            Json.Obj line = altered(frame.json());
            said.add(line.canonical());
            Json.Obj strange =
                Json.object().put("type", "a-line-that-nobody-has-thought-of").put("x", 1).build();
            return sink.take(Frame.read(strange)) && sink.take(Frame.read(line));
          });
    }

    @Override
    public Reply<SignedIn> signIn(String person) {
      return server.signIn(person);
    }

    @Override
    public Reply<String> enrol(String login, String id, String publicKey, String proof) {
      return server.enrol(login, id, publicKey, proof);
    }

    @Override
    public Reply<GrantedPass> pass(String login, String enrolment) {
      return server.pass(login, enrolment);
    }

    @Override
    public Reply<Json> read(String login, String path) {
      return server.read(login, path);
    }
  }

  @Test
  void verdictNobodyKnowsStopsNeitherPushNorPullAndTheWordsStayInSight() {
    String incident = TestHandset.recordKitchen(handset, "yes");

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.DIFFERENT);

    assertThat(server.log).hasSize(5);
    assertThat(handset.status().queued()).isZero();
    assertThat(handset.status().quarantined()).isZero();
    assertThat(handset.status().synced()).isFalse();
    assertThat(newer.said).isNotEmpty();
    assertThat(handset.view(incident).incident().children()).hasSize(1);

    // The handset is brought up to date, or the server says it in words of now.
    newer.speaksPlainly = true;
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.view(incident).incident().record().changes()).isEqualTo(5);
  }

  @Test
  void linesThatWereSkippedAreFetchedByTheVersionThatKnowsThem() {
    newer.speaksPlainly = true;
    TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.sync().received()).isEqualTo(5);
    assertThat(handset.sync().received()).isZero();
    handset.close();
    try (SqliteStore store = SqliteStore.open(folder)) {
      Optional<String> noted = store.read(rows -> rows.text(Space.META, "skipped-lines"));
      assertThat(noted).isEmpty();
      store.change(rows -> rows.put(Space.META, "skipped-lines", "\nother\nsnapshot"));
    }
    handset = TestHandset.open(folder, device, newer);

    assertThat(handset.sync().received()).isEqualTo(5);
    assertThat(handset.sync().received()).isZero();
  }

  @Test
  void typesOfLinesThatWereSkippedAreNoted() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    handset.close();
    try (SqliteStore store = SqliteStore.open(folder)) {
      Optional<String> noted = store.read(rows -> rows.text(Space.META, "skipped-lines"));
      assertThat(noted).contains("\na-line-that-nobody-has-thought-of");
    }
    handset = TestHandset.open(folder, device, newer);
  }
}
