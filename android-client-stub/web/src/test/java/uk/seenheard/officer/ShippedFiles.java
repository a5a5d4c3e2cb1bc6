package uk.seenheard.officer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on loopback that gives out the page's files as they ship, under a strict policy. */
public final class ShippedFiles implements AutoCloseable {
  private static final String FOLDER = "/uk/seenheard/officer/page";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

  private static final String PAGE_POLICY =
      POLICY
          + "; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types officer";

  private final HttpServer server;
  private final Elsewhere elsewhere;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Whoever answers before the files do. */
  @FunctionalInterface
  public interface Elsewhere {
    /** Whether it answered. */
    boolean answers(HttpExchange exchange) throws IOException;
  }

  /** Starts on a free port, with the files alone. */
  public ShippedFiles() throws IOException {
    this(exchange -> false);
  }

  /** Starts on a free port. */
  public ShippedFiles(Elsewhere elsewhere) throws IOException {
    this.elsewhere = elsewhere;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::give);
    server.setExecutor(threads);
    server.start();
  }

  /** The address of its first page, which is empty. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void give(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (elsewhere.answers(exchange)) {
        return;
      }
      String path = exchange.getRequestURI().getPath();
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", path.endsWith(".html") ? PAGE_POLICY : POLICY);
      byte[] body = path.equals("/") ? empty() : file(path);
      exchange.getResponseHeaders().set("Content-Type", type(path));
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String type(String path) {
    if (path.endsWith(".css")) {
      return "text/css";
    }
    return path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
  }

  private static byte[] empty() {
    return "<!doctype html><title>Nothing</title>".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] file(String path) throws IOException {
    try (InputStream in = ShippedFiles.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return new byte[0];
      }
      byte[] bytes = in.readAllBytes();
      // The server names the folder of this version there.
      return path.endsWith(".html")
          ? new String(bytes, StandardCharsets.UTF_8)
              .replace("{{files}}", "")
              .getBytes(StandardCharsets.UTF_8)
          : bytes;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
