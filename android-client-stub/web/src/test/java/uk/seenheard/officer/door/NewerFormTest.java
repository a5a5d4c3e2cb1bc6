package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.jvm.device.JdkDigests;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.merge.Fold;

/**
 * A form that this version of the page cannot read: nothing is dropped, and the officer reads it.
 */
@NeedsChromium
@Tag("long")
class NewerFormTest extends OnePage {
  private static final String RECORD =
      "async incident => (await (await import(new URL('link.js',"
          + " document.querySelector('script').src))).tell('record', { incident })).record";

  private final PlainJsonReader reader = new PlainJsonReader();

  /** What a colleague with a newer handset wrote: an answer of a kind that nobody here knows. */
  private String colleagues(String form, long version) {
    Json.Obj mine = (Json.Obj) reader.read(server.log.get(0).content());
    Json.Obj scan = Json.object().put("kind", "barcode").put("bars", "5012345678900").build();
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", "scanned")
            .put("value", scan)
            .put("over", Json.list(List.of()))
            .put("evidence", true)
            .build();
    return mine.with("author", Json.of("ben"))
        .with("form", Json.object().put("id", form).put("version", version).build())
        .with("ops", Json.list(List.of(op)))
        .with("nonce", Json.of("0123456789abcdef0123456789abcdef"))
        .canonical();
  }

  /** The record of the incident by the same code on a JVM, of all that the server has. */
  private String recordOf(String incident) {
    ChangeCodec codec = new ChangeCodec(reader, new JdkDigests());
    Fold fold = new Fold(incident, new JdkDigests());
    synchronized (server) {
      server.log.forEach(
          frame -> codec.read(frame.content()).<Boolean>fold(fold::add, nonsense -> false));
    }
    return fold.record().canonical().canonical();
  }

  private String incident() {
    return ((Json.Obj) reader.read(server.log.get(0).content())).text("incident").orElseThrow();
  }

  @Test
  void newerVersionIsLeftAsideAndWhatAColleagueRecordedByItIsKeptByteForByte() {
    signal.published.add(
        Json.object()
            .put("id", "domestic-abuse")
            .put("version", 99)
            .put("title", "Domestic abuse, anew")
            .put(
                "fields",
                Json.list(
                    List.of(Json.object().put("name", "scanned").put("type", "BARCODE").build())))
            .build());
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          String incident = incident();
          add(colleagues("domestic-abuse", 99));
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          page.getByText(REFERENCE).click();
          page.getByText("a newer version of the form than this phone can read").waitFor();
          assertThat(page.evaluate(RECORD, incident)).isEqualTo(recordOf(incident));
          assertThat((String) page.evaluate(RECORD, incident)).contains("barcode");

          // One's own goes on by the version that is understood, and takes nothing of the other.
          officer.press("Add a child");
          page.getByLabel("Child 1: not seen").waitFor();
          officer.truth("Everything is at the force.");
          assertThat(page.evaluate(RECORD, incident)).isEqualTo(recordOf(incident));
          assertThat((String) page.evaluate(RECORD, incident)).contains("barcode");
          return true;
        });
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  @Test
  void formThatIsNotKnownAtAllIsShownToBeReadAloneAndKeptByteForByte() {
    chromium.with(
        page -> {
          OfficerPage officer = begun(page);
          officer.truth("Everything is at the force.");
          String other = "00000000-0000-7000-8000-000000000001";
          Json.Obj theirs = (Json.Obj) reader.read(colleagues("drone-flight", 1));
          add(theirs.with("incident", Json.of(other)).canonical());
          officer.home();
          officer.press("Get what is new");
          officer.truth("Everything is at the force.");
          page.locator(".card").filter(OfficerPage.saying("No reference yet")).click();
          page.getByText("needs a newer version of this page").waitFor();
          assertThat(page.locator("main button, main input, main textarea, #strip button").count())
              .isZero();
          assertThat(page.evaluate(RECORD, other)).isEqualTo(recordOf(other));
          return true;
        });
    assertThat(chromium.complaints()).noneMatch(said -> said.startsWith("error"));
  }

  private void add(String content) {
    synchronized (server) {
      server.add(content);
    }
  }
}
