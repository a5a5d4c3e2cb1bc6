package uk.seenheard.handset.jvm.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSources;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.GzipSink;
import okio.Okio;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Listening;
import uk.seenheard.handset.core.transport.LiveListener;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.WireFault;

/** The protocol over HTTP by OkHttp, with a limit on every wait and every size. */
public final class OkHttpTransport implements Transport {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MAX_ANSWER_BYTES = 8L * 1024 * 1024;
  private static final long MAX_LINE_BYTES = 1024 * 1024;
  private static final int GZIP_FROM_BYTES = 1_000;

  /** The server says that it is still there every 15 seconds. */
  private static final long SILENCE_MILLIS = 45_000;

  private final OkHttpClient client;
  private final OkHttpClient patient;
  private final HttpUrl base;
  private final JsonReader json;

  /**
   * To a server.
   *
   * @param base such as {@code http://127.0.0.1:8080}
   * @throws IllegalArgumentException when that is no address
   */
  public OkHttpTransport(String base, JsonReader json) {
    this(base, json, 10_000);
  }

  /**
   * To a server, with waits of another length.
   *
   * @param waitMillis for a connection; three times as long for each piece of an answer
   */
  public OkHttpTransport(String base, JsonReader json, int waitMillis) {
    this.base = HttpUrl.get(base);
    this.json = json;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(waitMillis, TimeUnit.MILLISECONDS)
            .readTimeout(3L * waitMillis, TimeUnit.MILLISECONDS)
            .writeTimeout(3L * waitMillis, TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .build();
    this.patient =
        client
            .newBuilder()
            .readTimeout(Math.max(SILENCE_MILLIS, 3L * waitMillis), TimeUnit.MILLISECONDS)
            .build();
  }

  /** Whether a server can be at this: a name alone, or a port behind it, is none. */
  public static boolean isAddress(String base) {
    return HttpUrl.parse(base) != null;
  }

  @Override
  public Reply<SignedIn> signIn(String person) {
    Json.Obj body = Json.object().put("person", person).build();
    return ask(post("v1/demo/sign-in", body, Optional.empty()), this::signedIn);
  }

  private SignedIn signedIn(Json value) {
    Json.Obj in = object(value);
    String token = text(in, "token");
    Optional<String> named = in.text("person");
    return new SignedIn(
        token,
        in.whole("expiresAt").orElse(0L),
        named.isPresent() ? named.get() : in.object("person").text("id").orElse(""),
        in.text("force").isPresent() ? in.text("force") : in.object("person").text("force"));
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    Json.Obj body =
        Json.object().put("device", device).put("publicKey", publicKey).put("proof", proof).build();
    return ask(
        post("v1/devices", body, Optional.of(login)), value -> text(object(value), "enrolment"));
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    Json.Obj body = Json.object().put("enrolment", enrolment).build();
    return ask(
        post("v1/passes", body, Optional.of(login)),
        value -> {
          Json.Obj in = object(value);
          return new GrantedPass(
              text(in, "pass"),
              text(in, "person"),
              in.text("role").orElse(""),
              in.text("team").orElse(""),
              in.whole("leaseUntil").orElse(0L),
              in.text("serverKey"),
              GrantedPass.carries(in));
        });
  }

  @Override
  public Reply<PushAnswer> push(PushRequest request) {
    return ask(post("v1/sync/push", request.json(), Optional.empty()), PushAnswer::read);
  }

  @Override
  public Reply<AskAnswer> ask(Json message) {
    return ask(post("v1/sync/ask", object(message), Optional.empty()), AskAnswer::read);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    return ask(get("v1/" + path, Optional.of(login)).build(), value -> value);
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    return pull(login, cursor, Optional.empty(), sink);
  }

  @Override
  public Reply<Integer> pull(
      String login, Optional<String> cursor, Optional<String> told, FrameSink sink) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments("v1/sync/pull");
    cursor.ifPresent(from -> url.addQueryParameter("cursor", from));
    told.ifPresent(place -> url.addQueryParameter("told", place));
    return lines(login, url.build(), sink);
  }

  @Override
  public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments("v1/sync/incidents");
    cursor.ifPresent(stands -> url.addQueryParameter("cursor", stands));
    if (!after.isEmpty()) {
      url.addQueryParameter("after", after);
    }
    Request request = get("v1/sync/incidents", Optional.of(login)).url(url.build()).build();
    return ask(request, IncidentDigests::read);
  }

  @Override
  public Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    HttpUrl.Builder url =
        base.newBuilder().addPathSegments("v1/sync/incidents").addPathSegment(incident);
    cursor.ifPresent(stands -> url.addQueryParameter("cursor", stands));
    after.ifPresent(place -> url.addQueryParameter("after", place));
    return lines(login, url.build(), sink);
  }

  @Override
  public Listening listen(String login, LiveListener listener) {
    Request request = get("v1/sync/live", Optional.of(login)).build();
    EventSource source =
        EventSources.createFactory((Call.Factory) patient)
            .newEventSource(request, new LiveEvents(listener, this::refusal));
    return source::cancel;
  }

  private Reply<Integer> lines(String login, HttpUrl url, FrameSink sink) {
    Request request = get("", Optional.of(login)).url(url).build();
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        return new Reply.Refused<>(refusal(response));
      }
      return new Reply.Answered<>(lines(response.body().source(), sink));
    } catch (IOException broken) {
      return new Reply.Unreachable<>("the connection broke off");
    } catch (UnreadableJson | WireFault garbled) {
      return new Reply.Unreachable<>("the server's answer could not be read");
    }
  }

  private int lines(BufferedSource source, FrameSink sink) throws IOException {
    int taken = 0;
    while (!source.exhausted()) {
      long end = source.indexOf((byte) '\n', 0, MAX_LINE_BYTES);
      if (end < 0 && source.request(MAX_LINE_BYTES)) {
        throw new WireFault("line", "is longer than " + MAX_LINE_BYTES + " bytes");
      }
      String line = end < 0 ? source.readUtf8() : source.readUtf8(end);
      if (end >= 0) {
        source.skip(1);
      }
      if (!line.trim().isEmpty()) {
        taken++;
        if (!sink.take(Frame.read(json.read(line)))) {
          return taken;
        }
      }
    }
    return taken;
  }

  private <T> Reply<T> ask(Request request, Function<Json, T> reading) {
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        return new Reply.Refused<>(refusal(response));
      }
      return new Reply.Answered<>(reading.apply(json.read(bounded(response.body()))));
    } catch (IOException broken) {
      return new Reply.Unreachable<>("the connection broke off");
    } catch (UnreadableJson | WireFault garbled) {
      return new Reply.Unreachable<>("the server's answer could not be read");
    }
  }

  private Refusal refusal(Response response) throws IOException {
    Optional<Long> retryAfter =
        Optional.ofNullable(response.header("Retry-After")).flatMap(OkHttpTransport::seconds);
    Json.Obj body = Json.EMPTY;
    try {
      if (json.read(bounded(response.body())) instanceof Json.Obj problem) {
        body = problem;
      }
    } catch (UnreadableJson noProblem) {
      // Something between the handset and the server answered: the status alone has to do.
      body = Json.object().put("detail", "The answer was not the server's own.").build();
    }
    return Refusal.of(response.code(), body, retryAfter);
  }

  private static Optional<Long> seconds(String header) {
    return header.matches("[0-9]{1,6}") ? Optional.of(Long.parseLong(header)) : Optional.empty();
  }

  private static String bounded(ResponseBody body) throws IOException {
    BufferedSource source = body.source();
    if (source.request(MAX_ANSWER_BYTES + 1)) {
      throw new WireFault("body", "is longer than " + MAX_ANSWER_BYTES + " bytes");
    }
    return source.getBuffer().readString(StandardCharsets.UTF_8);
  }

  private static Json.Obj object(Json value) {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new WireFault("body", "is no JSON object");
  }

  private static String text(Json.Obj in, String name) {
    return in.text(name).orElseThrow(() -> new WireFault(name, "is missing"));
  }

  private Request.Builder get(String path, Optional<String> login) {
    Request.Builder request =
        new Request.Builder().url(base.newBuilder().addPathSegments(path).build());
    login.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private Request post(String path, Json.Obj body, Optional<String> login) {
    byte[] bytes = body.canonical().getBytes(StandardCharsets.UTF_8);
    Request.Builder request = get(path, login);
    if (bytes.length < GZIP_FROM_BYTES) {
      return request.post(RequestBody.create(bytes, JSON)).build();
    }
    return request
        .header("Content-Encoding", "gzip")
        .post(RequestBody.create(gzipped(bytes), JSON))
        .build();
  }

  private static byte[] gzipped(byte[] bytes) {
    Buffer packed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.write(bytes);
    } catch (IOException fault) {
      throw new IllegalStateException("memory cannot fail to be written", fault);
    }
    return packed.readByteArray();
  }
}
