package uk.seenheard.api.ground.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.identity.StrictDeviceRegister;
import uk.seenheard.api.ground.identity.TestDevice;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.codec.Json;

/** Enrolment, shift passes and the demonstration's sign-in, spoken to over HTTP. */
class IdentityDoorsTest {
  private static final Force FORCE = Force.demo(new JacksonJsonReader());
  private static final Duration LEASE = Duration.ofHours(12);

  private final AtomicLong now = new AtomicLong(1_795_000_000_000L);
  private final StrictDeviceRegister register = new StrictDeviceRegister();
  private final Keys keys = Keys.fresh();
  private final Tokens tokens = new Tokens(FORCE, keys, new LoginSource.Demo(), new JdkDigests());
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    Vertx vertx = Vertx.vertx();
    served = Served.with(vertx, IdentityDoors.of(vertx, tokens, register, now::get, LEASE));
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  @Test
  void anOfficerSignsInEnrolsAndTakesAPass() throws Exception {
    Served.Reply signedIn = served.post("/v1/demo/sign-in", "{\"person\":\"pc1201\"}", null);
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().text("person")).contains("pc1201");
    String login = signedIn.json().text("token").orElseThrow();

    TestDevice device = TestDevice.fresh();
    Served.Reply enrolled = enrol(device, login);
    assertThat(enrolled.status()).isEqualTo(201);
    String enrolment = enrolled.json().text("enrolment").orElseThrow();
    assertThat(tokens.enrolment(enrolment).device()).isEqualTo(device.id());

    Served.Reply passed = served.post("/v1/passes", pass(enrolment), login);
    assertThat(passed.status()).isEqualTo(201);
    assertThat(passed.json().text("person")).contains("pc1201");
    assertThat(passed.json().text("role")).contains("officer");
    assertThat(passed.json().text("team")).contains("ashmere");
    assertThat(passed.json().whole("leaseUntil")).contains(now.get() + LEASE.toMillis());
    ShiftPass pass = tokens.pass(passed.json().text("pass").orElseThrow());
    assertThat(pass.device()).isEqualTo(device.id());
    assertThat(pass.person()).isEqualTo("pc1201");
  }

  /** A force may say from when on notices leave by this server: shifts that begin then know it. */
  @Test
  void passSaysWhichNoticesTheServerTakesToWhomTheyAreForAsOfThen() throws Exception {
    long from = now.get() + 60_000;
    Vertx vertx = Vertx.vertx();
    try (Served open =
        Served.with(
            vertx,
            List.of(
                new DeviceDoor(
                    vertx,
                    tokens,
                    register,
                    now::get,
                    LEASE,
                    begun -> Future.succeededFuture(),
                    at -> at < from ? Set.of() : Set.of("ppn", "encompass"))))) {
      TestDevice device = TestDevice.fresh();
      String enrolment = enrol(device, login("pc1201")).json().text("enrolment").orElseThrow();
      Json.Obj before = open.post("/v1/passes", pass(enrolment), login("pc1201")).json();
      assertThat(before.get("carries")).isEmpty();
      now.set(from);
      Json.Obj then = open.post("/v1/passes", pass(enrolment), login("pc1201")).json();
      assertThat(then.items("carries")).containsExactly(Json.of("encompass"), Json.of("ppn"));
    }
  }

  @Test
  void anEnrolmentMayBeRepeated() throws Exception {
    TestDevice device = TestDevice.fresh();
    assertThat(enrol(device, login("pc1201")).status()).isEqualTo(201);
    assertThat(enrol(device, login("pc1202")).status()).isEqualTo(201);
    assertThat(register.size()).isEqualTo(1);
  }

  @Test
  void theSameDeviceWithAnotherKeyIsRefused() throws Exception {
    TestDevice device = TestDevice.fresh();
    enrol(device, login("pc1201"));
    Served.Reply taken =
        enrol(new TestDevice(device.id(), TestDevice.fresh().pair()), login("pc1201"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.problem()).isEqualTo("device-known");
  }

  @Test
  void aProofByAnotherKeyIsRefused() throws Exception {
    TestDevice device = TestDevice.fresh();
    String proof =
        TestDevice.fresh().sign(Chain.enrolmentText(FORCE.id(), device.id(), device.publicKey()));
    assertRefused(enrolment(device.id(), device.publicKey(), proof), "proof");
  }

  @Test
  void aProofForAnotherForceOrDeviceIsRefused() throws Exception {
    TestDevice device = TestDevice.fresh();
    assertRefused(enrolment(device.id(), device.publicKey(), device.proof("otherforce")), "proof");
    assertRefused(
        enrolment(UUID.randomUUID().toString(), device.publicKey(), device.proof(FORCE.id())),
        "proof");
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws Exception {
    TestDevice device = TestDevice.onCurve("secp384r1");
    assertRefused(
        enrolment(device.id(), device.publicKey(), device.proof(FORCE.id())), "publicKey");
  }

  @Test
  void membersThatAreMissingWronglyTypedUnknownOrHostileAreNamed() throws Exception {
    TestDevice device = TestDevice.fresh();
    String key = device.publicKey();
    String proof = device.proof(FORCE.id());
    assertRefused("{}", "device");
    assertRefused("{\"device\":7}", "device");
    assertRefused("{\"device\":{\"$gt\":\"\"}}", "device");
    assertRefused(enrolment(device.id().toUpperCase(java.util.Locale.ROOT), key, proof), "device");
    assertRefused(enrolment("../../etc/passwd", key, proof), "device");
    assertRefused(enrolment("\u0000\u202e", key, proof), "device");
    assertRefused(enrolment(device.id(), "", proof), "publicKey");
    assertRefused(enrolment(device.id(), key + "=", proof), "publicKey");
    assertRefused(enrolment(device.id(), "x".repeat(201), proof), "publicKey");
    assertRefused(enrolment(device.id(), key, "not-a-signature"), "proof");
    assertRefused(enrolment(device.id(), key, "x".repeat(10_000)), "proof");
    assertRefused("{\"device\":\"" + device.id() + "\",\"admin\":true}", "admin");
    assertRefused("{\"$where\":\"1\"}", "request");
    assertThat(register.size()).isZero();
  }

  @Test
  void withoutALoginNothingIsEnrolled() throws Exception {
    TestDevice device = TestDevice.fresh();
    for (String bearer : new String[] {null, "x", login("pc1201") + "x"}) {
      Served.Reply reply = enrol(device, bearer);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.problem()).isEqualTo("unauthenticated");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
    String login = login("pc1201");
    now.addAndGet(Duration.ofHours(11).toMillis());
    Served.Reply expired = enrol(device, login);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.json().text("reason")).contains("expired");
    assertThat(register.size()).isZero();
  }

  @Test
  void noLoginIsVerifiedOnAnEventLoop() throws Exception {
    String good = login("pc1201");
    String forged =
        new Tokens(FORCE, Keys.fresh(), new LoginSource.Demo(), new JdkDigests())
            .demoIssuer()
            .orElseThrow()
            .login(FORCE.person("insp71").orElseThrow(), now.get(), now.get() + 1_000);
    List<Boolean> verifiedBefore = new java.util.concurrent.CopyOnWriteArrayList<>();
    Vertx vertx = Vertx.vertx();
    List<uk.seenheard.api.ground.http.Door> doors =
        new java.util.ArrayList<>(IdentityDoors.of(vertx, tokens, register, now::get, LEASE));
    doors.add(
        router ->
            router
                .get("/v1/forms")
                .handler(
                    context -> {
                      String header = context.request().getHeader("Authorization");
                      verifiedBefore.add(tokens.knows(header));
                      context.response().end(tokens.admit(header, now.get()).person());
                    }));
    try (Served behind = Served.with(vertx, doors)) {
      assertThat(behind.get("/v1/forms", good).body()).isEqualTo("pc1201");
      assertThat(behind.get("/v1/forms", forged).status()).isEqualTo(401);
      assertThat(behind.get("/v1/forms", "nonsense").status()).isEqualTo(401);
    }
    // The others were turned away in the anteroom.
    assertThat(verifiedBefore).containsExactly(true);
  }

  @Test
  void theRecordsSystemHasNoHandsets() throws Exception {
    assertThat(enrol(TestDevice.fresh(), login("records")).status()).isEqualTo(403);
    assertThat(served.post("/v1/passes", pass("x"), login("records")).status()).isEqualTo(403);
  }

  @Test
  void aPassNeedsAnEnrolmentOfThisForce() throws Exception {
    TestDevice device = TestDevice.fresh();
    String forged =
        new Tokens(FORCE, Keys.fresh(), new LoginSource.Demo(), new JdkDigests())
            .issueEnrolment(device.id(), device.publicKey(), "pc1201", now.get());
    Force other = new Force("otherforce", "Another force", FORCE.teams(), FORCE.people());
    String foreign =
        new Tokens(other, keys, new LoginSource.Demo(), new JdkDigests())
            .issueEnrolment(device.id(), device.publicKey(), "pc1201", now.get());
    for (String enrolment : List.of("x", forged, foreign, login("pc1201"))) {
      Served.Reply reply = served.post("/v1/passes", pass(enrolment), login("pc1201"));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.problem()).isEqualTo("enrolment-refused");
    }
    assertThat(served.post("/v1/passes", "{}", login("pc1201")).field()).isEqualTo("enrolment");
  }

  @Test
  void nobodyButThePeopleOfTheForceSignsIn() throws Exception {
    for (String body : List.of("{\"person\":\"nobody\"}", "{\"person\":{\"$ne\":\"\"}}", "{}")) {
      Served.Reply reply = served.post("/v1/demo/sign-in", body, null);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.field()).isEqualTo("person");
    }
  }

  @Test
  void theDemonstrationShowsWhoThereIs() throws Exception {
    Json.Obj people = served.get("/v1/demo/people", null).json();
    assertThat(people.items("teams")).hasSize(10);
    assertThat(people.items("people")).hasSize(46);
    assertThat(served.get("/v1/demo/people?x=1", null).field()).isEqualTo("x");
  }

  @Test
  void outsideADemonstrationItsRoutesAreNotThere() throws Exception {
    LoginSource provider =
        LoginSource.Provider.of(
            "https://id.example",
            "sub",
            "{\"keys\":["
                + Jwks.json(
                    Jwks.builder()
                        .ecKeyPair(Jwts.SIG.ES256.keyPair().build())
                        .id("provider-1")
                        .build()
                        .toPublicJwk())
                + "]}");
    Vertx vertx = Vertx.vertx();
    Tokens real = new Tokens(FORCE, keys, provider, new JdkDigests());
    try (Served strict =
        Served.with(vertx, IdentityDoors.of(vertx, real, register, now::get, LEASE))) {
      assertThat(strict.post("/v1/demo/sign-in", "{\"person\":\"pc1201\"}", null).status())
          .isEqualTo(404);
      assertThat(strict.get("/v1/demo/people", null).status()).isEqualTo(404);
      assertThat(strict.post("/v1/passes", pass("x"), login("insp71")).status()).isEqualTo(401);
    }
  }

  private void assertRefused(String body, String field) throws Exception {
    Served.Reply reply = served.post("/v1/devices", body, login("pc1201"));
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("malformed");
    assertThat(reply.field()).as(body).isEqualTo(field);
  }

  private Served.Reply enrol(TestDevice device, String bearer) throws Exception {
    return served.post(
        "/v1/devices",
        enrolment(device.id(), device.publicKey(), device.proof(FORCE.id())),
        bearer);
  }

  private static String enrolment(String device, String key, String proof) {
    return Json.object()
        .put("device", device)
        .put("publicKey", key)
        .put("proof", proof)
        .build()
        .canonical();
  }

  private static String pass(String enrolment) {
    return Json.object().put("enrolment", enrolment).build().canonical();
  }

  private String login(String person) {
    return tokens
        .demoIssuer()
        .orElseThrow()
        .login(
            FORCE.person(person).orElseThrow(),
            now.get(),
            now.get() + Duration.ofHours(10).toMillis());
  }
}
