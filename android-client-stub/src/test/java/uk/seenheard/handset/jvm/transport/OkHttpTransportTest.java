package uk.seenheard.handset.jvm.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** The protocol on the wire. */
class OkHttpTransportTest {
  private static final String THROUGH =
      "{\"type\":\"through\",\"n\":3,\"cursor\":\"c 3+/\",\"more\":false,\"digest\":\""
          + "0".repeat(64)
          + "\"}\n";
  private static final String EVICT =
      "{\"type\":\"evict\",\"incident\":\"5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a\"}\n";

  private final MockWebServer server = new MockWebServer();
  private final List<Frame> frames = new ArrayList<>();
  private OkHttpTransport transport;

  @BeforeEach
  void start() throws IOException {
    server.start();
    transport = new OkHttpTransport(server.url("/").toString(), new JacksonJsonReader(), 300);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply<Integer> pull(Optional<String> cursor) {
    return transport.pull("token", cursor, frames::add);
  }

  @Test
  void signInReadsWhoAndUntilWhen() throws InterruptedException {
    server.enqueue(
        new MockResponse(
            200,
            okhttp3.Headers.of(),
            "{\"token\":\"t\",\"expiresAt\":9,\"person\":\"amy\",\"newer\":1}"));

    Reply<SignedIn> reply = transport.signIn("amy");

    assertThat(reply)
        .isEqualTo(new Reply.Answered<>(new SignedIn("t", 9, "amy", Optional.empty())));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/v1/demo/sign-in");
    assertThat(request.getBody().utf8()).isEqualTo("{\"person\":\"amy\"}");
  }

  @Test
  void pushIsCompressedAndCarriesNoLogin() throws Exception {
    server.enqueue(
        new MockResponse(
            200,
            okhttp3.Headers.of(),
            "{\"epoch\":1,\"acknowledgedThrough\":1,\"n\":1,\"at\":5,\"verdicts\":[]}"));
    PushRequest request =
        new PushRequest(
            PushRequest.PROTOCOL,
            "e",
            1,
            1,
            new Hash("0".repeat(64)),
            List.of("x".repeat(5_000)),
            "s",
            List.of(),
            0,
            new ClockReading(1, "b", 2));

    assertThat(transport.push(request))
        .isEqualTo(new Reply.Answered<>(new PushAnswer(1, 1, 1, 5, List.of())));

    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getHeaders().get("Authorization")).isNull();
    assertThat(sent.getHeaders().get("Content-Encoding")).isEqualTo("gzip");
    byte[] packed = sent.getBody().toByteArray();
    assertThat(packed.length).isLessThan(1_000);
    String body =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(body).isEqualTo(request.json().canonical());
  }

  @Test
  void problemsAreReadWithTheirMembers() {
    server.enqueue(
        new MockResponse(
            409,
            okhttp3.Headers.of("Content-Type", "application/problem+json"),
            "{\"type\":\"/problems/resend-from\",\"detail\":\"d\",\"epoch\":2,\"resendFrom\":7}"));

    Refusal refusal = ((Reply.Refused<?>) transport.read("t", "forms")).refusal();

    assertThat(refusal.problem()).isEqualTo("resend-from");
    assertThat(refusal.epoch()).contains(2L);
    assertThat(refusal.resendFrom()).contains(7L);
  }

  @Test
  void retryAfterIsReadFromTheHeader() {
    server.enqueue(new MockResponse(503, okhttp3.Headers.of("Retry-After", "12"), "<html>"));

    Refusal refusal = ((Reply.Refused<?>) transport.read("t", "forms")).refusal();

    assertThat(refusal.isForLater()).isTrue();
    assertThat(refusal.retryAfterSeconds()).contains(12L);
  }

  @Test
  void pullSendsItsCursorAndReadsLineByLine() throws InterruptedException {
    server.enqueue(
        new MockResponse(
            200, okhttp3.Headers.of(), EVICT + "\n{\"type\":\"newer\",\"x\":[1]}\n" + THROUGH));

    assertThat(pull(Optional.of("a b+/="))).isEqualTo(new Reply.Answered<>(3));

    assertThat(frames).hasSize(3);
    assertThat(frames.get(1)).isInstanceOf(Frame.Unknown.class);
    assertThat(((Frame.Through) frames.get(2)).cursor()).isEqualTo("c 3+/");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getUrl().queryParameter("cursor")).isEqualTo("a b+/=");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void bodyThatBreaksOffIsUnreachableNotAnswered() {
    server.enqueue(
        new MockResponse.Builder()
            .body(EVICT + THROUGH)
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThat(pull(Optional.empty())).isInstanceOf(Reply.Unreachable.class);
  }

  @Test
  void lineThatIsCutOffIsNoLine() {
    String half = THROUGH.substring(0, THROUGH.length() / 2);
    server.enqueue(new MockResponse(200, okhttp3.Headers.of(), EVICT + half));

    assertThat(pull(Optional.empty())).isInstanceOf(Reply.Unreachable.class);
    assertThat(frames).hasSize(1);
  }

  @Test
  void lineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "x".repeat(3_000_000)));

    assertThat(pull(Optional.empty())).isInstanceOf(Reply.Unreachable.class);
  }

  @Test
  void silentServerIsUnreachable() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    assertThat(transport.read("t", "forms")).isInstanceOf(Reply.Unreachable.class);
  }

  @Test
  void redirectsAreNotFollowed() {
    server.enqueue(
        new MockResponse(302, okhttp3.Headers.of("Location", server.url("/else").toString()), ""));

    assertThat(transport.read("t", "forms")).isInstanceOf(Reply.Refused.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
