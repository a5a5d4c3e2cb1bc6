package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.contract.PublishedContract;

/**
 * HTTP as proxies see it, at every route: a head that two readers could read differently is refused
 * and the connection closed, a request for another host is not answered, and what is open to
 * everybody may be asked for its head.
 */
@Tag("long")
class FramingTest {
  private static final Held HELD = Held.of(13, "HTTP as proxies see it", FramingTest.class);

  private static final int PATIENCE_MILLIS = 15_000;
  private static final String GOOD = "Host: 127.0.0.1\r\n";

  /** Heads by what is wrong with them, without the request line. */
  private static final Map<String, String> HEADS =
      Map.ofEntries(
          Map.entry("no host", ""),
          Map.entry("two hosts", GOOD + "Host: elsewhere.example\r\n"),
          Map.entry("the same host twice", GOOD + GOOD),
          Map.entry("a host with a path", "Host: 127.0.0.1/x\r\n"),
          Map.entry("a host with somebody in it", "Host: u@127.0.0.1\r\n"),
          Map.entry("a folded header", GOOD + "X-Note: one\r\n two\r\n"),
          Map.entry("a header folded by a tab", GOOD + "X-Note: one\r\n\ttwo\r\n"),
          Map.entry("a folded host", "Host: 127.0.0.1\r\n .elsewhere.example\r\n"),
          Map.entry("chunked not last", GOOD + "Transfer-Encoding: chunked, identity\r\n"),
          Map.entry("chunked twice", GOOD + "Transfer-Encoding: chunked, chunked\r\n"),
          Map.entry(
              "chunked in two lines",
              GOOD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
          Map.entry("another coding", GOOD + "Transfer-Encoding: xchunked\r\n"),
          Map.entry("gzip before chunked", GOOD + "Transfer-Encoding: gzip, chunked\r\n"),
          Map.entry("two lengths", GOOD + "Content-Length: 2\r\nContent-Length: 3\r\n"),
          Map.entry(
              "a length beside chunked",
              GOOD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"));

  @TempDir static Path folder;
  private static LiveServer server;
  private static int port;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
    port = URI.create(server.url()).getPort();
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  @TestFactory
  Stream<DynamicTest> noHeadThatCanBeReadInTwoWaysIsTaken() {
    HELD.walking(
        HEADS.size() + " heads that two readers read differently, 2 other hosts, at every route");
    return HEADS.entrySet().stream()
        .map(
            head ->
                DynamicTest.dynamicTest(
                    "every route with " + head.getKey(),
                    () ->
                        atEveryRoute(head.getValue())
                            .forEach(
                                (route, said) ->
                                    HELD.tries(
                                        route + " with " + head.getKey(),
                                        () -> assertRefusedOnce(said)))));
  }

  @TestFactory
  Stream<DynamicTest> aRequestForAnotherHostIsNotAnswered() {
    return Stream.of("evil.example", "127.0.0.1.evil.example:80")
        .map(
            host ->
                DynamicTest.dynamicTest(
                    "every route for " + host,
                    () ->
                        atEveryRoute("Host: " + host + "\r\n")
                            .forEach(
                                (route, said) -> {
                                  if (!route.contains(" /health/")) {
                                    HELD.tries(
                                        route + " for " + host,
                                        () ->
                                            assertThat(said)
                                                .startsWith("HTTP/1.1 421 ")
                                                .contains("misdirected"));
                                  }
                                })));
  }

  /** Refused, and nothing behind the head became a second request. */
  private static void assertRefusedOnce(String said) {
    assertThat(said)
        .startsWith("HTTP/1.1 400 ")
        .contains("malformed")
        .doesNotContain("<still open>")
        .containsOnlyOnce("HTTP/1.1 ");
  }

  /** What every route says to a head; all are asked before the first answer is read. */
  private static Map<String, String> atEveryRoute(String head) throws IOException {
    Map<String, Socket> asked = new TreeMap<>();
    Map<String, String> said = new TreeMap<>();
    try {
      for (PublishedContract.Operation operation : PublishedContract.operations()) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        asked.put(operation.route(), socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        String body = operation.method().equals("GET") ? "" : "Content-Type: application/json\r\n";
        String whole =
            operation.method() + ' ' + operation.samplePath() + " HTTP/1.1\r\n" + head + body;
        socket.getOutputStream().write((whole + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
      for (Map.Entry<String, Socket> one : asked.entrySet()) {
        if (!one.getKey().contains(" /health/") || !head.contains("evil")) {
          said.put(one.getKey(), untilClosed(one.getValue()));
        }
      }
    } finally {
      for (Socket socket : asked.values()) {
        socket.close();
      }
    }
    return said;
  }

  @Test
  void aPathThatNamesAnotherHostIsNotAnswered() throws Exception {
    assertThat(raw("GET http://evil.example/docs HTTP/1.1\r\n" + GOOD + "\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aFoldedHeaderInThePipelineIsSeenToo() throws Exception {
    String first = "GET /health/live HTTP/1.1\r\n" + GOOD + "\r\n";
    String second = "GET /docs HTTP/1.1\r\n" + GOOD + "X-Note: one\r\n two\r\n\r\n";
    assertThat(raw(first + second)).contains("goes on in the next line");
  }

  @Test
  void aHeadInPiecesAndABodyWithLinesAreTaken() throws Exception {
    String body = "{\"person\":\n \"pc1201\"}";
    String head =
        "POST /v1/demo/sign-in HTTP/1.1\r\n"
            + GOOD
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      for (byte one : (head + body).getBytes(StandardCharsets.ISO_8859_1)) {
        socket.getOutputStream().write(one);
        socket.getOutputStream().flush();
      }
      assertThat(untilClosed(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsOpenMayBeAskedForItsHead() {
    List<String> open = new ArrayList<>(PublishedContract.pages());
    PublishedContract.operations().stream()
        .filter(one -> one.method().equals("GET") && !one.path().startsWith("/v1/"))
        .forEach(one -> open.add(one.samplePath()));
    return open.stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    "HEAD " + path,
                    () -> {
                      Caller.Answer whole = Caller.stranger(server.url()).get(path);
                      Caller.Answer head = Caller.stranger(server.url()).head(path);
                      assertThat(head.status()).isEqualTo(whole.status());
                      assertThat(head.body()).isEmpty();
                      assertThat(head.response().headers().firstValue("Content-Type"))
                          .isEqualTo(whole.response().headers().firstValue("Content-Type"));
                    }));
  }

  private static String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return untilClosed(socket);
    }
  }

  private static String untilClosed(Socket socket) throws IOException {
    StringBuilder out = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] step = new byte[4_096];
    try {
      for (int n = in.read(step); n >= 0; n = in.read(step)) {
        out.append(new String(step, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException open) {
      out.append("<still open>");
    } catch (SocketException reset) {
      out.append("<reset>");
    }
    return out.toString();
  }
}
