package uk.seenheard.api.ground.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** Somebody's browser without its screen: it keeps cookies and goes nowhere by itself. */
final class Visitor {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String server;
  final Map<String, String> cookies = new LinkedHashMap<>();

  /** All that the server ever told this browser to keep, and all that it showed it. */
  final List<String> seen = new ArrayList<>();

  Visitor(String server) {
    this.server = server;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  HttpResponse<String> get(String path, String token) {
    return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token).GET());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private URI at(String path) {
    return URI.create(path.startsWith("http") ? path : server + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(one -> one.getKey() + '=' + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          client.send(
              request.timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      seen.add(response.headers().map() + response.body());
      return response;
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void keep(String line) {
    String pair = line.split(";", 2)[0];
    int at = pair.indexOf('=');
    if (line.contains("Max-Age=0")) {
      cookies.remove(pair.substring(0, at));
    } else {
      cookies.put(pair.substring(0, at), pair.substring(at + 1));
    }
  }

  /** Where an answer sends the browser. */
  static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () ->
                new AssertionError(
                    "sent nowhere: " + response.statusCode() + ' ' + response.body()));
  }

  static Json.Obj json(HttpResponse<String> response) {
    return (Json.Obj) new JacksonJsonReader().read(response.body());
  }
}
