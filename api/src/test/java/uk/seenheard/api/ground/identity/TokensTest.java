package uk.seenheard.api.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.sync.change.Hash;

/** What tokens are taken, and every way in which one is not. */
class TokensTest {
  private static final long NOW = 1_795_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final Force FORCE = Force.demo(new JacksonJsonReader());

  private final Keys keys = Keys.fresh();
  private final Tokens tokens = demo(FORCE, keys);

  @Test
  void aLoginGrantsWhatTheRosterSays() {
    Grant grant = tokens.admit("Bearer " + login("ps407"), NOW);
    assertThat(grant.force()).isEqualTo("marlshire");
    assertThat(grant.person()).isEqualTo("ps407");
    assertThat(grant.role()).isEqualTo(Role.SUPERVISOR);
    assertThat(grant.teams()).isEqualTo(Set.of("greyhithe", "fallowby"));
    assertThat(grant.expiresAt()).isEqualTo(NOW + HOUR);
  }

  @Test
  void aGrantNamesItsTokenByHash() {
    String login = login("pc1201");
    assertThat(tokens.admit("Bearer " + login, NOW).token())
        .isEqualTo(Hash.of(login, new JdkDigests()));
  }

  @Test
  void aMissingLoginIsRefused() {
    assertThat(reason(() -> tokens.admit(null, NOW))).isEqualTo("missing");
    assertThat(reason(() -> tokens.admit("  ", NOW))).isEqualTo("missing");
  }

  @Test
  void anotherSchemeIsRefused() {
    assertThat(reason(() -> tokens.admit("Basic cGM6cGM=", NOW))).isEqualTo("malformed");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String text : List.of("x", "a.b.c", "..", "{}", "x".repeat(5_000))) {
      assertThat(reason(() -> tokens.admit("Bearer " + text, NOW))).isEqualTo("malformed");
    }
  }

  @Test
  void anExpiredLoginIsRefusedEvenWhenItWasTakenBefore() {
    String header = "Bearer " + login("pc1201");
    tokens.admit(header, NOW + HOUR - 1);
    assertThat(reason(() -> tokens.admit(header, NOW + HOUR))).isEqualTo("expired");
  }

  @Test
  void aLoginSignedByAnotherServerIsRefused() {
    String foreign = demo(FORCE, Keys.fresh()).demoIssuer().orElseThrow().login(pc(), NOW, NOW + 1);
    assertThat(reason(() -> tokens.admit("Bearer " + foreign, NOW))).isEqualTo("forged");
  }

  @Test
  void aLoginSignedByAnotherKeyOfTheSameNameIsRefused() {
    KeyPair other = Jwts.SIG.ES256.keyPair().build();
    String forged =
        Jwts.builder()
            .header()
            .type("JWT")
            .keyId(keys.tokenKeyId())
            .and()
            .issuer("seenheard-demo")
            .subject("insp71")
            .audience()
            .add(Tokens.AUDIENCE)
            .and()
            .claim("force", FORCE.id())
            .expiration(new Date(NOW + HOUR))
            .signWith(other.getPrivate(), Jwts.SIG.ES256)
            .compact();
    assertThat(reason(() -> tokens.admit("Bearer " + forged, NOW))).isEqualTo("forged");
  }

  @Test
  void anAlteredLoginIsRefused() {
    String[] parts = login("pc1201").split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String altered = base64(payload.replace("pc1201", "insp71"));
    assertThat(payload).contains("pc1201");
    assertThat(
            reason(() -> tokens.admit("Bearer " + parts[0] + '.' + altered + '.' + parts[2], NOW)))
        .isEqualTo("forged");
  }

  @Test
  void anUnsignedLoginIsRefused() {
    String[] parts = login("insp71").split("\\.");
    String none =
        base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + keys.tokenKeyId() + "\"}");
    assertThat(reason(() -> tokens.admit("Bearer " + none + '.' + parts[1] + '.', NOW)))
        .isEqualTo("forged");
    assertThat(reason(() -> tokens.admit("Bearer " + none + '.' + parts[1] + '.' + parts[2], NOW)))
        .isIn("forged", "malformed");
  }

  @Test
  void aLoginSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
    PublicKey known = keys.tokenKeys().get(keys.tokenKeyId());
    for (byte[] secret :
        List.of(known.getEncoded(), Signatures.text(known).getBytes(StandardCharsets.US_ASCII))) {
      String head =
          base64("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + keys.tokenKeyId() + "\"}");
      String signed = head + '.' + login("insp71").split("\\.")[1];
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String tag =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
      assertThat(reason(() -> tokens.admit("Bearer " + signed + '.' + tag, NOW)))
          .isEqualTo("forged");
    }
  }

  @Test
  void aHeadOfTheWrongShapeIsRefused() {
    String payload = login("insp71").split("\\.")[1];
    String kid = "\"kid\":\"" + keys.tokenKeyId() + '"';
    for (String head :
        List.of(
            "{}",
            "[]",
            "null",
            "7",
            "{\"alg\":7}",
            "{\"alg\":[\"ES256\"]," + kid + '}',
            "{\"alg\":\"ES256\",\"kid\":{\"$ne\":\"\"}}",
            "{\"alg\":\"ES256\",\"kid\":null}",
            "{\"alg\":\"ES256\",\"kid\":\"../../keys.json\"}",
            "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false," + kid + '}',
            "{\"alg\":\"ES256\",\"zip\":\"DEF\"," + kid + '}',
            "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}," + kid + '}',
            "{\"alg\":\"ES256\",\"jku\":\"http://example.org\",\"x5u\":7," + kid + '}',
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"," + kid + '}',
            "{\"alg\":\"none\"," + kid + '}')) {
      for (String tag : List.of("", "AAAA", "A".repeat(86))) {
        assertThat(
                reason(
                    () -> tokens.admit("Bearer " + base64(head) + '.' + payload + '.' + tag, NOW)))
            .as(head)
            .isIn("forged", "malformed");
      }
    }
  }

  @Test
  void whatAProviderSignsInTheWrongShapeIsRefused() {
    KeyPair provider = Jwts.SIG.ES256.keyPair().build();
    Tokens real = real(provider);
    for (Map<String, Object> odd :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("force", 7),
            Map.of("force", List.of(FORCE.id())),
            Map.of("force", FORCE.id(), "collar", 7),
            Map.of("force", FORCE.id(), "collar", Map.of("$ne", "")),
            Map.of("force", FORCE.id(), "collar", "pc1203", "nbf", NOW / 1_000 + 60))) {
      String token =
          Jwts.builder()
              .header()
              .keyId("provider-1")
              .and()
              .issuer("https://id.example")
              .audience()
              .add(Tokens.AUDIENCE)
              .and()
              .claims(odd)
              .issuedAt(new Date(NOW))
              .expiration(new Date(NOW + HOUR))
              .signWith(provider.getPrivate(), Jwts.SIG.ES256)
              .compact();
      assertThat(reason(() -> real.admit("Bearer " + token, NOW)))
          .as(odd.toString())
          .isIn("other-force", "unknown-person", "expired");
    }
  }

  @Test
  void aLoginOfAnotherForceIsRefused() {
    Force other = new Force("otherforce", "Another force", FORCE.teams(), FORCE.people());
    String login = demo(other, keys).demoIssuer().orElseThrow().login(pc(), NOW, NOW + HOUR);
    assertThat(reason(() -> tokens.admit("Bearer " + login, NOW))).isEqualTo("other-force");
  }

  @Test
  void aLeaverIsRefused() {
    Person leaver = new Person("pc9999", "PC Gone", Role.INSPECTOR, List.of("ashmere"));
    String login = tokens.demoIssuer().orElseThrow().login(leaver, NOW, NOW + HOUR);
    assertThat(reason(() -> tokens.admit("Bearer " + login, NOW))).isEqualTo("unknown-person");
  }

  @Test
  void aShiftPassIsNoLoginAndALoginIsNoShiftPass() {
    Grant grant = tokens.admit("Bearer " + login("pc1201"), NOW);
    TestDevice device = TestDevice.fresh();
    String enrolment = tokens.issueEnrolment(device.id(), device.publicKey(), "pc1201", NOW);
    String pass = tokens.issuePass(grant, tokens.enrolment(enrolment), NOW, HOUR);
    assertThat(reason(() -> tokens.admit("Bearer " + pass, NOW))).isEqualTo("forged");
    assertThat(reason(() -> tokens.admit("Bearer " + enrolment, NOW))).isEqualTo("forged");
    assertThatThrownBy(() -> tokens.pass(login("pc1201"))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> tokens.pass(enrolment)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> tokens.enrolment(pass)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> tokens.enrolment(login("pc1201"))).isInstanceOf(Refused.class);
  }

  @Test
  void aTokenWithAllThatAPassSaysIsNoneUnlessItsHeadSaysSo() {
    for (String kind : List.of("JWT", "seenheard-enrolment+jwt", "seenheard-pass+jwt")) {
      String token =
          Jwts.builder()
              .header()
              .type(kind)
              .keyId(keys.tokenKeyId())
              .and()
              .issuer(FORCE.id())
              .subject("insp71")
              .claims(
                  Map.of(
                      "device",
                      "d",
                      "role",
                      "inspector",
                      "team",
                      "ashmere",
                      "at",
                      NOW,
                      "lease",
                      NOW))
              .signWith(keys.tokenKey(), Jwts.SIG.ES256)
              .compact();
      assertThat(tokens.genuinePass(token).isPresent())
          .as(kind)
          .isEqualTo(kind.equals("seenheard-pass+jwt"));
    }
  }

  @Test
  void anEnrolmentNamesForceDeviceAndKey() {
    TestDevice device = TestDevice.fresh();
    Enrolment enrolment =
        tokens.enrolment(tokens.issueEnrolment(device.id(), device.publicKey(), "pc1201", NOW));
    assertThat(enrolment)
        .isEqualTo(new Enrolment(FORCE.id(), device.id(), device.pair().getPublic()));
  }

  @Test
  void aForgedEnrolmentIsRefusedByName() {
    TestDevice device = TestDevice.fresh();
    String forged =
        demo(FORCE, Keys.fresh()).issueEnrolment(device.id(), device.publicKey(), "pc1201", NOW);
    assertThat(unproven(() -> tokens.enrolment(forged)).proof()).isEqualTo(Refusal.Proof.ENROLMENT);
  }

  @Test
  void aShiftPassIsGoodLongAfterItsLease() {
    ShiftPass pass = tokens.pass(pass("pc1202", 1));
    assertThat(pass.leaseUntil()).isEqualTo(NOW + 1);
    assertThat(pass.issuedAt()).isEqualTo(NOW);
    assertThat(pass.person()).isEqualTo("pc1202");
    assertThat(pass.role()).isEqualTo(Role.OFFICER);
    assertThat(pass.team()).isEqualTo("ashmere");
  }

  @Test
  void aPassOfAnotherForceIsRefusedByName() {
    Force other = new Force("otherforce", "Another force", FORCE.teams(), FORCE.people());
    Refusal.Unproven refused = unproven(() -> demo(other, keys).pass(pass("pc1201", HOUR)));
    assertThat(refused.proof()).isEqualTo(Refusal.Proof.PASS);
    assertThat(refused.reason()).contains("other-force");
  }

  @Test
  void whereAProviderSignsInTheDemoIssuerIsAbsentAndItsLoginsAreRefused() {
    KeyPair provider = Jwts.SIG.ES256.keyPair().build();
    Tokens real = real(provider);
    assertThat(real.demoIssuer()).isEmpty();
    assertThat(reason(() -> real.admit("Bearer " + login("insp71"), NOW))).isEqualTo("forged");
  }

  @Test
  void aProvidersLoginIsTakenUnderItsOwnClaim() {
    KeyPair provider = Jwts.SIG.ES256.keyPair().build();
    Grant grant = real(provider).admit("Bearer " + provided(provider, "https://id.example"), NOW);
    assertThat(grant.person()).isEqualTo("pc1203");
    assertThat(grant.role()).isEqualTo(Role.OFFICER);
  }

  @Test
  void anotherIssuersLoginIsRefusedThoughTheKeyIsTheSame() {
    KeyPair provider = Jwts.SIG.ES256.keyPair().build();
    String login = provided(provider, "https://elsewhere.example");
    assertThat(reason(() -> real(provider).admit("Bearer " + login, NOW))).isEqualTo("forged");
  }

  private static Tokens real(KeyPair provider) {
    String set =
        "{\"keys\":["
            + Jwks.json(Jwks.builder().ecKeyPair(provider).id("provider-1").build().toPublicJwk())
            + "]}";
    return new Tokens(
        FORCE,
        Keys.fresh(),
        LoginSource.Provider.of("https://id.example", "collar", set),
        new JdkDigests());
  }

  private static String provided(KeyPair provider, String issuer) {
    return Jwts.builder()
        .header()
        .keyId("provider-1")
        .and()
        .issuer(issuer)
        .subject("0190-some-uuid")
        .audience()
        .add(Tokens.AUDIENCE)
        .and()
        .claims(Map.of("force", FORCE.id(), "collar", "pc1203"))
        .issuedAt(new Date(NOW))
        .expiration(new Date(NOW + HOUR))
        .signWith(provider.getPrivate(), Jwts.SIG.ES256)
        .compact();
  }

  private String pass(String person, long lease) {
    TestDevice device = TestDevice.fresh();
    return tokens.issuePass(
        tokens.admit("Bearer " + login(person), NOW),
        tokens.enrolment(tokens.issueEnrolment(device.id(), device.publicKey(), person, NOW)),
        NOW,
        lease);
  }

  private String login(String person) {
    return tokens
        .demoIssuer()
        .orElseThrow()
        .login(FORCE.person(person).orElseThrow(), NOW, NOW + HOUR);
  }

  private static Person pc() {
    return FORCE.person("pc1201").orElseThrow();
  }

  private static Tokens demo(Force force, Keys keys) {
    return new Tokens(force, keys, new LoginSource.Demo(), new JdkDigests());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String reason(ThrowingCallable call) {
    Refusal.Unproven refused = unproven(call);
    assertThat(refused.proof()).isEqualTo(Refusal.Proof.LOGIN);
    return refused.reason().orElse("");
  }

  private static Refusal.Unproven unproven(ThrowingCallable call) {
    Refused refused = catchThrowableOfType(Refused.class, call);
    assertThat(refused).as("a refusal").isNotNull();
    return (Refusal.Unproven) refused.refusal();
  }
}
