package uk.seenheard.officer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** A web server on loopback that gives out the page's files as they ship, under a strict policy. */
public final class ShippedFiles implements AutoCloseable {
  private static final String FOLDER = "/uk/seenheard/officer/page";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

  private static final String PAGE_POLICY =
      POLICY
          + "; img-src 'self'; manifest-src 'self'; style-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types officer";

  private static final String OFFICER = "/officer/";

  private static final byte[] WIFI =
      "<!doctype html><title>Free WiFi</title>".getBytes(StandardCharsets.UTF_8);

  /** The build whose files are given out under {@code /officer/}, as the real server does. */
  public volatile String build = "one";

  /** Which names under {@code /officer/} a captive portal answers with a page of its own. */
  public volatile Predicate<String> portal = name -> false;

  /** Whether nobody answers at all. */
  public volatile boolean gone;

  private HttpServer server;
  private final String host;
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
    this.host = "http://127.0.0.1:";
    serve(HttpServer.create(free(0), 0));
  }

  /** Starts on a free port of localhost and speaks TLS. */
  public ShippedFiles(Elsewhere elsewhere, SSLContext certified) throws IOException {
    this.elsewhere = elsewhere;
    this.host = "https://localhost:";
    serve(speaking(certified, 0));
  }

  private static InetSocketAddress free(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static HttpServer speaking(SSLContext certified, int port) throws IOException {
    HttpsServer server = HttpsServer.create(free(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certified));
    return server;
  }

  /** From now on somebody else answers at this address, under a certificate of their own. */
  public void presents(SSLContext certified) throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    serve(speaking(certified, port));
  }

  private void serve(HttpServer next) {
    next.createContext("/", this::give);
    next.setExecutor(threads);
    next.start();
    server = next;
  }

  /** The address of its first page, which is empty. */
  public String url() {
    return host + server.getAddress().getPort() + "/";
  }

  private void give(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (gone || elsewhere.answers(exchange)) {
        return;
      }
      String path = exchange.getRequestURI().getPath();
      boolean page = path.startsWith(OFFICER);
      exchange.getResponseHeaders().set("Content-Security-Policy", page ? PAGE_POLICY : POLICY);
      boolean caught = page && portal.test(path.substring(OFFICER.length()));
      byte[] body = caught ? WIFI : page ? officer(path.substring(OFFICER.length())) : root(path);
      exchange
          .getResponseHeaders()
          .set("Content-Type", caught ? "text/html; charset=utf-8" : type(path));
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] root(String path) throws IOException {
    return path.equals("/") ? empty() : file(path);
  }

  private byte[] officer(String name) throws IOException {
    String version = build;
    if (name.isEmpty()) {
      return text("/index.html")
          .replace("{{files}}", version + '/')
          .getBytes(StandardCharsets.UTF_8);
    }
    if (name.equals("sw.js")) {
      return text("/sw.js")
          .replace("{{version}}", version)
          .replace("{{digests}}", digests(version))
          .getBytes(StandardCharsets.UTF_8);
    }
    return name.startsWith(version + '/') ? file(name.substring(version.length())) : new byte[0];
  }

  private String digests(String version) throws IOException {
    List<String> digests = new ArrayList<>();
    digests.add("\"\":\"" + digest(officer("")) + '"');
    for (String name : names()) {
      digests.add('"' + version + '/' + name + "\":\"" + digest(file('/' + name)) + '"');
    }
    return '{' + String.join(",", digests) + '}';
  }

  /** The names of the files that the page is made of, beside its document and service worker. */
  public static List<String> names() throws IOException {
    return text("/files.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  private static String text(String path) throws IOException {
    return new String(file(path), StandardCharsets.UTF_8);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String type(String path) {
    if (path.endsWith(".css")) {
      return "text/css";
    }
    if (path.endsWith(".svg")) {
      return "image/svg+xml";
    }
    if (path.endsWith(".webmanifest")) {
      return "application/manifest+json";
    }
    return path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
  }

  private static byte[] empty() {
    return "<!doctype html><title>Nothing</title>".getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a shipped file, none where there is no such one. */
  public static byte[] file(String path) throws IOException {
    try (InputStream in = ShippedFiles.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return new byte[0];
      }
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
