package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.trust.operations.OperationsTest;

/**
 * Clients that send far too much, nothing at all, or a bomb, at a real server of 512 MB heap: each
 * is refused as documented, the process does not grow, others are served meanwhile.
 *
 * <p>{@code -Dseenheard.hostile.connections=10000} for the long form (needs as many open files).
 */
@Tag("long")
class HostileClientsTest {
  private static final int MIB = 1024 * 1024;
  private static final int SILENT = Integer.getInteger("seenheard.hostile.connections", 500);
  private static final long MOST_GROWTH_MIB = 200;

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(folder.resolve("data"), Map.of());
    Officer officer = Officer.onShift(server.url(), "pc1201");
    officer.record(officer.incident("WARM"), Officer.set("happened", "words"));
    officer.sendAll();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void hundredMegabytesAreRefusedAndNotHeld() throws Exception {
    long before = residentMib();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean chunked = i % 2 == 0;
      answers.add(senders.submit(() -> sendHundredMegabytes(chunked)));
    }
    assertOthersAreServed();
    for (Future<String> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).contains("413").contains("/problems/too-large");
    }
    senders.shutdown();
    assertThat(residentMib() - before).isLessThan(MOST_GROWTH_MIB);
    assertThat(meter("seenheard_http_body_bytes")).isZero();
  }

  @Test
  void gigabyteOfZerosInAMegabyteIsRefusedBeforeItIsUnpacked() throws Exception {
    long before = residentMib();
    byte[] bomb = bomb();
    assertThat(bomb.length).isLessThan(2 * MIB);
    for (int i = 0; i < 4; i++) {
      String answer =
          exchange(
              head("/v1/sync/push", "Content-Encoding: gzip\r\nContent-Length: " + bomb.length),
              bomb,
              1);
      assertThat(answer).contains("413").contains("/problems/too-large");
    }
    assertOthersAreServed();
    assertThat(residentMib() - before).isLessThan(MOST_GROWTH_MIB);
  }

  @Test
  void connectionsThatSendNothingShutNobodyOut() throws Exception {
    long before = residentMib();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < SILENT; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), port()));
        if (i % (SILENT / 5) == 0) {
          assertOthersAreServed();
        }
      }
      assertOthersAreServed();
      // Beyond the limit, or after their 20 s, the server has closed some.
      assertThat(meter("seenheard_http_connections")).isBetween(1.0, 8_192.0);
      assertThat(residentMib() - before).isLessThan(MOST_GROWTH_MIB);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static void assertOthersAreServed() {
    long began = System.nanoTime();
    Officer officer = Officer.onShift(server.url(), "pc1202");
    officer.record(officer.incident("OTHERS"), Officer.set("happened", "words"));
    officer.sendAll();
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  private static String sendHundredMegabytes(boolean chunked) throws IOException {
    String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + 100L * MIB;
    byte[] part = "x".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
    byte[] sent = part;
    if (chunked) {
      ByteArrayOutputStream framed = new ByteArrayOutputStream();
      framed.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
      framed.write(part);
      framed.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      sent = framed.toByteArray();
    }
    return exchange(head("/v1/sync/push", length), sent, 100);
  }

  private static String head(String path, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n\r\n";
  }

  /** Sends a body in parts until the server has had enough; what it answered. */
  private static String exchange(String head, byte[] part, int parts) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      try {
        for (int i = 0; i < parts && in.available() == 0; i++) {
          out.write(part);
        }
      } catch (SocketException closed) {
        // It closed: what it said before that is read below.
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        in.transferTo(answer);
      } catch (SocketException reset) {
        // After its answer, or instead of it: the caller looks.
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  /** A hundred packed pieces of ten megabytes of zeros, one behind the other: gzip allows that. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(piece)) {
      gzip.write(new byte[10 * MIB]);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      bomb.write(piece.toByteArray());
    }
    return bomb.toByteArray();
  }

  private static double meter(String name) {
    return OperationsTest.meters(Caller.stranger(server.url()).get("/metrics").body()).get(name);
  }

  private static int port() {
    return URI.create(server.url()).getPort();
  }

  /** Memory of the process as the system counts it. */
  private static long residentMib() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
