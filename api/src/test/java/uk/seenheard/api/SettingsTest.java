package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the environment may say, and what it is told when it may not. */
class SettingsTest {
  @Test
  void aDemonstrationNeedsNothingElse() {
    Settings settings = Settings.from(Map.of("SEENHEARD_DEMO", "true"));
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.data()).isEqualTo(Path.of("seenheard-data"));
    assertThat(settings.keys()).isEqualTo(Path.of("seenheard-data", "keys.json"));
    assertThat(settings.lease()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.mongoUri()).isEmpty();
    assertThat(settings.login()).isEmpty();
  }

  @Test
  void aForceSaysWhoSignsInAndWhoIsOnItsRoster() {
    Settings settings = Settings.from(force());
    assertThat(settings.demo()).isFalse();
    LoginSettings login = settings.login().orElseThrow();
    assertThat(login.client().issuer()).isEqualTo("https://id.example");
    assertThat(login.keys()).contains(Path.of("provider.json"));
    assertThat(login.claim()).isEmpty();
    assertThat(settings.force()).contains(Path.of("roster.json"));
  }

  @Test
  void withoutADemonstrationItMustBeSaidWhoSignsIn() {
    assertRefused(Map.of(), "SEENHEARD_LOGIN_KEYS");
    assertRefused(Map.of(), "SEENHEARD_FORCE");
    assertRefused(without("SEENHEARD_FORCE"), "SEENHEARD_FORCE");
    assertRefused(without("SEENHEARD_LOGIN_ISSUER"), "belong together");
  }

  @Test
  void aDemonstrationListensOnLoopbackOnly() {
    assertRefused(Map.of("SEENHEARD_DEMO", "true", "SEENHEARD_HOST", "0.0.0.0"), "loopback");
    assertThat(Settings.from(Map.of("SEENHEARD_DEMO", "true", "SEENHEARD_HOST", "::1")).host())
        .isEqualTo("::1");
  }

  @Test
  void beyondThisMachineSomebodySpeaksTlsAndTheNamesAreKnown() {
    Map<String, String> exposed = with("SEENHEARD_HOST", "0.0.0.0");
    assertRefused(exposed, "SEENHEARD_BEHIND_PROXY");
    exposed.put("SEENHEARD_BEHIND_PROXY", "true");
    assertRefused(exposed, "SEENHEARD_HOSTS");
    exposed.put("SEENHEARD_HOSTS", "incidents.example.police.uk, 10.0.0.7");
    assertThat(Settings.from(exposed).exposure().isSecret()).isTrue();
    assertThat(Settings.from(exposed).exposure().hosts())
        .contains("incidents.example.police.uk", "10.0.0.7", "localhost");
    exposed.put("SEENHEARD_HOSTS", "https://incidents.example");
    assertRefused(exposed, "SEENHEARD_HOSTS");
    exposed.put("SEENHEARD_HOSTS", "incidents.example");
    exposed.remove("SEENHEARD_BEHIND_PROXY");
    exposed.put("SEENHEARD_TLS_CERTIFICATE", "chain.pem");
    assertRefused(exposed, "belong together");
    exposed.put("SEENHEARD_TLS_KEY", "key.pem");
    assertThat(Settings.from(exposed).address(8443)).isEqualTo("https://0.0.0.0:8443");
  }

  @Test
  void anAddressOfTheSixthVersionIsShownInBrackets() {
    Settings settings = Settings.from(Map.of("SEENHEARD_DEMO", "true", "SEENHEARD_HOST", "::1"));
    assertThat(settings.address(8080)).isEqualTo("http://[::1]:8080");
    assertThat(settings.toString()).contains("http://[::1]:8080");
  }

  @Test
  void aDemonstrationTakesNoRealLogins() {
    assertRefused(with("SEENHEARD_DEMO", "true"), "exclude each other");
  }

  @Test
  void aSharedStoreNeedsSharedKeys() {
    Map<String, String> shared = with("MONGODB_URI", "mongodb://store.example/force");
    assertRefused(shared, "SEENHEARD_KEYS");
    shared.put("SEENHEARD_KEYS", "keys.json");
    assertThat(Settings.from(shared).mongoUri())
        .isEqualTo(Optional.of("mongodb://store.example/force"));
    shared.put("SEENHEARD_STORE_KEY", "store/door.p12");
    assertThat(Settings.from(shared).storeKey()).contains(Path.of("store/door.p12"));
    shared.remove("MONGODB_URI");
    assertRefused(shared, "SEENHEARD_STORE_KEY");
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.from(
                    Map.of(
                        "SEENHEARD_DEMO", "yes",
                        "SEENHEARD_PORT", "http",
                        "SEENHEARD_DATA", "a\u0000b",
                        "SEENHEARD_LEASE_HOURS", "0",
                        "MONGODB_URI", "postgres://x")))
        .isInstanceOf(Settings.BadSettings.class)
        .hasMessageContaining("SEENHEARD_DEMO must be true or false")
        .hasMessageContaining("SEENHEARD_PORT must be a whole number from 0 to 65535")
        .hasMessageContaining("SEENHEARD_DATA must be a path")
        .hasMessageContaining("SEENHEARD_LEASE_HOURS must be")
        .hasMessageContaining("MONGODB_URI must begin with");
  }

  @Test
  void theStoresPasswordIsNeverShown() {
    Map<String, String> shared = with("MONGODB_URI", "mongodb://u:hunter2@store.example/force");
    shared.put("SEENHEARD_KEYS", "keys.json");
    assertThat(Settings.from(shared).toString()).doesNotContain("hunter2").contains("MONGODB_URI");
    shared.put("SEENHEARD_PORT", "-1");
    assertThatThrownBy(() -> Settings.from(shared)).hasMessageNotContaining("hunter2");
  }

  @Test
  void aProviderIsFoundByItsNameAndSaysNothingInTheClear() {
    Map<String, String> found = without("SEENHEARD_LOGIN_KEYS");
    found.put("SEENHEARD_LOGIN_CLIENT", "seenheard");
    found.put("SEENHEARD_LOGIN_SECRET", "hunter2");
    LoginSettings login = Settings.from(found).login().orElseThrow();
    assertThat(login.client().id()).contains("seenheard");
    assertThat(login.toString()).doesNotContain("hunter2");
    found.put("SEENHEARD_LOGIN_ISSUER", "http://127.0.0.1:8081/realms/force");
    assertThat(Settings.from(found).login()).isPresent();
    for (String other :
        new String[] {"http://id.example", "id.example", "https://id.example?x", "https://a@b"}) {
      found.put("SEENHEARD_LOGIN_ISSUER", other);
      assertRefused(found, "SEENHEARD_LOGIN_ISSUER must be an https address");
    }
    found.put("SEENHEARD_LOGIN_ISSUER", "https://id.example");
    found.put("SEENHEARD_LOGIN_MAPPING", "mapping.json");
    found.put("SEENHEARD_LOGIN_CLAIM", "sub");
    assertRefused(found, "exclude each other");
    assertRefused(with("SEENHEARD_LOGIN_CLIENT", "seenheard"), "unset one of them");
    assertRefused(with("SEENHEARD_LOGIN_SECRET", "hunter2"), "set that too");
  }

  private static Map<String, String> force() {
    return new HashMap<>(
        Map.of(
            "SEENHEARD_FORCE", "roster.json",
            "SEENHEARD_LOGIN_KEYS", "provider.json",
            "SEENHEARD_LOGIN_ISSUER", "https://id.example"));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = force();
    environment.put(name, value);
    return environment;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> environment = force();
    environment.remove(name);
    return environment;
  }

  private static void assertRefused(Map<String, String> environment, String because) {
    assertThatThrownBy(() -> Settings.from(environment))
        .isInstanceOf(Settings.BadSettings.class)
        .hasMessageContaining(because);
  }
}
