package uk.seenheard.handset.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** The strict server of the tests, on a real port. */
public final class FakeHttp implements AutoCloseable {
  private final MockWebServer http = new MockWebServer();
  private final FakeServer server;
  private final JacksonJsonReader json = new JacksonJsonReader();

  public FakeHttp(FakeServer server) throws IOException {
    this.server = server;
    http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            synchronized (server) {
              return answer(request);
            }
          }
        });
    http.start();
  }

  public String address() {
    return http.url("/").toString();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    String login = Optional.ofNullable(request.getHeaders().get("Authorization")).orElse("");
    login = login.replace("Bearer ", "");
    Json.Obj body = request.getMethod().equals("POST") ? body(request) : Json.EMPTY;
    switch (path) {
      case "/v1/demo/sign-in":
        return reply(
            server.signIn(body.text("person").orElse("")),
            signed ->
                Json.object()
                    .put("token", signed.token())
                    .put("person", signed.person())
                    .put("force", signed.force())
                    .build());
      case "/v1/devices":
        return reply(
            server.enrol(
                login,
                body.text("device").orElse(""),
                body.text("publicKey").orElse(""),
                body.text("proof").orElse("")),
            enrolment -> Json.object().put("enrolment", enrolment).build());
      case "/v1/passes":
        return reply(
            server.pass(login, body.text("enrolment").orElse("")),
            pass ->
                Json.object()
                    .put("pass", pass.pass())
                    .put("person", pass.person())
                    .put("role", pass.role())
                    .put("team", pass.team())
                    .put("leaseUntil", pass.leaseUntil())
                    .build());
      case "/v1/sync/push":
        return reply(server.push(PushRequest.read(body)), PushAnswer::json);
      case "/v1/sync/pull":
        return pull(login, Optional.ofNullable(request.getUrl().queryParameter("cursor")));
      default:
        return path.startsWith("/v1/forms")
            ? reply(server.read(login, path.substring(4)), value -> value)
            : new MockResponse(404, Headers.of(), "{}");
    }
  }

  private MockResponse pull(String login, Optional<String> cursor) {
    StringBuilder lines = new StringBuilder();
    Reply<Integer> reply =
        server.pull(
            login,
            cursor,
            frame -> {
              lines.append(frame.json().canonical()).append('\n');
              return true;
            });
    return reply.fold(
        count -> new MockResponse(200, Headers.of(), lines.toString()),
        FakeHttp::refused,
        lost -> new MockResponse(503, Headers.of(), "{}"));
  }

  private static <T> MockResponse reply(Reply<T> reply, Function<T, Json> text) {
    return reply.fold(
        value -> new MockResponse(200, Headers.of(), text.apply(value).canonical()),
        FakeHttp::refused,
        lost -> new MockResponse(503, Headers.of(), "{}"));
  }

  private static MockResponse refused(Refusal refusal) {
    return new MockResponse(
        refusal.status(),
        Headers.of(),
        Json.object()
            .put("type", "/problems/" + refusal.problem())
            .put("detail", refusal.detail())
            .build()
            .canonical());
  }

  private Json.Obj body(RecordedRequest request) {
    byte[] bytes = request.getBody().toByteArray();
    if ("gzip".equals(request.getHeaders().get("Content-Encoding"))) {
      try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = unpacked.readAllBytes();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
    return (Json.Obj) json.read(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    http.close();
  }
}
