package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.RiskGrade;

/** What a record of the model leaves out or cuts is listed by where it stands: F-2 and F-3. */
class SdmTextTest {
  private static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001015";
  private static final String ADULT = "adult/0190a5c0-0000-7000-8000-000000001016";
  private static final String SURNAME = "Q".repeat(40);

  private static Json.Obj answer(String value) {
    return Json.object().put("value", value).build();
  }

  private static Json.Obj added(Json.Obj... values) {
    return Json.object()
        .put(
            "added",
            Json.list(
                List.of(values).stream()
                    .<Json>map(one -> Json.object().put("value", one).build())
                    .toList()))
        .build();
  }

  private static Json.Obj sdm(Json.Builder fields, Json.Builder entries) throws IOException {
    Json.Obj record =
        Json.object().put("fields", fields.build()).put("entries", entries.build()).build();
    Revision revision =
        new Revision(
            4711,
            "0190a5c0-0000-7000-8000-000000000001",
            Revision.Heading.NONE,
            1,
            new Hash("0".repeat(64)),
            "ps401",
            0,
            record,
            RiskGrade.NOT_GRADED,
            List.of(),
            false,
            0);
    return new SdmText(
            SdmMapping.of(Optional.empty(), FormShelf.shipped(), new JacksonJsonReader()))
        .text(revision);
  }

  private static Json.Obj person(Json.Obj sdm, String at) {
    return sdm.items("included").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("id").equals(Optional.of(at.substring(at.indexOf('/') + 1))))
        .findFirst()
        .orElseThrow()
        .object("attributes");
  }

  private static Json.Obj cut(String path, String to, long characters, long most) {
    return Json.object()
        .put("path", path)
        .put("to", to)
        .put("characters", characters)
        .put("most", most)
        .build();
  }

  private static Optional<String> why(Json.Obj sdm, String path) {
    return sdm.items("unmapped").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("path").equals(Optional.of(path)))
        .findFirst()
        .flatMap(one -> one.text("why"));
  }

  @Test
  void f2WhatIsCutIsListedByItsPathWhereverItWasSaid() throws IOException {
    Json.Obj sdm =
        sdm(
            Json.object().put(ADULT + "/name", Json.list(List.of(answer("Ann " + SURNAME)))),
            Json.object()
                .put(CHILD, added(Json.object().put("name", SURNAME + " Ann").build()))
                .put(ADULT, added(Json.EMPTY)));
    assertThat(sdm.items("truncated"))
        .containsExactlyInAnyOrder(
            cut(ADULT + "/name", "surname", 40, 35), cut(CHILD + "/name", "givenName", 40, 35));
    assertThat(person(sdm, ADULT).text("surname")).contains("Q".repeat(35));
    assertThat(person(sdm, CHILD).items("givenName")).containsExactly(Json.of("Q".repeat(35)));
    assertThat(sdm.object("seenheard").canonical())
        .as("not lost")
        .contains("Ann " + SURNAME)
        .contains(SURNAME + " Ann");
  }

  @Test
  void f2CharactersAreCountedAndNoneIsTornApart() throws IOException {
    String clef = "\ud834\udd1e";
    Json.Obj sdm =
        sdm(
            Json.object(),
            Json.object()
                .put(CHILD, added(Json.object().put("name", clef.repeat(35)).build()))
                .put(ADULT, added(Json.object().put("name", clef.repeat(36)).build())));
    assertThat(person(sdm, CHILD).text("surname")).contains(clef.repeat(35));
    assertThat(person(sdm, ADULT).text("surname")).contains(clef.repeat(35));
    assertThat(sdm.items("truncated")).containsExactly(cut(ADULT + "/name", "surname", 36, 35));
  }

  @Test
  void f2ATextThatIsTooLongForASubmissionIsListedAsCut() throws IOException {
    Json.Obj sdm =
        sdm(
            Json.object().put("note", Json.list(List.of(answer("w".repeat(20_001))))),
            Json.object());
    assertThat(sdm.items("truncated")).hasSize(1);
    Json.Obj cut = (Json.Obj) sdm.items("truncated").get(0);
    assertThat(cut.text("to")).contains("submissionContent");
    assertThat(cut.whole("characters"))
        .hasValueSatisfying(one -> assertThat(one).isGreaterThan(20_001L));
    assertThat(sdm.object("seenheard").canonical()).contains("w".repeat(20_001));
  }

  @Test
  void f3WhatAnEntryWasAddedWithIsListedLikeWhatWasAnsweredLater() throws IOException {
    Json.Obj sdm =
        sdm(
            Json.object().put(CHILD + "/school", Json.list(List.of(answer("Hill Primary")))),
            Json.object()
                .put(
                    CHILD,
                    added(
                        Json.object()
                            .put("name", "Ann")
                            .put("gender", "other")
                            .put("school", "Moor Primary")
                            .put("demeanour", "She hides behind the door")
                            .build())));
    assertThat(why(sdm, CHILD + "/school")).contains("no-attribute");
    assertThat(why(sdm, CHILD + "/demeanour")).contains("no-attribute");
    assertThat(why(sdm, CHILD + "/gender")).contains("no-code");
    assertThat(why(sdm, CHILD + "/name")).isEmpty();
  }

  @Test
  void f3WhatTwoAddedDifferentlyIsNoAttributeAndSaysSo() throws IOException {
    Json.Obj sdm =
        sdm(
            Json.object(),
            Json.object()
                .put(
                    CHILD,
                    added(
                        Json.object().put("name", "Ann Roe").put("dob", "2019-03-05").build(),
                        Json.object().put("name", "Ann Row").put("dob", "2019-03-05").build())));
    assertThat(person(sdm, CHILD).text("surname")).isEmpty();
    assertThat(why(sdm, CHILD + "/name")).contains("contradicted");
    assertThat(person(sdm, CHILD).text("dateOfBirth")).contains("2019-03-05");
  }

  /** A child's words are in the text for people, whatever was answered in their place since. */
  @Test
  void whatAStatementWasAddedWithStandsInTheSummaryBesideALaterAnswer() {
    String at = "statement/0190a5c0-0000-7000-8000-000000001044";
    Json.Obj revision =
        Json.object()
            .put(
                "record",
                Json.object()
                    .put(
                        "fields",
                        Json.object()
                            .put(at + "/words", Json.list(List.of(answer("Nothing happened"))))
                            .build())
                    .put(
                        "entries",
                        Json.object()
                            .put(at, added(Json.object().put("words", "My ear hurts.").build()))
                            .build())
                    .build())
            .build();
    assertThat(SdmSummary.of(revision)).contains("words: My ear hurts. | Nothing happened\n");
  }
}
