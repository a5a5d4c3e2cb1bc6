package uk.seenheard.api.ground.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** How a provider is found, and what is not taken for one. */
class ProviderWordTest {
  private final AtomicLong now = new AtomicLong(1_795_000_000_000L);
  private final Vertx vertx = Vertx.vertx();
  private FakeProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider = FakeProvider.start(now::get);
  }

  @AfterEach
  void stop() throws Exception {
    provider.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private ProviderWord word() {
    return new ProviderWord(
        vertx, provider.issuer(), new ProviderCalls(vertx, new JacksonJsonReader()), now::get);
  }

  private static ProviderWord.Standing known(ProviderWord word) throws Exception {
    return word.known().await(20, TimeUnit.SECONDS);
  }

  @TestFactory
  Stream<DynamicTest> whatAnswersInItsPlaceIsNotTakenForIt() {
    Map<String, FakeProvider.Answering> answers = new LinkedHashMap<>();
    answers.put(
        "no JSON", e -> FakeProvider.send(e, 200, "text/html", "<h1>Welcome to the café</h1>"));
    answers.put(
        "over 262144 bytes",
        e ->
            FakeProvider.send(
                e, 200, "application/json", "{\"x\":\"" + "a".repeat(10_000_000) + "\"}"));
    answers.put(
        "elsewhere",
        e -> {
          e.getResponseHeaders().set("Location", provider.issuer() + "/elsewhere");
          e.sendResponseHeaders(302, -1);
        });
    answers.put("no JSON object", e -> FakeProvider.send(e, 200, "application/json", "[1]"));
    answers.put("is no JSON", e -> FakeProvider.send(e, 200, "text/plain", provider.discovery()));
    answers.put("answered 500", e -> FakeProvider.send(e, 500, "application/json", "{}"));
    answers.put("does not answer", e -> {});
    answers.put("issuer is another's", e -> said(e, "/realms/force\"", "/realms/other\""));
    answers.put(
        "token_endpoint is no https",
        e -> said(e, "http://127.0.0.1:[0-9]+/realms/force/token", "http://id.example/token"));
    answers.put(
        "jwks_uri is no https",
        e -> said(e, "http://127.0.0.1:[0-9]+/realms/force/keys", "file:///etc/passwd"));
    answers.put(
        "authorization_endpoint is no https",
        e -> said(e, "http://127.0.0.1:[0-9]+/realms/force/authorize", "javascript:alert(1)"));
    answers.put("has no S256", e -> said(e, "\"S256\"", "\"S512\""));
    return answers.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      provider.document = one.getValue();
                      ProviderWord word = word();
                      assertThatThrownBy(() -> known(word))
                          .isInstanceOfSatisfying(
                              ProviderFault.class, fault -> assertThat(fault.isAway()).isTrue())
                          .hasMessageContaining(one.getKey());
                      assertThat(word.fault().orElseThrow()).contains(one.getKey());
                      assertThat(word.key("one")).isEmpty();
                    }));
  }

  private void said(com.sun.net.httpserver.HttpExchange exchange, String what, String instead)
      throws IOException {
    FakeProvider.send(
        exchange, 200, "application/json", provider.discovery().replaceFirst(what, instead));
  }

  @Test
  void itIsFoundAgainWhenItIsBackAndAskedOnceForAll() throws Exception {
    provider.away = true;
    ProviderWord word = word();
    assertThatThrownBy(() -> known(word)).isInstanceOf(ProviderFault.class);
    provider.away = false;
    int before = provider.calls().size();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> known(word)).isInstanceOf(ProviderFault.class);
    }
    assertThat(provider.calls()).hasSize(before);
    now.addAndGet(5_000);
    assertThat(known(word).keys()).containsKey("one");
    assertThat(word.fault()).isEmpty();
  }

  @Test
  void aKeyThatIsTakenBackIsBelievedForTenMinutesAtMost() throws Exception {
    ProviderWord word = word();
    known(word);
    provider.signWith(FakeProvider.Signer.ps256("two"));
    assertThat(word.key("one")).isPresent();
    now.addAndGet(TimeUnit.MINUTES.toMillis(10));
    word.key("one");
    word.look().await(20, TimeUnit.SECONDS);
    assertThat(word.key("one")).isEmpty();
    assertThat(word.key("two").map(key -> key.algorithm())).contains("PS256");
  }

  @Test
  void anAddressIsAskedByTlsOrOnThisMachine() {
    for (String good :
        new String[] {"https://id.example/x?y", "http://localhost:1", "http://[::1]/"}) {
      assertThat(ProviderClient.address(good)).as(good).isPresent();
    }
    for (String bad :
        new String[] {
          "http://id.example",
          "http://127.0.0.1.example",
          "https://a@id.example",
          "https://id.example#x",
          "ftp://localhost",
          "//id.example",
          "",
          "https:///x"
        }) {
      assertThat(ProviderClient.address(bad)).as(bad).isEqualTo(Optional.empty());
    }
  }
}
