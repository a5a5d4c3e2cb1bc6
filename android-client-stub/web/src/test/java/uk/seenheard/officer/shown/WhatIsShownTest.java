package uk.seenheard.officer.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.feed.Frame;

/** What the page is told of an incident: whose answer it is, what differs, who may see it. */
class WhatIsShownTest {
  private static final String REFERENCE = "NM-20261122-0107";
  private static final Optional<String> FORCE = Optional.of("northmoor");

  @TempDir Path mineLies;
  @TempDir Path colleaguesLies;

  private final FakeServer server = new FakeServer();
  private Handset mine;
  private Handset colleagues;

  @BeforeEach
  void open() {
    mine = TestHandset.open(mineLies, new TestHandset.Device(1), server);
    colleagues = TestHandset.open(colleaguesLies, new TestHandset.Device(2), server);
    assertThat(mine.signIn("amy", FORCE)).isEmpty();
    assertThat(colleagues.signIn("ben", FORCE)).isEmpty();
  }

  @AfterEach
  void close() {
    mine.close();
    colleagues.close();
  }

  private static Json.Obj part(Handset handset, String incident, String section) {
    return ((Json.Obj) new Shown(handset).incident(incident, Optional.of(section)))
        .object("section");
  }

  private static Json.Obj question(Json.Obj part, String prompt) {
    return part.items("questions").stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("prompt").equals(Optional.of(prompt)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void colleaguesAnswerStandsBesideMineAndBothSayWhoseTheyAre() {
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    FieldPath child =
        mine.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
    mine.sync();
    colleagues.attend("domestic-abuse", REFERENCE);
    colleagues.sync();
    mine.answer(incident, child.field("seen"), Json.of("yes"), Optional.empty());
    colleagues.answer(incident, child.field("seen"), Json.of("no"), Optional.empty());
    colleagues.sync();
    mine.sync();

    Json.Obj field = question(part(mine, incident, child.text()), "child-seen").object("field");
    assertThat(field.isTrue("differ")).isTrue();
    assertThat(field.items("answers"))
        .extracting(answer -> ((Json.Obj) answer).text("by").orElseThrow())
        .containsExactlyInAnyOrder("amy", "ben");
    assertThat(field.items("answers"))
        .extracting(answer -> ((Json.Obj) answer).isTrue("mine"))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void childWhomAColleagueEnteredTooIsProposedAsOneWithWhoEnteredWhomUntilSomebodyJoinsThem() {
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    Map<String, Json> robin = Map.of("name", Json.of("Robin"));
    FieldPath one = mine.addEntry(incident, "child", Json.EMPTY, robin);
    assertThat(twins(incident)).isEmpty();
    colleagues.newIncident("domestic-abuse", Optional.of(REFERENCE));
    FieldPath other = colleagues.addEntry(incident, "child", Json.EMPTY, robin);
    colleagues.sync();
    mine.sync();

    assertThat(twins(incident)).hasSize(1);
    Json.Obj pair = (Json.Obj) twins(incident).get(0);
    assertThat(List.of(pair.text("one").orElseThrow(), pair.text("other").orElseThrow()))
        .containsExactlyInAnyOrder(one.text(), other.text());
    boolean first = pair.text("one").equals(Optional.of(one.text()));
    assertThat(pair.text(first ? "by" : "otherBy")).isEmpty();
    assertThat(pair.text(first ? "otherBy" : "by")).contains("ben");
    assertThat(pair.items("reasons")).contains(Json.of("Both have the same name."));

    mine.sameAs(incident, one, other, "One boy, seen by both");
    assertThat(twins(incident)).isEmpty();
  }

  /** A mark in the place of words is nobody's voice, nor is where else the words are. */
  @Test
  void childIsHeardOnItsTileOnceWordsOfTheirsAreWrittenDown() {
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    FieldPath child = mine.addEntry(incident, "child", Json.EMPTY, Map.of("seen", Json.of("yes")));
    for (String no : new String[] {".", "see BWV"}) {
      mine.addStatement(incident, child, no, Json.EMPTY);
      assertThat(tile(incident).isTrue("heard")).as(no).isFalse();
    }
    mine.addStatement(incident, child, "My ear hurts", Json.EMPTY);
    assertThat(tile(incident).isTrue("heard")).isTrue();
    assertThat(tile(incident).isTrue("seen")).isTrue();
  }

  private Json.Obj tile(String incident) {
    Json.Obj shown = (Json.Obj) new Shown(mine).incident(incident, Optional.empty());
    return (Json.Obj) shown.items("strip").get(0);
  }

  /** Statements that somebody joined are one entry: the words of each stay to be read. */
  @Test
  void statementsThatWereJoinedAreShownWithTheWordsOfBoth() {
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    FieldPath child = mine.addEntry(incident, "child", Json.EMPTY, Map.of());
    FieldPath one = mine.addStatement(incident, child, "My ear hurts", Json.EMPTY);
    FieldPath other = mine.addStatement(incident, child, "Nothing happened", Json.EMPTY);
    mine.sameAs(incident, one, other, "One and the same");

    assertThat(part(mine, incident, child.text()).items("said"))
        .extracting(said -> ((Json.Obj) ((Json.Obj) said).items("parts").get(0)).text("said"))
        .containsExactly(Optional.of("My ear hurts"), Optional.of("Nothing happened"));
  }

  private List<Json> twins(String incident) {
    return ((Json.Obj) new Shown(mine).incident(incident, Optional.empty())).items("twins");
  }

  /** Words that a supervisor moved are looked for where they were written. */
  @Test
  void whereWordsWentStandsWhereTheyWereWrittenAndWhenceTheyCameWhereTheyStandNow() {
    String last = mine.newIncident("domestic-abuse", Optional.of("NM-20261121-0001"));
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    assertThat(moved(incident)).isEmpty();
    mine.sync();
    saidAtTheDesk(last, "misplaced", incident);
    saidAtTheDesk(incident, "decide-brought", last);
    mine.sync();
    Json.Obj away = (Json.Obj) moved(last).get(0);
    assertThat(away.isTrue("brought")).isFalse();
    assertThat(away.text("other")).contains(REFERENCE);
    assertThat(away.text("incident")).contains(incident);
    assertThat(away.text("reason")).contains("Tonight's words");
    Json.Obj here = (Json.Obj) moved(incident).get(0);
    assertThat(here.isTrue("brought")).isTrue();
    assertThat(here.text("other")).contains("NM-20261121-0001");
  }

  @Test
  void whereWordsWentThatIsNotOnThisPhoneIsNotNamed() {
    String last = mine.newIncident("domestic-abuse", Optional.of("NM-20261121-0001"));
    mine.sync();
    saidAtTheDesk(last, "misplaced", "0190a000-0000-7000-8000-0000000000ff");
    mine.sync();
    Json.Obj away = (Json.Obj) moved(last).get(0);
    assertThat(away.text("other")).contains("another incident");
    assertThat(away.text("incident")).isEmpty();
  }

  private List<Json> moved(String incident) {
    return ((Json.Obj) new Shown(mine).incident(incident, Optional.empty())).items("moved");
  }

  /** A supervisor's act, as the server's feed brings it. */
  private void saidAtTheDesk(String incident, String act, String other) {
    Frame.Change of =
        server.log.stream()
            .filter(frame -> frame.content().contains(incident))
            .findFirst()
            .orElseThrow();
    Json.Obj with =
        Json.object()
            .put("what", Json.texts(List.of("0".repeat(64))))
            .put("incident", other)
            .put("reason", "Tonight's words")
            .build();
    Json.Obj op =
        Json.object()
            .put("op", "act")
            .put("act", act)
            .put("with", with)
            .put("frontier", "0".repeat(64))
            .build();
    String content =
        ((Json.Obj) new PlainJsonReader().read(of.content()))
            .with("author", Json.of("serg"))
            .with("incident", Json.of(incident))
            .with("ops", Json.list(List.of(op)))
            .canonical();
    server.add(content);
  }

  @Test
  void stripTellsWhoWasSeenAndHeardAndWhatIsOpen() {
    String incident = mine.newIncident("domestic-abuse", Optional.empty());
    FieldPath robin =
        mine.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
    mine.addEntry(incident, "child", Json.EMPTY, Map.of());
    mine.answer(incident, robin.field("seen"), Json.of("yes"), Optional.empty());
    mine.addStatement(incident, robin, "I hid", Json.EMPTY);

    List<Json> strip =
        ((Json.Obj) new Shown(mine).incident(incident, Optional.empty())).items("strip");
    assertThat(strip).hasSize(2);
    Json.Obj first = (Json.Obj) strip.get(0);
    Json.Obj second = (Json.Obj) strip.get(1);
    assertThat(first.text("name")).contains("Robin");
    assertThat(first.isTrue("seen") && first.isTrue("heard")).isTrue();
    assertThat(second.text("name")).contains("Child 2");
    assertThat(second.isTrue("seen") || second.isTrue("heard")).isFalse();
    assertThat(second.whole("open").orElseThrow()).isPositive();
  }

  @Test
  void secondOfficerOnThePhoneSeesNothingOfTheFirstWhoseWorkStillGoesOut() {
    String incident = mine.newIncident("domestic-abuse", Optional.of(REFERENCE));
    mine.answer(incident, new FieldPath("place"), Json.of("14 Elm Row"), Optional.empty());
    mine.draft(incident, "place", "15 Elm Row");
    mine.signOut();
    assertThat(((Json.Obj) new Shown(mine).home()).items("incidents")).isEmpty();
    assertThat(mine.signIn("ben", FORCE)).isEmpty();

    assertThat(new Shown(mine).home().canonical()).doesNotContain("Elm Row", REFERENCE);
    assertThat(new Shown(mine).incident(incident, Optional.of("happened")).canonical())
        .doesNotContain("Elm Row");
    mine.sync();
    assertThat(server.log).anyMatch(frame -> frame.content().contains("14 Elm Row"));
    assertThat(server.log).noneMatch(frame -> frame.content().contains("15 Elm Row"));
  }

  @Test
  void answerUnderANameThatTheFormDoesNotKnowIsShownAllTheSame() {
    String incident = mine.newIncident("domestic-abuse", Optional.empty());
    mine.answer(incident, new FieldPath("olderName"), Json.of("kept"), Optional.empty());
    assertThat(part(mine, incident, "happened").items("given").toString()).contains("kept");
  }

  @Test
  void reasonInPlaceOfAnAnswerIsShownAtItsQuestion() {
    String incident = mine.newIncident("domestic-abuse", Optional.empty());
    Json.Obj asked = question(part(mine, incident, "here"), "children-living");
    Json.Obj offered = (Json.Obj) asked.items("reasons").get(0);
    mine.answer(
        incident,
        new FieldPath(asked.text("reasonAt").orElseThrow()),
        Json.object().put("code", offered.text("code")).put("words", "Nobody opened").build(),
        Optional.empty());

    Json.Obj excused = question(part(mine, incident, "here"), "children-living");
    assertThat(excused.text("state")).contains("excused");
    assertThat(excused.object("reason").text("said")).isEqualTo(offered.text("label"));
    assertThat(excused.object("reason").text("words")).contains("Nobody opened");
  }
}
