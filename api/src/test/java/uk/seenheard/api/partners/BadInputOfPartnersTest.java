package uk.seenheard.api.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.partners.referral.Vale;
import uk.seenheard.sync.codec.Json;

/**
 * What partners send that is wrong, forged or said twice, over HTTP, each with its documented
 * answer. Beside it: a 40-character surname ({@code SdmTest}), a mail server that accepts and dies
 * ({@code SecureMailHttpTest}), the text of a PDF ({@code SheetPdfTest}), signatures ({@code
 * DeliveriesTest}).
 */
class BadInputOfPartnersTest {
  private static final String NOTICE = "0190a5c0-0000-7000-8000-000000001053";

  @TempDir static Path folder;
  private static LiveServer server;
  private static final AtomicLong NOW = new AtomicLong();
  private static String incident;
  private static String referral;
  private static Json.Obj revision;

  @BeforeAll
  static void start() throws IOException {
    Json.Obj written = RecordedCase.read("case-1-complete");
    NOW.set(written.whole("now").orElseThrow());
    server =
        LiveServer.start(
            folder.resolve("data"),
            NOW::get,
            Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString()));
    incident = RecordedCase.record(server, "BAD-1", written);
    RecordedCase.authorise(server, incident).expect(201);
    referral = incident + '.' + NOTICE;
    hasLeftForTheHub();
    revision =
        (Json.Obj)
            as("records").get("/v1/records/revisions?from=1").expect(200).items("revisions").get(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The notice leaves a moment after it was authorised; before that no recipient knows of it. */
  private static void hasLeftForTheHub() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (as("hub").get("/v1/referrals/" + referral + "/package").status() != 200) {
      assertThat(System.nanoTime()).as("the notice has not left").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Json outcome(String outcome) {
    Json.Builder one =
        Json.object()
            .put("n", revision.whole("n").orElseThrow())
            .put("incident", revision.text("incident"))
            .put("outcome", outcome);
    if (outcome.equals("rejected")) {
      one.put("code", "unknown-code").put("words", "No such code");
    }
    return Json.object().put("outcomes", Json.list(List.of(one.build()))).build();
  }

  private static String verdict(Caller.Answer answer) {
    return ((Json.Obj) answer.expect(200).items("verdicts").get(0)).text("verdict").orElse("");
  }

  @Test
  void anAnswerForgedByWhoWasHandedNothingIsRefusedAndAReplayedOneChangesNothing() {
    for (String other : List.of("pc1201", "insp71", "triage1", "hub")) {
      assertThat(as(other).post("/v1/records/outcomes", outcome("accepted")).status())
          .as(other)
          .isEqualTo(403);
    }
    assertThat(
            Caller.stranger(server.url())
                .post("/v1/records/outcomes", outcome("accepted"))
                .status())
        .isEqualTo(401);
    assertThat(verdict(as("records").post("/v1/records/outcomes", outcome("accepted"))))
        .isEqualTo("stored");
    assertThat(verdict(as("records").post("/v1/records/outcomes", outcome("accepted"))))
        .isEqualTo("unchanged");
    assertThat(verdict(as("records").post("/v1/records/outcomes", outcome("rejected"))))
        .as("late, and the other way round")
        .isEqualTo("stale");
  }

  private static Json receipt(String state, String code) {
    Json.Builder said =
        Json.object().put("state", state).put("at", NOW.get()).put("by", "Ms Roe, duty worker");
    return (code.isEmpty() ? said : said.put("code", code)).build();
  }

  @Test
  void aReceiptForAnothersNoticeIsNotFoundAndOneOfNoKnownStateIsMalformed() {
    String path = "/v1/referrals/" + referral + "/receipts";
    assertThat(as("hill").post(path, receipt("delivered", "")).status()).isEqualTo(404);
    assertThat(as("records").post(path, receipt("delivered", "")).status()).isEqualTo(403);
    assertThat(as("hub").post(path, receipt("eaten", "")).status()).isEqualTo(400);
    Caller.Answer noCode = as("hub").post(path, receipt("decided", ""));
    assertThat(noCode.status()).isEqualTo(400);
    assertThat(noCode.body()).contains("code");
    String elsewhere = path.replace(NOTICE, "0190a5c0-0000-7000-8000-0000000099ff");
    assertThat(as("hub").post(elsewhere, receipt("delivered", "")).status()).isEqualTo(404);
  }

  /** A code that nobody agreed on is kept as it was said, and shown as text. */
  @Test
  void aCodeOfADecisionThatNobodyKnowsIsKeptAsItWasSaid() {
    String hostile = "<b>none</b>\u202E";
    as("hub")
        .post("/v1/referrals/" + referral + "/receipts", receipt("decided", hostile))
        .expect(200);
    Json.Obj read = as("triage1").get("/v1/referrals/" + referral + "/package").expect(200);
    assertThat(read.items("receipts").toString()).contains("<b>none</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://10.0.0.7/hook",
        "https://192.168.1.4/hook",
        "https://172.16.9.9/hook",
        "https://169.254.169.254/latest",
        "https://[::1]/hook",
        "https://[fd00::1]/hook",
        "https://[::ffff:127.0.0.1]/hook",
        "https://0.0.0.0/hook",
        "http://records.example.police.uk/hook",
        "https://user:secret@records.example.police.uk/hook",
        "file:///etc/passwd"
      })
  void anAddressThatLeadsBackOrInsideIsRefusedByItsMember(String url) {
    for (String who : List.of("records", "hub")) {
      Caller.Answer answer =
          as(who)
              .post(
                  "/v1/webhooks",
                  Json.object()
                      .put("url", url)
                      .put("feed", who.equals("hub") ? "notices" : "records")
                      .build());
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("\"field\":\"url\"");
    }
  }

  /** Where nothing stands, nothing is waited for in silence: it is said. */
  @Test
  void aPlaceBeyondTheEndOfTheLogIsRefusedBySentence() {
    String beyond = "lies beyond the end of this server's log";
    Caller.Answer from = as("records").get("/v1/records/revisions?from=900000");
    assertThat(from.status()).isEqualTo(400);
    assertThat(from.body()).contains("\"field\":\"from\"").contains(beyond);
    Json subscribed =
        Json.object()
            .put("url", "https://records.example.police.uk/hook")
            .put("feed", "records")
            .put("from", 900000)
            .build();
    assertThat(as("records").post("/v1/webhooks", subscribed).expect(400).canonical())
        .contains(beyond);
    Caller.Answer cursor = as("hub").get("/v1/feeds/referrals?cursor=900000");
    assertThat(cursor.problem()).isEqualTo("cursor-refused");
  }

  @Test
  void nobodySubscribesToAnothersFeed() {
    Json.Builder asked = Json.object().put("url", "https://records.example.police.uk/hook");
    assertThat(as("hub").post("/v1/webhooks", asked.put("feed", "records").build()).status())
        .isEqualTo(403);
    assertThat(as("records").post("/v1/webhooks", asked.put("feed", "notices").build()).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'codes':{'a':{'like':'b'},'b':{'like':'a'}},'incident':[{'from':'place','to':'x','codes':'a'}]}|codes.a.like",
        "{'people':{'child':{'fields':[{'from':'nmae','to':'surname'}]}}}|people.child.fields[0].from"
      })
  void aServerDoesNotStartWithAMappingThatGoesRoundOrLeadsNowhere(String file, String place)
      throws IOException {
    refused("SEENHEARD_MAPPING", file.replace('\'', '"'), place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"to\": \"mash\", \"template\": \"full\"|\"to\": \"mash\", \"template\":"
            + " \"all\"|kinds.ppn.template",
        "\"home\": \"vale\"|\"home\": \"wold\"|home is none of the areas",
        "\"kind\": \"api\"}, {\"kind\": \"phone\"|\"kind\": \"pigeon\"}, {\"kind\":"
            + " \"phone\"|recipients[0].channels[0].kind",
        "\"receiptMinutes\": 60|\"receiptMinutes\": 0|receiptMinutes"
      })
  void aServerDoesNotStartWithADirectoryThatCannotBeUsed(String was, String is, String place)
      throws IOException {
    String file = Files.readString(Vale.written(folder));
    assertThat(file).contains(was);
    refused(
        "SEENHEARD_REFERRALS", file.replaceFirst(java.util.regex.Pattern.quote(was), is), place);
  }

  private static void refused(String setting, String file, String place) throws IOException {
    Path written = Files.writeString(Files.createTempFile(folder, "bad", ".json"), file);
    assertThatThrownBy(
            () ->
                LiveServer.start(
                        Files.createTempDirectory(folder, "bad"),
                        NOW::get,
                        Map.of(setting, written.toString()))
                    .close())
        .rootCause()
        .hasMessageContaining(place);
  }
}
