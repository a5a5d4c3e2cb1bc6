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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.contract.PublishedContract;

/** One login that asks for everything at once keeps nobody else from anything. */
class CrowdingTest {
  private static final Held HELD = Held.of(7, "One stops everybody", CrowdingTest.class);

  private static final int STREAMS = 5_000;
  private static final int ENROLMENTS = 1_000;

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

  private static String enrolment(KeyPair pair) throws Exception {
    String device = java.util.UUID.randomUUID().toString();
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
