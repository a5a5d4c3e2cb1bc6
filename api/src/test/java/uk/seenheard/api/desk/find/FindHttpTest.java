package uk.seenheard.api.desk.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** How incidents and colleagues are found, by whom, and what of it is written down. */
class FindHttpTest {
  @TempDir static Path folder;
  private static LiveServer server;
  private static String here;
  private static String elsewhere;

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
    here =
        recorded(
            "pc1201", "MC-2026-0417", "14 Tannery Row, Ashmere", "Zoë O’Neill", "Carl Denholm");
    recorded("pc1201", "MC-2026-0418", "2 Mill Lane", "Tom", "Ruth Pell");
    // pc1204 is of another team.
    elsewhere = recorded("pc1204", "MC-2026-0419", "14 Tannery Row", "Zoe Oneill", "Carl Denholm");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String recorded(
      String person, String reference, String place, String child, String adult) {
    Officer officer = Officer.onShift(server.url(), person);
    String incident = officer.incident(reference);
    String entry = Officer.entry("child");
    officer.record(
        incident,
        Officer.set("reference", reference),
        Officer.set("place", place),
        Officer.set("toldAt", "2026-11-22T01:52Z"),
        Officer.add(entry, Json.object().put("estimatedAge", 6).put("dob", "2020-05-01").build()),
        Officer.set(entry + "/name", child),
        Officer.add(Officer.entry("adult"), Json.object().put("name", adult).build()));
    officer.record(incident, Officer.act("submit"));
    officer.sendAll();
    return incident;
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Json.Obj search(String person, String words) {
    return as(person).post("/v1/search", Json.object().put("words", words).build()).expect(200);
  }

  private static List<String> found(Json.Obj answer) {
    List<String> found = new ArrayList<>();
    answer.items("hits").forEach(hit -> found.add(((Json.Obj) hit).text("incident").orElseThrow()));
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "zoe, child", "Zoe O'Neill, child", "ZOË ONEILL, child", "carl denholm, adult",
        "Denholm, adult",
    "tannery row, address", "14 Tannery, address", "0417, reference", "MC-2026-0417, reference",
        "zoe oneill smith, child"
  })
  void incidentIsFoundByWhatSomebodyRemembersOfIt(String words, String kind) {
    Json.Obj answer = search("ps401", words);

    assertThat(found(answer)).containsExactly(here);
    assertThat(answer.items("hits").get(0).canonical()).contains("\"kind\":\"" + kind + '"');
    assertThat(answer.whole("total")).contains(1L);
    assertThat(answer.isTrue("partial")).isFalse();
  }

  @Test
  void officersAreFoundByNameAndById() {
    assertThat(found(search("ps401", "thackwray"))).hasSize(2).contains(here);
    assertThat(found(search("ps401", "pc1201"))).hasSize(2).contains(here);
  }

  @Test
  void nobodyFindsWhatTheyMayNotSee() {
    assertThat(found(search("ps402", "zoe"))).containsExactly(elsewhere);
    assertThat(found(search("insp71", "zoe"))).containsExactlyInAnyOrder(here, elsewhere);
    assertThat(found(search("pc1203", "zoe"))).isEmpty();
    Json.Obj rows = as("ps402").get("/v1/rows?incidents=" + here + ',' + elsewhere).expect(200);
    assertThat(rows.items("rows")).hasSize(1);
    assertThat(rows.canonical()).contains(elsewhere).doesNotContain(here);
  }

  /** Who says that they are at another team's incident sees their own words there, no child's. */
  @Test
  void whoSeesOnlyAPartOfAnIncidentDoesNotFindItsChildren() {
    String theirs =
        recorded("pc1202", "MC-2026-0931", "8 Weir Court", "Isolde Farrant", "A. Brook");
    Officer guest = Officer.onShift(server.url(), "pc1204");
    guest.record(theirs, Officer.act("attend"), Officer.set("note.guest", "I was there"));
    guest.sendAll();

    assertThat(found(search("ps401", "isolde"))).containsExactly(theirs);
    assertThat(found(search("pc1204", "isolde"))).isEmpty();
    assertThat(found(search("pc1204", "weir court"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zoe OR tom", "*", "child:zoe AND", "<script>alert(1)</script>", "\"", "%", ".*"})
  void operatorsAndMarkupAreWordsLikeOthers(String words) {
    Caller.Answer answer =
        as("ps401").post("/v1/search", Json.object().put("words", words).build());
    assertThat(answer.status()).isIn(200, 400);
    if (answer.status() == 200) {
      assertThat(found(answer.expect(200))).isEmpty();
    }
  }

  @Test
  void moreHitsThanAreShownAreCounted() {
    String first = recorded("pc1202", "MC-2026-0601", "1 Fell Lane", "Peregrine", "A. Moss");
    String second = recorded("pc1202", "MC-2026-0602", "2 Fell Lane", "Peregrine", "A. Moss");
    String third = recorded("pc1202", "MC-2026-0603", "3 Fell Lane", "Peregrine", "A. Moss");
    Json.Obj answer =
        as("ps401")
            .post("/v1/search", Json.object().put("words", "peregrine").put("limit", 2).build())
            .expect(200);

    assertThat(found(answer)).hasSize(2).isSubsetOf(first, second, third);
    assertThat(answer.whole("total")).contains(3L);
    assertThat(answer.isTrue("partial")).isFalse();
  }

  @Test
  void eachSearchIsALookThatNamesTheIncidentsAndNotTheWords() {
    search("ps401", "zoe");
    search("ps402", "nobody of that name");

    List<String> looks = new ArrayList<>();
    for (LiveServer.Noted note : server.ledger()) {
      if (note.with().text("view").filter("search"::equals).isPresent()) {
        looks.add(note.by() + ' ' + note.with().canonical());
      }
    }
    assertThat(looks).anyMatch(look -> look.startsWith("ps401") && look.contains(here));
    assertThat(looks).anyMatch(look -> look.startsWith("ps402"));
    assertThat(looks).noneMatch(look -> look.toLowerCase(java.util.Locale.ROOT).contains("zoe"));
  }

  @Test
  void rowNamesTheChildrenTheirAgesThePlaceAndWhatIsDueForWhom() {
    Json.Obj answer = as("ps401").get("/v1/rows?incidents=" + here).expect(200);
    Json.Obj row = (Json.Obj) answer.items("rows").get(0);

    Json.Obj child = (Json.Obj) row.items("children").get(0);
    assertThat(child.text("name")).contains("Zoë");
    assertThat(child.whole("months")).contains(78L);
    assertThat(row.text("place")).contains("14 Tannery Row, Ashmere");
    assertThat(row.items("due")).isNotEmpty();
    assertThat(row.items("due").get(0).canonical())
        .contains("sentence")
        .contains("\"name\":\"Zoë\"");
    assertThat(as("ps401").get("/v1/rows?incidents=x").status()).isEqualTo(400);
  }

  @Test
  void colleaguesAreListedByNameRankAndTeamAndPartnersAreNot() {
    String people = as("ps401").get("/v1/people").expect(200).canonical();

    assertThat(people).contains("\"id\":\"pc1203\"").contains("\"id\":\"ashmere\"");
    assertThat(people).contains("\"away\":false").doesNotContain("\"records\"");
  }

  @Test
  void whatWasErasedIsFoundNoMore() {
    String erased = recorded("pc1201", "MC-2026-0777", "9 Erased Street", "Quillon", "Vashti");
    assertThat(found(search("insp71", "quillon"))).containsExactly(erased);
    as("insp71")
        .post(
            "/v1/incidents/" + erased + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "Court order").build())
        .expect(200);
    assertThat(found(search("insp71", "quillon"))).isEmpty();
    assertThat(found(search("insp71", "erased street"))).isEmpty();
  }
}
