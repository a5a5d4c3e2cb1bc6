package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/**
 * The feed in the shape of the Standard Data Model: nothing is lost that the model has no place
 * for.
 */
class SdmTest {
  private static final String LONG = "Q".repeat(40);

  @TempDir Path data;

  private static Json.Obj only(Json.Obj page) {
    assertThat(page.items("revisions")).hasSize(1);
    return (Json.Obj) page.items("revisions").get(0);
  }

  private static List<String> paths(Json.Obj of, String list, String why) {
    return of.items(list).stream()
        .map(Json.Obj.class::cast)
        .filter(one -> why.isEmpty() || one.text("why").equals(Optional.of(why)))
        .map(one -> one.text("path").orElseThrow())
        .toList();
  }

  @Test
  void f2AndF3ALongSurnameIsListedAsCutAnUnknownCodeAsUnmappedAndBothTravelWhole()
      throws IOException {
    Json.Obj written =
        (Json.Obj)
            new JacksonJsonReader()
                .read(
                    RecordedCase.read("case-1-complete")
                        .canonical()
                        .replace("\"value\":\"Ann\"", "\"value\":\"Ann " + LONG + '"')
                        .replace("\"value\":\"girl\"", "\"value\":\"other\""));
    AtomicLong now = new AtomicLong(written.whole("now").orElseThrow());
    try (LiveServer server = LiveServer.start(data, now::get, Map.of())) {
      String incident = RecordedCase.record(server, "SDM-1", written);
      RecordedCase.authorise(server, incident).expect(201);
      Caller records = Caller.signedIn(server.url(), "records");
      Json.Obj sdm = only(records.get("/v1/records/revisions?as=sdm").expect(200));
      Json.Obj plain = only(records.get("/v1/records/revisions?from=1").expect(200));
      assertThat(sdm.get("seenheard")).as("all of it").contains(plain);
      assertThat(sdm.object("data").text("type")).contains("incident");
      assertThat(sdm.object("data").text("id")).contains(incident);
      List<Json.Obj> included = sdm.items("included").stream().map(Json.Obj.class::cast).toList();
      assertThat(
              included.stream()
                  .filter(one -> one.text("type").equals(Optional.of("person")))
                  .toList()
                  .toString())
          .contains("Q".repeat(35))
          .doesNotContain("Q".repeat(36));
      Json.Obj submission =
          included.stream()
              .filter(one -> one.text("type").equals(Optional.of("submission")))
              .findFirst()
              .orElseThrow();
      assertThat(sdm.object("data").object("relationships").object("submission").canonical())
          .contains(submission.text("id").orElseThrow());
      assertThat(submission.object("attributes").text("submissionContent").orElseThrow())
          .as("for who reads it, whole and by labels")
          .contains("name: Ann " + LONG)
          .contains("kind: Public protection notice");
      assertThat(sdm.items("truncated")).hasSize(1);
      assertThat(((Json.Obj) sdm.items("truncated").get(0)).whole("characters")).contains(40L);
      assertThat(paths(sdm, "unmapped", "no-code")).anyMatch(one -> one.endsWith("/gender"));
      assertThat(paths(sdm, "unmapped", "no-attribute")).isNotEmpty();
      assertThat(sdm.items("unmapped")).isNotEmpty();
      records.get("/v1/records/revisions?as=xml").expect(400);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'people':{'child':{'fields':[{'from':'nmae','to':'surname'}]}}}|people.child.fields[0].from",
        "{'incident':[{'from':'place','to':'x y'}]}|incident[0].to",
        "{'incident':[{'from':'place','to':'x','codes':'none'}]}|incident[0].codes",
        "{'codes':{'a':{'like':'b'},'b':{'like':'a'}},'incident':[{'from':'place','to':'x','codes':'a'}]}|codes.a.like",
        "{'codes':{'a':{'like':'c'}},'incident':[{'from':'place','to':'x','codes':'a'}]}|codes.a.like",
        "{'incident':[{'from':'place','to':'x','most':0}]}|incident[0].most"
      })
  void aMappingThatCannotBeUsedIsRefusedAtStartWithItsPlace(String file, String place) {
    Json read = new JacksonJsonReader().read(file.replace('\'', '"'));
    assertThatThrownBy(() -> SdmMapping.read(read, FormShelf.shipped()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SEENHEARD_MAPPING")
        .hasMessageContaining(place);
  }

  @Test
  void theOneThatShipsCanBeUsed() throws IOException {
    SdmMapping shipped =
        SdmMapping.of(Optional.empty(), FormShelf.shipped(), new JacksonJsonReader());
    assertThat(shipped.people().keySet()).containsExactlyInAnyOrder("child", "adult");
  }
}
