package uk.seenheard.api.ground.login;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.ground.login.Visitor.json;
import static uk.seenheard.api.ground.login.Visitor.location;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.provider.FakeProvider;
import uk.seenheard.sync.codec.Json;

/**
 * Signing in at an identity provider that is strict about what it is asked, and what somebody gets
 * who tries to come in another way. The person reads one plain sentence; whoever runs the server
 * reads which check it was.
 */
class SignInTest {
  private static final String OPERATOR = "an operator's token of this test";
  private static final String PLAIN = "The sign-in with Marlshire login did not work";

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong(System.currentTimeMillis());
  private FakeProvider provider;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    provider = FakeProvider.start(now::get);
    provider
        .with("pc1201", Map.of("realm_access", Map.of("roles", List.of("officer", "offline"))))
        .with("ps401", Map.of("realm_access", Map.of("roles", List.of("supervisor"))))
        .with("insp71", Map.of("realm_access", Map.of("roles", List.of("officer"))))
        .with("pc1202", Map.of("realm_access", Map.of("roles", List.of("cook"))))
        .with("nobody9", Map.of("realm_access", Map.of("roles", List.of("officer"))));
    try (var roster =
        Caller.class.getResourceAsStream("/uk/seenheard/api/ground/roster/demo-force.json")) {
      Files.write(folder.resolve("roster.json"), roster.readAllBytes());
    }
    Files.writeString(
        folder.resolve("mapping.json"),
        "{\"person\":\"preferred_username\",\"roles\":{\"claim\":\"realm_access.roles\",\"means\":"
            + "{\"officer\":\"officer\",\"supervisor\":\"supervisor\",\"inspector\":\"inspector\","
            + "\"records\":\"integrator\"}}}");
    serve();
  }

  private void serve() {
    server =
        LiveServer.start(
            folder.resolve("data"),
            now::get,
            Map.of(
                "SEENHEARD_DEMO",
                "false",
                "SEENHEARD_FORCE",
                folder.resolve("roster.json").toString(),
                "SEENHEARD_LOGIN_ISSUER",
                provider.issuer(),
                "SEENHEARD_LOGIN_CLIENT",
                FakeProvider.CLIENT,
                "SEENHEARD_LOGIN_SECRET",
                FakeProvider.SECRET,
                "SEENHEARD_LOGIN_NAME",
                "Marlshire login",
                "SEENHEARD_LOGIN_MAPPING",
                folder.resolve("mapping.json").toString(),
                "SEENHEARD_OPERATIONS_TOKEN",
                OPERATOR));
    provider.backs = Set.of(server.url() + "/sign-in/return");
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  @Test
  void whoComesBackIsSignedInAndNothingOfTheProvidersReachesTheBrowser() {
    Visitor browser = new Visitor(server.url());
    HttpResponse<String> offered = browser.get("/v1/sign-in");
    assertThat(json(offered).object("provider").text("name")).contains("Marlshire login");

    HttpResponse<String> left = browser.get("/sign-in?to=officer");
    assertThat(left.statusCode()).isEqualTo(303);
    assertThat(left.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> back = browser.get(provider.signIn(location(left), "ps401"));
    assertThat(location(back)).isEqualTo("/officer/");
    assertThat(back.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("HttpOnly; SameSite=Lax").contains("Path=/"));

    Json.Obj login = json(browser.post("/v1/session", "{}"));
    assertThat(login.text("person")).contains("ps401");
    assertThat(login.text("role")).contains("supervisor");
    assertThat(login.whole("expiresAt").orElseThrow())
        .isEqualTo((now.get() / 1000 * 1000) + Duration.ofMinutes(10).toMillis());
    assertThat(browser.get("/v1/rows", login.text("token").orElseThrow()).statusCode())
        .isEqualTo(200);
    // The only signed token that it ever saw is this server's own.
    assertThat(String.join("\n", browser.seen))
        .doesNotContain("refresh_token")
        .doesNotContain("id_token")
        .containsOnlyOnce("eyJ0eXAi")
        .containsOnlyOnce("\"token\":");
    assertThat(provider.complaints()).isEmpty();
  }

  @Test
  void aCookieAloneOpensNoOtherDoor() {
    Visitor browser = signedIn("ps401");
    assertThat(browser.get("/v1/rows").statusCode()).isEqualTo(401);
    assertThat(browser.post("/v1/sign-out", "").statusCode()).isEqualTo(401);
  }

  @Test
  void nobodyIsSignedInAsWhoeverSentThemALink() {
    // The attacker begins, signs in as themselves, and hands the way back to somebody else.
    Visitor attacker = new Visitor(server.url());
    String trap = provider.signIn(location(attacker.get("/sign-in")), "pc1201");
    Visitor victim = new Visitor(server.url());
    assertThat(victim.get(trap).statusCode()).isEqualTo(400);
    assertThat(victim.cookies).isEmpty();
    // Also when the victim is on the way themselves.
    victim.get("/sign-in");
    assertThat(victim.get(trap).statusCode()).isEqualTo(400);
    assertThat(victim.cookies).isEmpty();
    assertThat(refused()).containsKey("state");
    // The code was not spent on it: whoever began comes back.
    assertThat(location(attacker.get(trap))).isEqualTo("/");
  }

  @Test
  void aCodeIsGoodOnce() {
    Visitor browser = new Visitor(server.url());
    HttpResponse<String> left = browser.get("/sign-in");
    Map<String, String> before = new HashMap<>(browser.cookies);
    String way = provider.signIn(location(left), "pc1201");
    assertThat(browser.get(way).statusCode()).isEqualTo(303);
    Visitor copy = new Visitor(server.url());
    copy.cookies.putAll(before);
    assertThat(copy.get(way).body()).contains(PLAIN);
    assertThat(copy.cookies).isEmpty();
    assertThat(refused()).containsKey("grant");
  }

  @Test
  void aCodeOfAnotherBeginningDoesNotFitTheVerifier() {
    Visitor one = new Visitor(server.url());
    Visitor other = new Visitor(server.url());
    String mine = provider.signIn(location(one.get("/sign-in")), "pc1201");
    String theirs = provider.signIn(location(other.get("/sign-in")), "ps401");
    String code = theirs.substring(theirs.indexOf("&code="));
    assertThat(one.get(mine.substring(0, mine.indexOf("&code=")) + code).body()).contains(PLAIN);
    assertThat(refused()).containsKey("grant");
  }

  @Test
  void anotherProvidersNameOnTheWayBackIsRefused() {
    Visitor browser = new Visitor(server.url());
    String way = provider.signIn(location(browser.get("/sign-in")), "pc1201");
    int at = way.indexOf("&iss=");
    String mixed =
        way.substring(0, at)
            + "&iss=https%3A%2F%2Felsewhere"
            + way.substring(way.indexOf("&code="));
    assertThat(browser.get(mixed).body()).contains(PLAIN);
    assertThat(refused()).containsKey("issuer-mixed");
  }

  @TestFactory
  Stream<DynamicTest> aTokenThatFailsACheckLetsNobodyIn() {
    long at = now.get() / 1000;
    Map<String, UnaryOperator<Map<String, Object>>> bends = new LinkedHashMap<>();
    bends.put("issuer", with("iss", provider.issuer() + "/"));
    bends.put("audience", with("aud", "somebody-else"));
    bends.put("azp", with("azp", "somebody-else"));
    bends.put(
        "azp ",
        said -> {
          said.put("aud", List.of(FakeProvider.CLIENT, "account"));
          said.remove("azp");
          return said;
        });
    bends.put("exp", with("exp", at - 61));
    bends.put("nbf", with("nbf", at + 62));
    bends.put("iat", with("iat", at + 62));
    bends.put("iat ", with("iat", at - 3_600));
    bends.put("nonce", with("nonce", "another"));
    bends.put(
        "nonce ",
        said -> {
          said.remove("nonce");
          return said;
        });
    bends.put(
        "subject",
        said -> {
          said.remove("sub");
          return said;
        });
    bends.put("kind", with("typ", "Bearer"));
    bends.put("form", with("exp", "tomorrow"));
    bends.put(
        "person",
        said -> {
          said.put("preferred_username", 7);
          return said;
        });
    return bends.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      provider.bend = one.getValue();
                      assertRefused(one.getKey().trim());
                    }));
  }

  private static UnaryOperator<Map<String, Object>> with(String name, Object value) {
    return said -> {
      said.put(name, value);
      return said;
    };
  }

  @TestFactory
  Stream<DynamicTest> aForgedSignatureLetsNobodyIn() {
    // Made before anything is asked: the provider is not slow here.
    FakeProvider.Signer unknown = FakeProvider.Signer.es256("two");
    FakeProvider.Signer same = FakeProvider.Signer.es256("one");
    FakeProvider.Signer rsa = FakeProvider.Signer.rs256("one");
    Map<String, UnaryOperator<String>> forgeries = new LinkedHashMap<>();
    forgeries.put(
        "algorithm none", token -> head(token, "{\"alg\":\"none\",\"kid\":\"one\"}") + '.');
    forgeries.put("algorithm HS256 with the public key", this::hmac);
    forgeries.put("key unknown", token -> resigned(token, unknown));
    forgeries.put("signature by another key", token -> resigned(token, same));
    forgeries.put("algorithm of another kind", token -> resigned(token, rsa));
    forgeries.put(
        "signature broken",
        token -> {
          char last = token.charAt(token.length() - 10);
          return token.substring(0, token.length() - 10)
              + (last == 'A' ? 'B' : 'A')
              + token.substring(token.length() - 9);
        });
    return forgeries.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      provider.forge = one.getValue();
                      assertRefused(one.getKey().split(" ")[0]);
                    }));
  }

  private void assertRefused(String check) {
    long before = times(check);
    Visitor browser = new Visitor(server.url());
    HttpResponse<String> back =
        browser.get(provider.signIn(location(browser.get("/sign-in")), "pc1201"));
    assertThat(back.statusCode()).isEqualTo(400);
    assertThat(back.body()).contains(PLAIN).doesNotContain(check);
    assertThat(browser.cookies).isEmpty();
    assertThat(browser.post("/v1/session", "{}").statusCode()).isEqualTo(401);
    assertThat(times(check)).as(refused().keySet().toString()).isEqualTo(before + 1);
  }

  private static String head(String token, String header) {
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + '.'
        + token.split("\\.")[1];
  }

  private String hmac(String token) {
    String signed = head(token, "{\"alg\":\"HS256\",\"kid\":\"one\"}");
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(
          new javax.crypto.spec.SecretKeySpec(
              provider.signer().pair().getPublic().getEncoded(), "HmacSHA256"));
      return signed
          + '.'
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String resigned(String token, FakeProvider.Signer by) {
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return Jwts.builder()
        .header()
        .keyId(by.kid())
        .and()
        .content(claims)
        .signWith(by.pair().getPrivate(), by.algorithm())
        .compact();
  }

  @Test
  void clocksMayBeAMinuteApart() {
    long at = now.get() / 1000;
    provider.bend = with("iat", at + 50);
    signedIn("pc1201");
    provider.bend = with("exp", at - 50);
    signedIn("pc1201");
  }

  @Test
  void keysMayChangeAndEveryKindThatIsTakenIs() {
    signedIn("pc1201");
    for (FakeProvider.Signer signer :
        List.of(FakeProvider.Signer.rs256("two"), FakeProvider.Signer.ps256("three"))) {
      now.addAndGet(31_000);
      provider.signWith(signer);
      signedIn("pc1201");
    }
  }

  @Test
  void aNameOfAKeyThatIsInventedMakesThisServerCallOnceInHalfAMinute() {
    Visitor browser = new Visitor(server.url());
    now.addAndGet(31_000);
    String forged =
        FakeProvider.signed(Map.of("iss", provider.issuer()), FakeProvider.Signer.es256("none"));
    browser.get("/v1/rows", forged);
    long before = provider.calls().stream().filter("/keys"::equals).count();
    for (int i = 0; i < 20; i++) {
      String other = FakeProvider.signed(Map.of("i", i), FakeProvider.Signer.es256("none" + i));
      assertThat(browser.get("/v1/rows", other).statusCode()).isEqualTo(401);
    }
    assertThat(provider.calls().stream().filter("/keys"::equals).count()).isEqualTo(before);
  }

  @Test
  void aTokenOfTheProvidersThatCameWithARequestIsTakenWhenItIsForThisService() {
    Visitor partner = new Visitor(server.url());
    Map<String, Object> roles =
        Map.of(
            "realm_access", Map.of("roles", List.of("records")), "preferred_username", "records");
    String good = provider.accessToken("records", "records", with(roles, "aud", "seenheard"));
    assertThat(partner.get("/v1/records/revisions", good).statusCode()).isEqualTo(200);
    String other = provider.accessToken("records", "records", roles);
    assertThat(partner.get("/v1/records/revisions", other).statusCode()).isEqualTo(401);
    assertThat(refused()).containsKey("audience");
    Map<String, Object> id = with(with(roles, "aud", "seenheard"), "typ", "ID");
    String kind = provider.accessToken("records", "records", id);
    assertThat(partner.get("/v1/records/revisions", kind).statusCode()).isEqualTo(401);
    assertThat(refused()).containsKey("kind");
    Map<String, Object> cook =
        with(with(roles, "aud", "seenheard"), "realm_access", Map.of("roles", List.of("cook")));
    HttpResponse<String> none =
        partner.get("/v1/records/revisions", provider.accessToken("records", "records", cook));
    assertThat(json(none).text("reason")).contains("not-entitled");
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> more = new HashMap<>(claims);
    more.put(name, value);
    return more;
  }

  @Test
  void theLowerOfWhatTheRosterAndTheLoginSayCounts() {
    assertThat(json(signedIn("insp71").post("/v1/session", "{}")).text("role")).contains("officer");
  }

  @Test
  void whoseLoginNamesNoRoleIsNotSignedIn() {
    Visitor browser = new Visitor(server.url());
    assertThat(browser.get(provider.signIn(location(browser.get("/sign-in")), "pc1202")).body())
        .contains(PLAIN);
    assertThat(refused()).containsKey("roles");
  }

  @Test
  void whoeverTheRosterDoesNotKnowIsToldSo() {
    Visitor browser = new Visitor(server.url());
    HttpResponse<String> back =
        browser.get(provider.signIn(location(browser.get("/sign-in")), "nobody9"));
    assertThat(back.statusCode()).isEqualTo(403);
    assertThat(back.body()).contains("not on this force's list of people");
    assertThat(browser.cookies).isEmpty();
    assertThat(refused()).containsKey("roster");
  }

  @Test
  void whoSaysNoThereComesBackToASentence() {
    Visitor browser = new Visitor(server.url());
    String there = location(browser.get("/sign-in"));
    String state = there.replaceFirst(".*[?&]state=([^&]*).*", "$1");
    HttpResponse<String> back =
        browser.get(
            "/sign-in/return?error=access_denied&error_description=%3Cscript%3E&state=" + state);
    assertThat(back.statusCode()).isEqualTo(400);
    assertThat(back.body()).contains("was not finished").doesNotContain("script>");
  }

  @Test
  void aSessionGoesOnAsLongAsTheProviderVouchesForIt() {
    Visitor browser = signedIn("ps401");
    for (int i = 0; i < 5; i++) {
      now.addAndGet(Duration.ofMinutes(9).toMillis());
      assertThat(browser.post("/v1/session", "{}").statusCode()).isEqualTo(200);
    }
    String token = json(browser.post("/v1/session", "{}")).text("token").orElseThrow();
    assertThat(browser.get("/v1/rows", token).statusCode()).isEqualTo(200);
    provider.endAll();
    now.addAndGet(61_000);
    HttpResponse<String> over = browser.post("/v1/session", "{}");
    assertThat(over.statusCode()).isEqualTo(401);
    assertThat(json(over).text("reason")).contains("session-over");
    // What it gave out before is over too, at once.
    assertThat(browser.get("/v1/rows", token).statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionEndsWithTheShiftWhateverTheProviderSays() {
    Visitor browser = signedIn("ps401");
    now.addAndGet(Duration.ofHours(12).toMillis());
    assertThat(browser.post("/v1/session", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionOutlivesTheServerAndEndsAtBothEnds() {
    Visitor browser = signedIn("ps401");
    server.close();
    String before = server.url();
    serve();
    Visitor same = new Visitor(server.url());
    same.cookies.putAll(browser.cookies);
    now.addAndGet(61_000);
    String token = json(same.post("/v1/session", "{}")).text("token").orElseThrow();
    assertThat(provider.sessions()).hasSize(1);
    HttpResponse<String> ended = same.post("/v1/session/end", "{\"to\":\"officer\"}");
    assertThat(json(ended).text("then").orElseThrow())
        .startsWith(provider.issuer() + "/logout?client_id=seenheard&post_logout_redirect_uri=")
        .doesNotContain("token");
    assertThat(same.cookies).isEmpty();
    assertThat(same.get("/v1/rows", token).statusCode()).isEqualTo(401);
    same.cookies.putAll(browser.cookies);
    assertThat(same.post("/v1/session", "{}").statusCode()).isEqualTo(401);
    assertThat(before).isNotNull();
  }

  @Test
  void onlyAPageOfThisServerAsksForALogin() {
    Visitor browser = signedIn("ps401");
    for (String[] header :
        List.of(
            new String[] {"Origin", "https://elsewhere.example"},
            new String[] {"Origin", "null"},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"})) {
      assertThat(browser.post("/v1/session", "{}", header).statusCode()).isEqualTo(403);
      assertThat(browser.post("/v1/session/end", "{}", header).statusCode()).isEqualTo(403);
    }
    assertThat(browser.post("/v1/session", "{}", "Origin", server.url()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whileTheProviderIsAwayItsLastWordHoldsForAnHourAndNobodyElseIsHeldUp() {
    Visitor browser = signedIn("ps401");
    provider.away = true;
    now.addAndGet(Duration.ofMinutes(50).toMillis());
    Json.Obj login = json(browser.post("/v1/session", "{}"));
    String token = login.text("token").orElseThrow();
    assertThat(browser.get("/v1/rows", token).statusCode()).isEqualTo(200);
    now.addAndGet(Duration.ofMinutes(11).toMillis());
    HttpResponse<String> later = browser.post("/v1/session", "{}");
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(json(later).text("detail").orElseThrow()).contains("does not answer");
    Visitor other = new Visitor(server.url());
    assertThat(other.get("/health/ready").statusCode()).isEqualTo(200);
    provider.away = false;
    now.addAndGet(Duration.ofSeconds(21).toMillis());
    assertThat(browser.post("/v1/session", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverUsedThisBrowserBeforeIsSignedOut() {
    Visitor browser = signedIn("ps401");
    String token = json(browser.post("/v1/session", "{}")).text("token").orElseThrow();
    Map<String, String> before = new HashMap<>(browser.cookies);
    browser.get(provider.signIn(location(browser.get("/sign-in")), "pc1201"));
    assertThat(json(browser.post("/v1/session", "{}")).text("person")).contains("pc1201");
    Visitor old = new Visitor(server.url());
    old.cookies.putAll(before);
    assertThat(old.post("/v1/session", "{}").statusCode()).isEqualTo(401);
    assertThat(old.get("/v1/rows", token).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsKeptOpensWithTheBrowsersSecretOnly() throws IOException {
    signedIn("ps401");
    server.close();
    // Neither the secret nor a refresh token (a UUID here) stands in the files of the store.
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(provider.refreshTokens().toArray(String[]::new));
      }
    }
    serve();
  }

  private Visitor signedIn(String person) {
    Visitor browser = new Visitor(server.url());
    HttpResponse<String> back =
        browser.get(provider.signIn(location(browser.get("/sign-in")), person));
    assertThat(location(back)).isEqualTo("/");
    return browser;
  }

  private Map<String, Json> refused() {
    return json(new Visitor(server.url()).get("/operations/sign-in", OPERATOR))
        .object("refused")
        .members();
  }

  private long times(String check) {
    return refused().get(check) instanceof Json.Obj count ? count.whole("times").orElse(0L) : 0;
  }
}
