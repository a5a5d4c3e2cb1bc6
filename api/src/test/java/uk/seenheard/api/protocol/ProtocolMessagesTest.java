package uk.seenheard.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.TestDevice;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/** Plays section 10 of PROTOCOL.md against a real server, message by message. */
class ProtocolMessagesTest {
  private static final String FORCE = "marlshire";
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final JdkDigests DIGESTS = new JdkDigests();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path data;
  private static LiveServer server;
  private static Page page;

  private final Known known = new Known();

  @BeforeAll
  static void start() throws IOException {
    page = Page.read(Path.of("../sync/PROTOCOL.md"));
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theServerAnswersAsThePageSays() throws Exception {
    String device = page.example("device");
    known.put("device", device);
    known.put("public-key", page.example("public-key"));
    known.put("proof", sign(Chain.enrolmentText(FORCE, device, page.example("public-key"))));
    TestDevice other = TestDevice.fresh();
    known.put("other-key", other.publicKey());
    known.put("other-proof", other.sign(Chain.enrolmentText(FORCE, device, other.publicKey())));
    known.put("incident", Identity.incident(FORCE, "MS-20261125-0007", DIGESTS));
    known.put("nine-mebibytes", "x".repeat(9 * 1024 * 1024));
    assertThat(page.messages()).hasSizeGreaterThan(15);
    for (Page.Block message : page.messages()) {
      play(message);
    }
    assertThat(known.faults()).isEmpty();
  }

  private void play(Page.Block message) throws Exception {
    String[] parts = message.request().split("\n\n", 2);
    List<String> head = parts[0].lines().toList();
    String[] line = head.get(0).split(" ", 2);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + known.filled(line[1])));
    for (String header : head.subList(1, head.size())) {
      String[] pair = header.split(": ", 2);
      request.header(pair[0], known.filled(pair[1]));
    }
    if (parts.length > 1) {
      request.header("Content-Type", "application/json");
      String body = known.filled(READER.read(parts[1])).canonical();
      request.method(line[0], HttpRequest.BodyPublishers.ofString(body));
    } else {
      request.method(line[0], HttpRequest.BodyPublishers.noBody());
    }
    HttpResponse<InputStream> came =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    boolean stream = came.headers().firstValue("Content-Type").orElse("").contains("event-stream");
    try (InputStream in = came.body()) {
      String body = stream ? firstEvent(in) : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (message.answer().isPresent()) {
        compare(message, came, body, stream);
      }
      learn(message.name(), body);
    }
  }

  private void compare(Page.Block message, HttpResponse<?> came, String body, boolean stream) {
    String[] parts = message.answer().orElseThrow().split("\n\n", 2);
    List<String> head = parts[0].lines().toList();
    assertThat(came.statusCode())
        .as("%s: %s", message.name(), body)
        .isEqualTo(Integer.parseInt(head.get(0)));
    for (String header : head.subList(1, head.size())) {
      String[] pair = header.split(": ", 2);
      assertThat(came.headers().firstValue(pair[0]).orElse(""))
          .as("%s: %s", message.name(), pair[0])
          .startsWith(pair[1]);
    }
    if (stream) {
      String pattern =
          Stream.of(parts[1].split("<n-live>", -1))
              .map(java.util.regex.Pattern::quote)
              .reduce((a, b) -> a + "\\d+" + b)
              .orElseThrow();
      assertThat(body).matches(pattern);
      return;
    }
    List<String> expected = parts[1].lines().toList();
    List<String> lines = body.lines().toList();
    assertThat(lines).as("%s: %s", message.name(), body).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      known.meet(
          message.name() + ", line " + (i + 1),
          READER.read(expected.get(i)),
          READER.read(lines.get(i)));
    }
  }

  /** What can be computed only now. */
  private void learn(String message, String body) throws GeneralSecurityException {
    if (message.equals("pass")) {
      laySchedule();
    } else if (message.equals("pull-shared")) {
      List<String> lines = body.lines().toList();
      Json.Obj through = (Json.Obj) READER.read(lines.get(lines.size() - 1));
      known.put("shared-cursor", through.text("cursor").orElseThrow());
    }
  }

  private void laySchedule() throws GeneralSecurityException {
    String device = page.example("device");
    known.put("pass-hash", DIGESTS.sha256Hex(known.text("pass")));
    for (Map.Entry<String, String> content : page.contents().entrySet()) {
      String text = known.filled(content.getValue());
      assertThat(READER.read(text).canonical()).as(content.getKey()).isEqualTo(text);
      known.put("content-" + content.getKey(), text);
      known.put("hash-" + content.getKey(), DIGESTS.sha256Hex(text));
    }
    Hash link = Chain.start(device, 1, DIGESTS);
    Hash other = link("other", link, 1);
    known.put("link-0", link.hex());
    known.put("signature-other", sign(Chain.headText(FORCE, device, 1, 1, other)));
    List<String> order = List.of("one", "two", "three");
    for (int seq = 1; seq <= order.size(); seq++) {
      link = link(order.get(seq - 1), link, seq);
      known.put("link-" + seq, link.hex());
      known.put("signature-" + seq, sign(Chain.headText(FORCE, device, 1, seq, link)));
    }
    known.put(
        "signature-beyond", sign(Chain.headText(FORCE, device, 1, 4, link("other", link, 4))));
    known.put("frontier", frontier("one", "three"));
  }

  /** Section 4: the hashes of the folded changes, ascending, each followed by a line feed. */
  private String frontier(String... contents) {
    List<String> hashes = new ArrayList<>();
    for (String content : contents) {
      hashes.add(known.text("hash-" + content));
    }
    hashes.sort(null);
    return DIGESTS.sha256Hex(String.join("\n", hashes) + "\n");
  }

  private Hash link(String content, Hash previous, int seq) {
    return Chain.link(previous, seq, new Hash(known.text("hash-" + content)), DIGESTS);
  }

  private static String sign(String text) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new PKCS8EncodedKeySpec(
                    Base64.getUrlDecoder().decode(page.example("private-key"))));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key);
    signer.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
  }

  private static String firstEvent(InputStream in) throws IOException {
    StringBuilder out = new StringBuilder();
    while (out.indexOf("\n\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      out.append((char) next);
    }
    return out.toString().trim();
  }
}
