package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.second;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** What the desk prints of a notice is no notice that left, and says so on the sheet. */
class DesksCopyHttpTest {
  private static final String COPY = "copy of the desk";
  private static final String UNREAD = "No supervisor has read it as it stands";
  private static final String GONE = "Crossed out";

  @TempDir Path folder;
  private ValeForce force;

  @BeforeEach
  void open() throws Exception {
    force = new ValeForce(folder, Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  private String printed(String who, String referral) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(force.server().url() + "/v1/referrals/" + referral + "/package.pdf"))
            .header("Authorization", "Bearer " + force.as(who).token())
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (PDDocument read = Loader.loadPDF(answer.body())) {
      return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
    }
  }

  /** "ppn", "injury no": what a system reads. */
  @Test
  void whatIsPrintedHasTheWordsOfTheFormForItsCodes() throws Exception {
    String incident = force.authorised();
    String referral = name(incident, ValeForce.NOTICE);
    force.key("hub", referral);
    Json.Obj content = force.handed("hub", referral).object("content");
    assertThat(content.text("kind")).as("a system reads the code").contains("ppn");
    Json.Obj child = (Json.Obj) content.items("children").get(0);
    assertThat(child.text("gender")).contains("girl");
    for (String who : new String[] {"hub", "triage1"}) {
      assertThat(printed(who, referral))
          .contains("Kind of notice Public protection notice")
          .contains("Gender Girl")
          .doesNotContain("Kind of notice ppn")
          .doesNotContain("Gender girl");
    }
  }

  @Test
  void itSaysThatItIsACopyAndWhetherAnybodyHasReadItAndWhetherItStands() throws Exception {
    String extra = Officer.entry("referral");
    String incident = force.record(second(extra));
    String referral = name(incident, extra);
    assertThat(printed("triage1", referral)).contains(COPY).contains(UNREAD);
    force.read(incident);
    force.key("hub", referral);
    assertThat(printed("triage1", referral)).contains(COPY).doesNotContain(UNREAD);
    assertThat(printed("hub", referral)).doesNotContain(COPY).doesNotContain(UNREAD);
    force.struck(incident, extra);
    assertThat(printed("triage1", referral)).contains(COPY).contains(UNREAD).contains(GONE);
    force.read(incident);
    force.told("hub", referral, 1);
    assertThat(printed("triage1", referral)).contains(GONE).doesNotContain(UNREAD);
  }
}
