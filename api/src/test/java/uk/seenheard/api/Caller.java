package uk.seenheard.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Somebody who calls the public API over HTTP. */
public final class Caller {
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String url;
  private final Optional<String> token;

  private Caller(String url, Optional<String> token) {
    this.url = url;
    this.token = token;
  }

  /** Somebody without a login. */
  public static Caller stranger(String url) {
    return new Caller(url, Optional.empty());
  }

  /** Somebody with this token. */
  public static Caller bearing(String url, String token) {
    return new Caller(url, Optional.of(token));
  }

  /** Somebody of the demo force. */
  public static Caller signedIn(String url, String person) {
    Answer answer =
        stranger(url).post("/v1/demo/sign-in", Json.object().put("person", person).build());
    return bearing(url, answer.expect(200).text("token").orElseThrow());
  }

  /** The token. */
  public String token() {
    return token.orElseThrow();
  }

  /** What came back. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    /** The body as JSON. */
    public Json.Obj json() {
      return (Json.Obj) READER.read(body);
    }

    /** The body, of an answer with that status. */
    public Json.Obj expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + " but got " + status + ": " + body);
      }
      return json();
    }

    /** The name of the problem. */
    public String problem() {
      return json().text("type").orElse("").replace("/problems/", "");
    }
  }

  /** Reads. */
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /** Reads the head only. */
  public Answer head(String path) {
    return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Posts a JSON value. */
  public Answer post(String path, Json body) {
    return post(path, body.canonical());
  }

  /** Posts a text as JSON, whatever it is. */
  public Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Pulls everything there is after a cursor. */
  public List<Frame> pull(Optional<String> cursor) {
    List<Frame> frames = new ArrayList<>();
    Optional<String> next = cursor;
    boolean more = true;
    while (more) {
      Answer answer = get("/v1/sync/pull" + next.map(text -> "?cursor=" + text).orElse(""));
      if (answer.status() != 200) {
        throw new AssertionError("pull answered " + answer.status() + ": " + answer.body());
      }
      for (String line : answer.body().split("\n")) {
        frames.add(Frame.read(READER.read(line)));
      }
      Frame.Through through = (Frame.Through) frames.get(frames.size() - 1);
      next = Optional.of(through.cursor());
      more = through.more();
    }
    return frames;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
