package uk.seenheard.api.partners.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** A subscriber as somebody else would write it, which keeps what it was told. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<Got> got = new ArrayList<>();
  private volatile ToIntFunction<Got> answers = one -> 204;

  /** One request, and when it came. */
  record Got(String id, long seconds, String signature, String body, long at) {
    Json.Obj event() {
      return (Json.Obj) new JacksonJsonReader().read(body);
    }

    String incident() {
      return event().text("subject").orElseThrow();
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answer(ToIntFunction<Got> given) {
    answers = given;
  }

  List<Got> got() {
    synchronized (got) {
      return List.copyOf(got);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Got one =
          new Got(
              exchange.getRequestHeaders().getFirst("webhook-id"),
              Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              body,
              System.nanoTime());
      int status = answers.applyAsInt(one);
      if (status >= 200 && status < 300) {
        synchronized (got) {
          got.add(one);
        }
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
