package uk.seenheard.officer.transport;

import java.util.Optional;
import java.util.function.Function;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.Parts;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.WireFault;

/**
 * The protocol by the browser's fetch. A call waits in its own green thread: the worker goes on
 * with what the officer does. It never waits within a transaction of the store.
 */
public final class FetchTransport implements Transport {
  private static final String BROKEN = "the connection broke off";
  private static final String GARBLED = "the server's answer could not be read";

  private final FetchCalls calls;
  private final JsonReader json;

  /** By that function. */
  public FetchTransport(FetchCalls calls, JsonReader json) {
    this.calls = calls;
    this.json = json;
  }

  /** An answer; status 0 stands for none. */
  private record Answer(int status, String body, String retryAfter) {}

  @Async
  private static native Answer ask(FetchCalls calls, String path, String body, String login);

  // The compiler binds this to the native method above, by its name.
  @SuppressWarnings("UnusedMethod")
  private static void ask(
      FetchCalls calls, String path, String body, String login, AsyncCallback<Answer> then) {
    calls.ask(
        path,
        body,
        login,
        (status, text, retryAfter) -> then.complete(new Answer(status, text, retryAfter)));
  }

  /** Whoever names nobody is whom the browser's session is of, at the force's identity provider. */
  @Override
  public Reply<SignedIn> signIn(String person) {
    if (person.isEmpty()) {
      return ask("v1/session", "{}", "", this::signedIn);
    }
    Json.Obj body = Json.object().put("person", person).build();
    return ask("v1/demo/sign-in", body.canonical(), "", this::signedIn);
  }

  private SignedIn signedIn(Json value) {
    Json.Obj in = object(value);
    Json.Obj named = in.object("person");
    return new SignedIn(
        text(in, "token"),
        in.whole("expiresAt").orElse(0L),
        in.text("person").isPresent() ? in.text("person").get() : named.text("id").orElse(""),
        in.text("force").isPresent() ? in.text("force") : named.text("force"));
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    Json.Obj body =
        Json.object().put("device", device).put("publicKey", publicKey).put("proof", proof).build();
    return ask("v1/devices", body.canonical(), login, value -> text(object(value), "enrolment"));
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    Json.Obj body = Json.object().put("enrolment", enrolment).build();
    return ask("v1/passes", body.canonical(), login, this::granted);
  }

  private GrantedPass granted(Json value) {
    Json.Obj in = object(value);
    return new GrantedPass(
        text(in, "pass"),
        text(in, "person"),
        in.text("role").orElse(""),
        in.text("team").orElse(""),
        in.whole("leaseUntil").orElse(0L),
        in.text("serverKey"),
        GrantedPass.carries(in));
  }

  @Override
  public Reply<PushAnswer> push(PushRequest request) {
    return ask("v1/sync/push", request.json().canonical(), "", PushAnswer::read);
  }

  @Override
  public Reply<AskAnswer> ask(Json message) {
    return ask("v1/sync/ask", message.canonical(), "", AskAnswer::read);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    return ask("v1/" + path, "", login, value -> value);
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    return pull(login, cursor, Optional.empty(), sink);
  }

  @Override
  public Reply<Integer> pull(
      String login, Optional<String> cursor, Optional<String> told, FrameSink sink) {
    StringBuilder query = new StringBuilder();
    cursor.ifPresent(from -> parameter(query, "cursor", from));
    told.ifPresent(place -> parameter(query, "told", place));
    return lines(login, "v1/sync/pull" + query, sink);
  }

  @Override
  public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    StringBuilder query = new StringBuilder();
    cursor.ifPresent(stands -> parameter(query, "cursor", stands));
    if (!after.isEmpty()) {
      parameter(query, "after", after);
    }
    return ask("v1/sync/incidents" + query, "", login, IncidentDigests::read);
  }

  @Override
  public Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    StringBuilder query = new StringBuilder();
    cursor.ifPresent(stands -> parameter(query, "cursor", stands));
    after.ifPresent(place -> parameter(query, "after", place));
    return lines(login, "v1/sync/incidents/" + incident + query, sink);
  }

  /** Cursors are made of letters, digits, points, hyphens and underscores: nothing to escape. */
  private static void parameter(StringBuilder query, String name, String value) {
    query.append(query.length() == 0 ? '?' : '&').append(name).append('=').append(value);
  }

  private Reply<Integer> lines(String login, String path, FrameSink sink) {
    Answer answer = ask(calls, path, "", login);
    if (answer.status() != 200) {
      return failed(answer);
    }
    try {
      int taken = 0;
      for (String line : Parts.of(answer.body(), '\n')) {
        if (!line.trim().isEmpty()) {
          taken++;
          if (!sink.take(Frame.read(json.read(line)))) {
            break;
          }
        }
      }
      return new Reply.Answered<>(taken);
    } catch (UnreadableJson | WireFault garbled) {
      return new Reply.Unreachable<>(GARBLED);
    }
  }

  private <T> Reply<T> ask(String path, String body, String login, Function<Json, T> reading) {
    Answer answer = ask(calls, path, body, login);
    if (answer.status() < 200 || answer.status() > 299) {
      return failed(answer);
    }
    try {
      return new Reply.Answered<>(reading.apply(json.read(answer.body())));
    } catch (UnreadableJson | WireFault garbled) {
      return new Reply.Unreachable<>(GARBLED);
    }
  }

  private <T> Reply<T> failed(Answer answer) {
    if (answer.status() == 0) {
      return new Reply.Unreachable<>(BROKEN);
    }
    Json.Obj body = Json.EMPTY;
    try {
      if (json.read(answer.body()) instanceof Json.Obj problem) {
        body = problem;
      }
    } catch (UnreadableJson noProblem) {
      // Something between the handset and the server answered: the status alone has to do.
      body = Json.object().put("detail", "The answer was not the server's own.").build();
    }
    return new Reply.Refused<>(Refusal.of(answer.status(), body, seconds(answer.retryAfter())));
  }

  private static Optional<Long> seconds(String header) {
    if (header.isEmpty() || header.length() > 6) {
      return Optional.empty();
    }
    for (int i = 0; i < header.length(); i++) {
      if (header.charAt(i) < '0' || header.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Long.parseLong(header));
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
}
