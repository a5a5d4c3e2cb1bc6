package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.officer.Chromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.ShippedFiles;

/** The whole handset in the shipped worker of a real browser, against a strict server. */
@NeedsChromium
class HandsetInChromiumTest {
  private static final String TELL =
      "([command, given]) => new Promise((resolve, reject) => {"
          + " window.worker ??= new Worker('/worker.js', {type: 'module'});"
          + " window.worker.onerror = event => reject(new Error(event.message));"
          + " window.worker.onmessage = ({data}) => resolve(data);"
          + " window.worker.postMessage({id: 1, command, given}); })";

  private final FakeServer server = new FakeServer();
  private final ServerOnLoopback signal = new ServerOnLoopback(server);
  private ShippedFiles files;
  private Chromium chromium;

  @BeforeEach
  void open() throws IOException {
    files = new ShippedFiles(signal);
    chromium = new Chromium(files.url());
  }

  @AfterEach
  void close() {
    chromium.close();
    files.close();
  }

  private Map<?, ?> told(String command, Map<String, ?> given) {
    return (Map<?, ?>) chromium.evaluate(TELL, List.of(command, given));
  }

  private Map<?, ?> tell(String command, Map<String, ?> given) {
    Map<?, ?> answer = told(command, given);
    assertThat(answer.get("refused")).as("%s", command).isNull();
    return (Map<?, ?>) answer.get("ok");
  }

  /** As the end of its tab, or a renderer that crashed. */
  private void killWorker() {
    chromium.evaluate("() => { window.worker.terminate(); delete window.worker; }", null);
  }

  private String begin() {
    tell("unlock", Map.of("passphrase", "correct horse", "again", "correct horse"));
    assertThat(tell("sign-in", Map.of("person", "amy")).get("wrong")).isNull();
    String incident =
        (String)
            tell("begin", Map.of("form", "domestic-abuse", "reference", "NM-20261122-0107"))
                .get("incident");
    tell("answer", Map.of("incident", incident, "at", "place", "value", "14 Elm Row 😀"));
    tell(
        "add",
        Map.of("incident", incident, "collection", "child", "answers", Map.of("name", "Robin")));
    return incident;
  }

  @Test
  void whatWasSavedWithoutSignalOutlivesItsWorkerAndReachesTheServerOnce() {
    String incident = begin();
    signal.gone = true;
    tell("answer", Map.of("incident", incident, "at", "account", "value", "Dad threw the cup"));
    long queued = ((Number) tell("status", Map.of()).get("queued")).longValue();
    assertThat(queued).isGreaterThanOrEqualTo(4);
    assertThat(tell("sync", Map.of()).get("outcome")).isEqualTo("NO_SIGNAL");
    killWorker();

    tell("unlock", Map.of("passphrase", "correct horse"));
    assertThat(((Number) tell("status", Map.of()).get("queued")).longValue()).isEqualTo(queued);
    assertThat(shown(incident)).contains("Dad threw the cup", "14 Elm Row 😀");
    assertThat(server.log).isEmpty();

    signal.gone = false;
    assertThat(tell("sync", Map.of()).get("outcome")).isEqualTo("SYNCED");
    tell("sync", Map.of());
    assertThat(server.log.stream().map(frame -> frame.content()).collect(Collectors.toList()))
        .hasSize((int) queued)
        .doesNotHaveDuplicates()
        .anyMatch(content -> content.contains("14 Elm Row 😀"));
    assertThat(tell("status", Map.of()).get("synced")).isEqualTo(true);
  }

  /** What stands on every part of the incident. */
  private String shown(String incident) {
    StringBuilder shown = new StringBuilder();
    for (Object part : (List<?>) tell("show", Map.of("incident", incident)).get("sections")) {
      Object section = ((Map<?, ?>) part).get("id");
      shown.append(tell("show", Map.of("incident", incident, "section", section)));
    }
    return shown.toString();
  }

  @Test
  void wrongPassphraseOpensNothing() {
    begin();
    killWorker();
    assertThat(told("unlock", Map.of("passphrase", "wrong horse")).get("refused")).isNotNull();
    assertThat(told("status", Map.of()).get("refused")).isEqualTo("This handset is locked.");
    killWorker();
    tell("unlock", Map.of("passphrase", "correct horse"));
  }

  @Test
  void firstPassphraseIsTypedTwiceAndNothingIsKeptBeforeTheTwoAgree() {
    assertThat(tell("lies", Map.of()).get("fresh")).isEqualTo(true);
    assertThat(tell("unlock", Map.of("passphrase", "correct hrose")).get("again")).isEqualTo(true);
    assertThat(told("status", Map.of()).get("refused")).isEqualTo("This handset is locked.");
    assertThat(
            (String)
                told("unlock", Map.of("passphrase", "correct hrose", "again", "correct horse"))
                    .get("refused"))
        .contains("not the same", "Nothing was kept");
    killWorker();

    // Neither of the two has become the phone's.
    assertThat(tell("lies", Map.of()).get("fresh")).isEqualTo(true);
    tell("unlock", Map.of("passphrase", "correct horse", "again", "correct horse"));
    assertThat(tell("lies", Map.of()).get("fresh")).isEqualTo(false);
    killWorker();
    assertThat(tell("unlock", Map.of("passphrase", "correct horse")).get("again")).isNull();
  }

  @Test
  void wipedPhoneTakesItsNextPassphraseTwiceToo() {
    begin();
    assertThat(tell("wipe-now", Map.of("supervisor", "ps900")).get("lost")).isNotNull();
    killWorker();
    assertThat(tell("lies", Map.of()).get("fresh")).isEqualTo(true);
    assertThat(tell("unlock", Map.of("passphrase", "another horse")).get("again")).isEqualTo(true);
  }

  @Test
  void secondWorkerIsToldThatTheStoreIsTaken() {
    tell("unlock", Map.of("passphrase", "correct horse", "again", "correct horse"));
    chromium.evaluate("() => { window.first = window.worker; delete window.worker; }", null);
    assertThat((String) told("unlock", Map.of("passphrase", "correct horse")).get("refused"))
        .contains("another tab");
  }
}
