package uk.seenheard.api.desk.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** What a force counts of its incidents: nobody is counted as heard for a mark (finding F5). */
class IncidentFactsTest {
  private static final FormRef NEWEST =
      FormShelf.shipped().newest().stream()
          .filter(form -> form.id().equals("domestic-abuse"))
          .map(form -> new FormRef(form.id(), form.version()))
          .findFirst()
          .orElseThrow();

  @TempDir static Path data;
  private static LiveServer server;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void childIsCountedAsHeardForWordsAndForNothingThatStandsInForThem() {
    assertThat(isHeard(child -> words(child, "."))).isFalse();
    assertThat(isHeard(child -> words(child, "see BWV"))).isFalse();
    assertThat(isHeard(child -> set(child + "/wishes", "n/a"))).isFalse();
    assertThat(isHeard(child -> words(child, "My ear hurts"))).isTrue();
    assertThat(isHeard(child -> set(child + "/wishes", "Wants to stay with Nan"))).isTrue();
  }

  @Test
  void howAChildWasIsCountedForWordsThatSayIt() {
    assertThat(isCounted("demeanour", child -> set(child + "/demeanour", "n/a"))).isFalse();
    assertThat(
            isCounted("demeanour", child -> set(child + "/demeanour", "Quiet, would not look up")))
        .isTrue();
  }

  @Test
  void childOfWhomOfficersDifferIsNotCountedAsSeenUntilSomebodySettlesIt() {
    Officer officer = Officer.onShift(server.url(), "pc1201").with(NEWEST);
    String reference = "MF-" + ++incidents;
    String incident = officer.incident(reference);
    String child = entry("child");
    officer.record(incident, add(child, Json.EMPTY), set(child + "/seen", "yes"));
    officer.sendAll();
    Officer colleague = Officer.onShift(server.url(), "pc1202").with(NEWEST);
    assertThat(isBehind("seen", incident)).isFalse();
    colleague.record(colleague.incident(reference), set(child + "/seen", "no"));
    colleague.sendAll();
    assertThat(isBehind("seen", incident)).isTrue();
  }

  /** Whether it is among those to ask about; whoever looks at it first waits until it is there. */
  private static boolean isBehind(String measure, String incident) {
    RecordedCase.looked(server, incident);
    return Caller.signedIn(server.url(), "insp71")
        .get("/v1/measures/incidents?of=" + measure)
        .expect(200)
        .items("incidents")
        .stream()
        .anyMatch(one -> ((Json.Obj) one).text("incident").equals(Optional.of(incident)));
  }

  private static Operation words(String child, String words) {
    return add(entry("statement"), Json.object().put("about", child).put("words", words).build());
  }

  private static boolean isHeard(Function<String, Operation> said) {
    return isCounted("heard", said);
  }

  /** Whether the incident of one child, of whom this is said, is not among those to ask about. */
  private static boolean isCounted(String measure, Function<String, Operation> said) {
    Officer officer = Officer.onShift(server.url(), "pc1201").with(NEWEST);
    String incident = officer.incident("MF-" + ++incidents);
    String child = entry("child");
    officer.record(incident, add(child, Json.EMPTY), said.apply(child));
    officer.sendAll();
    assertThat(isBehind("seen", incident)).as("counted at all").isTrue();
    return !isBehind(measure, incident);
  }
}
