package uk.seenheard.sync.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.JacksonJsonReader;
import uk.seenheard.sync.codec.JdkDigests;
import uk.seenheard.sync.codec.Json;

class ShippedFormsTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final List<Form> FORMS = ShippedForms.read(FormFiles::text, READER);

  /** The first sixteen digits of the digest of each form's canonical text as version 1 shipped. */
  private static final Map<String, String> FIRST =
      Map.of(
          "domestic-abuse", "f71865d5118a71e7",
          "concern-for-child", "f9c22c9f88be4770",
          "child-protection-enquiry", "f8444aedfde1ee7b",
          "child-exploitation", "04d1b3749a80a90d",
          "missing-child", "2dacd0f917916bfe",
          "police-protection", "fce60f950d7572a6",
          "risk-person-visit", "d8aa3ceb1114f162",
          "child-in-custody", "6a489365524f25d7",
          "general-incident", "f89e7d15e3a182c2");

  private static Form form(String id) {
    return FORMS.stream().filter(form -> form.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void nineFormsShip() {
    assertThat(FORMS).extracting(Form::id).containsExactlyElementsOf(ShippedForms.IDS).hasSize(9);
  }

  @Test
  void theResolvedFormReadsBackAsTheSameForm() {
    for (Form form : FORMS) {
      Form again = FormCodec.read((Json.Obj) READER.read(form.resolved().canonical()));
      assertThat(again.prompts()).extracting(PromptRule::id).isEqualTo(ids(form));
      assertThat(again.fields()).isEqualTo(form.fields());
      assertThat(again.resolved()).isEqualTo(form.resolved());
    }
  }

  private static List<String> ids(Form form) {
    return form.prompts().stream().map(PromptRule::id).collect(Collectors.toList());
  }

  @Test
  void selfDefinedEthnicityHasTheEighteenCodesAndNotStatedAndMapsToTheSixteen() {
    CodeList codes = form("general-incident").codeList("ethnicity").orElseThrow();
    assertThat(codes.codes())
        .extracting(Code::code)
        .containsExactly(
            "W1", "W2", "W3", "W9", "M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1",
            "B2", "B9", "O2", "O9", "NS");
    assertThat(codes.as("16+1", "A4")).isEqualTo("O1");
    assertThat(codes.as("16+1", "W1")).isEqualTo("W1");
    assertThat(codes.codes().stream().map(code -> codes.as("16+1", code.code())).distinct())
        .containsExactlyInAnyOrder(
            "W1", "W2", "W9", "M1", "M2", "M3", "M9", "A1", "A2", "A3", "A9", "B1", "B2", "B9",
            "O1", "O9", "NS");
  }

  @Test
  void theFormsWorkWithoutLicensedTextsAndTakeThemFromTheForce() {
    assertThat(form("domestic-abuse").texts()).isEmpty();
    Json.Obj force =
        (Json.Obj)
            READER.read(
                "{\"texts\": {\"dash.1\": \"The force's own question\"}, \"prompts\": [{\"id\":"
                    + " \"mnemonic\", \"finding\": \"F4\", \"each\": \"child\", \"stage\":"
                    + " \"child\", \"order\": 161, \"weight\": \"should\", \"question\": \"{name}:"
                    + " appearance, relationships, troubles?\", \"why\": \"The force asks so.\","
                    + " \"asks\": \"behaviour\", \"reasons\": \"not-known\"}]}");
    Form own = ShippedForms.read(FormFiles::text, READER, Optional.of(force)).get(0);
    assertThat(own.texts()).containsEntry("dash.1", "The force's own question");
    assertThat(own.prompt("mnemonic")).isPresent();
  }

  @Test
  void aPromptPerItemIsFoundByItsFullId() {
    assertThat(form("general-incident").prompt("crime.blackmail").orElseThrow().id())
        .isEqualTo("crime");
    assertThat(form("general-incident").prompt("crimes")).isEmpty();
  }

  @Test
  void aFormThatSharesAPartNobodyHasIsRefused() {
    Json.Obj raw =
        (Json.Obj) READER.read("{\"id\":\"x\",\"version\":1,\"title\":\"X\",\"shares\":[\"y\"]}");
    assertThatThrownBy(() -> FormCodec.read(raw, name -> Optional.empty()))
        .isInstanceOf(BadForm.class)
        .hasMessage("form x, shares: there is no part named \"y\"");
  }

  @Test
  void commonPutsTogetherEverySubjectThatShips() {
    Json.Obj common = (Json.Obj) READER.read(FormFiles.text("common.json"));
    assertThat(common.items("shares"))
        .isEqualTo(
            ShippedForms.PARTS.stream()
                .filter(part -> part.startsWith("common/"))
                .map(Json::of)
                .collect(Collectors.toList()));
  }

  @Test
  void theFirstVersionsNeverChange() {
    for (Form form : ShippedForms.older(FormFiles::text, READER, Optional.empty())) {
      assertThat(form.version()).isEqualTo(1);
      String text = form.resolved().canonical();
      assertThat(FIRST)
          .as(form.id())
          .containsEntry(form.id(), Hash.of(text, new JdkDigests()).hex().substring(0, 16));
    }
  }

  @Test
  void oneQuestionStandsInOnePlace() {
    Map<String, String> where = new HashMap<>();
    for (String part : ShippedForms.PARTS) {
      Json.Obj raw = (Json.Obj) READER.read(FormFiles.text(part + ".json"));
      for (Json prompt : raw.items("prompts")) {
        String id = ((Json.Obj) prompt).text("id").orElseThrow();
        assertThat(where.put(id, part)).as(id).isNull();
      }
      for (String list : raw.object("codes").members().keySet()) {
        assertThat(where.put("codes " + list, part)).as(list).isNull();
      }
    }
    assertThat(where).containsEntry("child-words", "common/voice");
  }

  @Test
  void aPartThatSharesItselfIsTakenOnce() {
    Json.Obj part = (Json.Obj) READER.read("{\"shares\": [\"y\"], \"texts\": {\"a\": \"b\"}}");
    Json.Obj raw =
        (Json.Obj) READER.read("{\"id\":\"x\",\"version\":1,\"title\":\"X\",\"shares\":[\"y\"]}");
    assertThat(FormCodec.read(raw, name -> Optional.of(part)).texts()).containsEntry("a", "b");
  }

  @Test
  void everyTextIsPlainAndEndsAsASentence() {
    for (Form form : FORMS) {
      for (PromptRule rule : form.prompts()) {
        assertThat(rule.why()).as(rule.id()).endsWith(".");
        assertThat(rule.question().source()).as(rule.id()).matches(".*[?.}]( Read\\?)?$");
        assertThat(rule.question().source().length()).as(rule.id()).isLessThan(140);
      }
    }
  }

  /**
   * What the authors read in public text. Whatever else names a law, a code or guidance says that
   * nobody confirmed it; a new source is unconfirmed until somebody reads it and adds it here.
   */
  private static final Set<String> READ =
      Set.of(
          "children-act-s46",
          "children-act-s47",
          "children-act-s50",
          "circular-17-2008",
          "domestic-abuse-act-s1",
          "domestic-abuse-act-s3",
          "domestic-abuse-act-s49a",
          "encompass",
          "child-to-parent",
          "pace-s40",
          "pace-s40-1",
          "pace-s42",
          "pace-s43",
          "pace-s40a",
          "pace-s38-6",
          "code-c-1-5",
          "code-c-3-15",
          "custody-practice",
          "referral-mechanism",
          "mutilation-act-s5b",
          "recording-rules",
          "working-together",
          "social-services-wales-s130",
          "bail-views",
          "missing-practice",
          "runaway-guidance",
          "iopc-2025",
          "bruising",
          "dash-dara",
          "two-authorities",
          "private-fostering",
          "missing-education",
          "prevent",
          "child-death",
          "guardian");

  @Test
  void aSourceThatNobodyReadInPublicTextSaysSo() {
    Json.Obj sources =
        ((Json.Obj) READER.read(FormFiles.text("common/sources.json"))).object("sources");
    assertThat(sources.members().keySet()).containsAll(READ);
    sources
        .members()
        .forEach(
            (id, source) -> {
              Json.Obj one = (Json.Obj) source;
              boolean ours = Set.of("force", "product").contains(one.text("kind").orElse(""));
              assertThat(one.get("unconfirmed").isPresent())
                  .as(id)
                  .isEqualTo(!ours && !READ.contains(id));
            });
  }

  @Test
  void whatNobodyReadIsListedAndNeverPrintedAsLaw() throws IOException {
    Json.Obj sources =
        ((Json.Obj) READER.read(FormFiles.text("common/sources.json"))).object("sources");
    Map<String, String> unconfirmed = new TreeMap<>();
    sources
        .members()
        .forEach(
            (id, source) -> {
              if (((Json.Obj) source).isTrue("unconfirmed")) {
                unconfirmed.put(id, ((Json.Obj) source).text("title").orElseThrow());
              }
            });
    List<String> listed =
        Files.readAllLines(Paths.get(System.getProperty("basedir", "."), "FORMS.md")).stream()
            .filter(line -> line.startsWith("- `"))
            .toList();
    assertThat(listed)
        .containsExactlyElementsOf(
            unconfirmed.entrySet().stream()
                .map(one -> "- `" + one.getKey() + "`: " + one.getValue())
                .toList());

    int walked = 0;
    for (Form form : FORMS) {
      List<Json> asked = new ArrayList<>(form.resolved().items("prompts"));
      asked.addAll(form.resolved().items("duties"));
      for (Json one : asked) {
        Json.Obj item = (Json.Obj) one;
        String id = item.text("id").orElseThrow();
        String line =
            form.prompt(id)
                .filter(rule -> rule.question().source().equals(item.text("question").orElse("")))
                .map(PromptRule::source)
                .orElseGet(
                    () ->
                        form.duties().stream()
                            .filter(duty -> duty.id().equals(id))
                            .findFirst()
                            .orElseThrow()
                            .source());
        assertThat(item.text("question").isEmpty() || item.text("why").isPresent()).isTrue();
        assertThat(line).as(form.id() + ' ' + id).isNotBlank();
        for (Json source : named(item)) {
          String title = unconfirmed.get(((Json.Text) source).value());
          if (title != null) {
            walked++;
            assertThat(line.substring(line.indexOf(title) + title.length()))
                .as(form.id() + ' ' + id + ": " + title)
                .containsPattern("^( \\([A-Za-z]+\\))?(, from [0-9-]+)? \\[not confirmed");
          }
        }
      }
    }
    assertThat(walked).as("questions and duties that rest on what nobody read").isGreaterThan(100);
  }

  private static List<Json> named(Json.Obj item) {
    return item.items("source").isEmpty()
        ? List.of(item.get("source").orElseThrow())
        : item.items("source");
  }

  /** Words of the first versions that blamed, were wrong in law, or had two meanings. */
  private static final List<String> PUT_RIGHT =
      List.of(
          "being used",
          "Is {name} taken into",
          "filthy",
          "drunk",
          "club or church",
          "Who who",
          "Girl or woman",
          "Who is missing?",
          "family abuse",
          "no apparent",
          "protection order was",
          "Designated officer (DO)",
          " DO ");

  @Test
  void noWordThatWasPutRightIsSaidAgain() {
    for (Form form : FORMS) {
      String text = form.resolved().canonical();
      for (String word : PUT_RIGHT) {
        assertThat(text).as(form.id()).doesNotContain(word);
      }
    }
  }
}
