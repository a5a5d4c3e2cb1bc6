package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.contract.PublishedContract;

/** One login that asks for everything at once keeps nobody else from anything. */
@Tag("long")
class CrowdingTest {
  private static final Held HELD = Held.of(7, "One stops everybody", CrowdingTest.class);

  private static final int STREAMS = 5_000;
  private static final int ENROLMENTS = 1_000;
  private static final int PUSHES = 60;

  @TempDir static Path folder;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.walking(STREAMS + " streams, " + ENROLMENTS + " enrolments; what another may read, twice")
        .walking(
            PUSHES
                + " pushes of one device; one device enrolled "
                + ENROLMENTS / 2
                + " times and by a second person")
        .write();
  }

  @Test
  void fiveThousandStreamsOfOneLoginAreNotHad() throws Exception {
    Caller crowd = Caller.signedIn(server.url(), "pc1202");
    String head =
        "GET /v1/sync/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + crowd.token()
            + "\r\n\r\n";
    int had = 0;
    List<Socket> streams = new ArrayList<>();
    try {
      for (int i = 0; i < STREAMS; i++) {
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        byte[] said = socket.getInputStream().readNBytes(12);
        String status = new String(said, StandardCharsets.US_ASCII);
        assertThat(status).isIn("HTTP/1.1 200", "HTTP/1.1 429");
        if (status.endsWith("200")) {
          had++;
          streams.add(socket);
        } else {
          socket.close();
        }
      }
      int streaming = had;
      HELD.tries(STREAMS + " streams", () -> assertThat(streaming).isEqualTo(16));
      assertOthersAreServed();
      assertThat(crowd.get("/v1/forms").status()).as("the same person still works").isEqualTo(200);
    } finally {
      for (Socket socket : streams) {
        socket.close();
      }
    }
  }

  @Test
  void aThousandEnrolmentsOfOneLoginAreNotHad() throws Exception {
    Caller crowd = Caller.signedIn(server.url(), "pc1203");
    KeyPair pair = io.jsonwebtoken.Jwts.SIG.ES256.keyPair().build();
    int enrolled = 0;
    int refused = 0;
    for (int i = 0; i < ENROLMENTS; i++) {
      Caller.Answer answer = crowd.post("/v1/devices", enrolment(pair));
      enrolled += answer.status() == 201 ? 1 : 0;
      refused += answer.status() == 429 ? 1 : 0;
    }
    int taken = enrolled;
    HELD.tries(ENROLMENTS + " enrolments", () -> assertThat(taken).isEqualTo(500));
    assertThat(enrolled + refused).isEqualTo(ENROLMENTS);
    assertOthersAreServed();
    assertThat(
            Caller.signedIn(server.url(), "pc1201").post("/v1/devices", enrolment(pair)).status())
        .isEqualTo(201);
  }

  /** A push needs no login: so whoever holds a device is counted by it. */
  @Test
  void pushesOfOneDeviceBeyondAFewAreToldToWaitAndThoseOfAnotherAreNot() throws Exception {
    Officer one = Officer.onShift(server.url(), "pc1201");
    one.record(one.incident("CROWD-1"), Officer.set("happened", "words"));
    Officer other = Officer.onShift(server.url(), "pc1204");
    other.record(other.incident("CROWD-2"), Officer.set("happened", "words"));
    CountDownLatch until = new CountDownLatch(1);
    server.holdStore(until);
    Queue<Integer> answered = new ConcurrentLinkedQueue<>();
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < PUSHES; i++) {
      crowd.add(new Thread(() -> answered.add(one.send(one.push(1, 1)).status())));
    }
    Queue<Integer> others = new ConcurrentLinkedQueue<>();
    crowd.add(new Thread(() -> others.add(other.send(other.push(1, 1)).status())));
    crowd.forEach(Thread::start);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
    while (answered.size() < PUSHES - 8 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    List<Integer> meanwhile = List.copyOf(answered);
    until.countDown();
    for (Thread each : crowd) {
      each.join();
    }
    HELD.tries(
        PUSHES + " pushes of one device",
        () -> {
          assertThat(meanwhile).hasSize(PUSHES - 8).containsOnly(429);
          assertThat(answered.stream().filter(status -> status == 200)).hasSize(8);
        });
    HELD.tries("a push of another device", () -> assertThat(others).containsExactly(200));
    assertThat(one.send(one.push(1, 1)).status()).as("the same device goes on").isEqualTo(200);
  }

  @Test
  void aDeviceThatManyEnrolIsNotHadForEver() throws Exception {
    KeyPair pair = io.jsonwebtoken.Jwts.SIG.ES256.keyPair().build();
    String device = java.util.UUID.randomUUID().toString();
    String enrolment = enrolment(pair, device);
    Caller one = Caller.signedIn(server.url(), "pc1205");
    for (int i = 0; i < ENROLMENTS / 2; i++) {
      one.post("/v1/devices", enrolment).expect(201);
    }
    HELD.tries(
        "one device by a second person",
        () ->
            assertThat(
                    Caller.signedIn(server.url(), "pc1206").post("/v1/devices", enrolment).status())
                .isEqualTo(429));
  }

  private static String enrolment(KeyPair pair) throws Exception {
    return enrolment(pair, java.util.UUID.randomUUID().toString());
  }

  private static String enrolment(KeyPair pair, String device) throws Exception {
    String key =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(pair.getPublic().getEncoded());
    java.security.Signature signature = java.security.Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(
        uk.seenheard.sync.change.Chain.enrolmentText("marlshire", device, key)
            .getBytes(StandardCharsets.UTF_8));
    String proof =
        java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    return "{\"device\":\""
        + device
        + "\",\"publicKey\":\""
        + key
        + "\",\"proof\":\""
        + proof
        + "\"}";
  }

  /** Everything that another officer may read. */
  private static void assertOthersAreServed() {
    Caller other = Caller.signedIn(server.url(), "pc1201");
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      if (operation.method().equals("GET")
          && operation.roles().contains("officer")
          && !operation.stream()) {
        HELD.tries(
            operation + " for somebody else meanwhile",
            () -> assertThat(other.get(operation.samplePath()).status()).isIn(200, 404));
      }
    }
  }
}
