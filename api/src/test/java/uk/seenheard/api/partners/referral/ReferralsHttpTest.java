package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** Notices go out, are received and are answered, from door to door. */
class ReferralsHttpTest {
  private static final long WAIT_SECONDS = 60;
  private static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001015";
  private static final String NOTICE = "referral/0190a5c0-0000-7000-8000-000000001053";
  private static final String WHO = "Ms Roe, duty social worker";

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private Json.Obj written;
  private LiveServer server;
  private int cases;

  @BeforeEach
  void start() throws IOException {
    written = RecordedCase.read("case-1-complete");
    now.set(written.whole("now").orElseThrow());
    open();
  }

  private void open() {
    server =
        LiveServer.start(
            folder.resolve("data"),
            now::get,
            Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private String record(Operation... besides) {
    return RecordedCase.record(server, "REF-" + ++cases, written, besides);
  }

  private String authorised(Operation... besides) {
    String incident = record(besides);
    RecordedCase.authorise(server, incident).expect(201);
    return incident;
  }

  private static String name(String incident, String notice) {
    return incident + '.' + notice.substring(notice.indexOf('/') + 1);
  }

  private static <T> T until(Supplier<Optional<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      Optional<T> one = found.get();
      if (one.isPresent()) {
        return one.get();
      }
      assertThat(System.nanoTime()).as("it did not come").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private List<Json.Obj> feed(String recipient, String referral) {
    return objects(as(recipient).get("/v1/feeds/referrals").expect(200), "notices").stream()
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .toList();
  }

  private Json.Obj sent(String recipient, String referral) {
    return until(() -> feed(recipient, referral).stream().findFirst());
  }

  private static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).toList();
  }

  private Optional<Json.Obj> line(String referral) {
    return objects(as("triage1").get("/v1/referrals").expect(200), "referrals").stream()
        .filter(one -> one.text("referral").equals(Optional.of(referral)))
        .findFirst();
  }

  private Caller.Answer receipt(String by, String referral, Json.Builder said) {
    return as(by).post("/v1/referrals/" + referral + "/receipts", said.build());
  }

  private Json.Builder said(String state) {
    return Json.object().put("state", state).put("at", now.get()).put("by", WHO);
  }

  private String duty(String incident, String duty) {
    return objects(RecordedCase.looked(server, incident), "duties").stream()
        .filter(one -> one.text("duty").equals(Optional.of(duty)))
        .findFirst()
        .orElseThrow()
        .text("state")
        .orElseThrow();
  }

  private static Json.Builder red(String... without) {
    Json.Builder notice =
        Json.object()
            .put("about", CHILD)
            .put("kind", "ppn")
            .put("grade", "red")
            .put("summary", "A strategy discussion tonight, please")
            .put("doneNow", "Heard and seen; the home looked at")
            .put("parentsTold", "Told; the mother agrees")
            .put("otherChildren", "No other child lives or stays there")
            .put("recipients", "The hub of the Vale");
    return List.of(without).contains("worry")
        ? notice
        : notice.put("worry", "She flinches when her father comes near");
  }

  /** A red notice, and what the form asks of its words beside it. */
  private static Operation[] redNotice(String at, Json.Builder with) {
    return new Operation[] {
      add(at, with.build()), set(at + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes")
    };
  }

  @Test
  void r1WithoutAWorryItIsNeitherAuthorisedNorDoesItLeave() {
    String bare = entry("referral");
    String incident = record(redNotice(bare, red("worry")));
    String whole = entry("referral");
    String other = record(redNotice(whole, red()));
    sent("hub", name(other, whole)); // what is whole leaves, so this had its turn
    assertThat(RecordedCase.authorise(server, incident).status()).isEqualTo(409);
    assertThat(feed("hub", name(incident, bare))).isEmpty();
    assertThat(line(name(incident, bare)).orElseThrow().text("state")).contains("submitted");
  }

  @Test
  void aRedOneThatIsWholeLeavesAtOnceMarkedNotYetReadAndIsReadAfterwards() {
    String at = entry("referral");
    String incident = record(redNotice(at, red()));
    String referral = name(incident, at);
    sent("hub", referral);
    Json.Obj handed = as("hub").get("/v1/referrals/" + referral + "/package").expect(200);
    assertThat(handed.isTrue("notYetRead")).isTrue();
    assertThat(line(referral).orElseThrow().isTrue("notYetRead")).isTrue();
    assertThat(feed("hub", name(incident, NOTICE))).as("amber waits for its reader").isEmpty();
    RecordedCase.authorise(server, incident).expect(201);
    sent("hub", name(incident, NOTICE));
    assertThat(line(referral).orElseThrow().isTrue("notYetRead")).isFalse();
  }

  @Test
  void aRedOneAboutWhichOfficersDifferWaitsForItsReader() {
    String at = entry("referral");
    String incident =
        record(
            add(at, red().build()),
            set(at + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes"),
            set(at + "/worry", "She flinches when her father comes near"),
            set(at + "/worry", "Nothing at all to worry about here"));
    String other = entry("referral");
    sent("hub", name(record(redNotice(other, red())), other));
    assertThat(feed("hub", name(incident, at))).isEmpty();
  }

  @Test
  void r2SentWithoutAReceiptTheDutyStaysOpenOverARestartAndAReceiptSettlesIt() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    String key = sent("hub", referral).text("key").orElseThrow();
    assertThat(duty(incident, "notice")).isNotEqualTo("settled");
    server.close();
    open();
    assertThat(duty(incident, "notice")).isNotEqualTo("settled");
    assertThat(feed("hub", referral)).hasSize(1);
    receipt("hub", referral, said("delivered").put("key", key)).expect(200);
    assertThat(duty(incident, "notice")).isEqualTo("settled");
    assertThat(line(referral).orElseThrow().text("state")).contains("delivered");
  }

  @Test
  void nothingButAReceiptOfItsOwnSettlesTheDutyOfANotice() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    String key = sent("hub", referral).text("key").orElseThrow();
    String another = name(authorised(), NOTICE);
    String otherKey = sent("hub", another).text("key").orElseThrow();

    assertThat(receipt("hill", referral, said("delivered").put("key", key)).status())
        .as("whose system was sent nothing")
        .isEqualTo(404);
    assertThat(receipt("hub", referral, said("delivered").put("key", otherKey)).status())
        .as("the key of another notice")
        .isEqualTo(404);
    assertThat(receipt("hub", referral, said("delivered").put("by", "yes")).status())
        .as("a tap")
        .isEqualTo(400);
    assertThat(receipt("hub", referral, said("delivered").put("at", now.get() + 600_000)).status())
        .as("ahead of the clock")
        .isEqualTo(400);
    assertThat(receipt("hub", referral, said("delivered").put("at", now.get() - 600_000)).status())
        .as("before it left")
        .isEqualTo(400);
    assertThat(receipt("pc1201", referral, said("delivered").put("recipient", "moor-hub")).status())
        .as("told somebody whose it is not")
        .isEqualTo(400);
    assertThat(receipt("pc1202", referral, said("delivered").put("recipient", "hub")).status())
        .as("who does not see it")
        .isEqualTo(404);
    receipt("pc1201", referral, said("delivered").put("recipient", "hub").put("channel", "phone"))
        .expect(200); // a call is written down, and takes no protection notice's place
    assertThat(duty(incident, "notice")).isNotEqualTo("settled");

    receipt("hub", referral, said("delivered").put("key", key)).expect(200);
    assertThat(duty(incident, "notice")).isEqualTo("settled");
    assertThat(
            receipt("hub", referral, said("delivered").put("key", key))
                .expect(200)
                .isTrue("written"))
        .as("said again")
        .isFalse();
    assertThat(duty(another.substring(0, another.indexOf('.')), "notice")).isNotEqualTo("settled");
  }

  @Test
  void r5ItGoesWhereTheChildLivesAndNotWhereItHappened() {
    String moor = authorised(set(CHILD + "/address", "4 Long Lane, Moorside"));
    Json.Obj line = until(() -> line(name(moor, NOTICE)));
    assertThat(line.items("recipients")).containsExactly(Json.of("moor-hub"));
    assertThat(line.items("forAPerson")).as("reached by telephone only").hasSize(1);

    String unknown = authorised(set(CHILD + "/otherForce", "yes"));
    Json.Obj nobody = until(() -> line(name(unknown, NOTICE)));
    assertThat(nobody.items("recipients")).isEmpty();
    assertThat(nobody.items("forAPerson")).hasSize(1);

    String home = entry("referral");
    String educated =
        record(
            add(
                home,
                Json.object().put("about", CHILD).put("kind", "encompass-authority").build()));
    assertThat(until(() -> line(name(educated, home))).items("recipients"))
        .containsExactly(Json.of("vale-authority"));
  }

  @Test
  void aSchoolSeesNeitherSuspectNorAddressNorOtherChildren() {
    String at = entry("referral");
    String sibling = entry("child");
    String incident =
        record(
            set(CHILD + "/school", "Hill Primary"),
            set(CHILD + "/address", "The refuge in Vale Street"),
            add(sibling, Json.object().put("name", "Zebedee").build()),
            add(at, Json.object().put("about", CHILD).put("kind", "encompass").build()));
    Json.Obj read =
        as("triage1").get("/v1/referrals/" + name(incident, at) + "/package").expect(200);
    assertThat(read.canonical())
        .doesNotContain("Vale Street")
        .doesNotContain("Zebedee")
        .doesNotContain("\"adults\"")
        .doesNotContain("\"place\"");
    assertThat(as("hill").get("/v1/referrals/" + name(incident, at) + "/package").status())
        .as("what was not sent is not there")
        .isEqualTo(404);
  }

  @Test
  void r6TriageSaysWhyAGradeChangesAndWhyAThirdGreenStaysGreen() {
    String referral = name(authorised(), NOTICE);
    sent("hub", referral);
    String path = "/v1/referrals/" + referral + "/triage";
    Json.Builder red = Json.object().put("route", "s47").put("grade", "red");
    assertThat(as("triage1").post(path, red.build()).status()).isEqualTo(400);
    assertThat(as("triage1").post(path, red.put("why", "x").build()).status()).isEqualTo(400);
    as("triage1").post(path, red.put("why", "A bruise and a third notice").build()).expect(200);
    assertThat(line(referral).orElseThrow().text("grade")).contains("red");
    assertThat(
            as("triage1")
                .post(path, Json.object().put("route", "moon").put("grade", "red").build())
                .status())
        .isEqualTo(400);
  }

  @Test
  void r7WhatWasDecidedReachesItsAuthorAndIsChallengedStepByStep() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    sent("hub", referral);
    receipt(
            "hub",
            referral,
            said("decided").put("code", "no-further-action").put("words", "Below the threshold"))
        .expect(200);
    for (String person : List.of("pc1201", "ps401")) {
      assertThat(as(person).get("/v1/incidents/" + incident + "/history").expect(200).canonical())
          .as(person)
          .contains("no-further-action");
    }
    String path = "/v1/referrals/" + referral + "/challenge";
    Json.Builder one = Json.object().put("why", "The bruise is not mentioned");
    assertThat(as("triage1").post(path, one.put("level", 2).build()).status()).isEqualTo(400);
    as("triage1").post(path, one.put("level", 1).build()).expect(200);
    assertThat(line(referral).orElseThrow().text("state")).contains("challenged");
    now.addAndGet(60_000);
    receipt("hub", referral, said("decided").put("code", "enquiry")).expect(200);
    assertThat(line(referral).orElseThrow().text("state")).contains("decided");
    as("triage1")
        .post("/v1/referrals/" + referral + "/end", Json.object().put("reason", "Done").build())
        .expect(200);
    assertThat(line(referral)).isEmpty();
  }

  private boolean isWritten(String referral, Json.Builder said) {
    return receipt("hub", referral, said).expect(200).isTrue("written");
  }

  @Test
  void whoGoesBackToADecisionOrStandsByItIsHeardAndARetryIsKnown() {
    String referral = name(authorised(), NOTICE);
    sent("hub", referral);
    Json.Builder first = said("decided").put("code", "assessment");
    assertThat(isWritten(referral, first)).isTrue();
    assertThat(isWritten(referral, first)).isFalse();
    now.addAndGet(60_000);
    assertThat(isWritten(referral, said("decided").put("code", "assessment"))).isFalse();
    assertThat(isWritten(referral, said("decided").put("code", "no-further-action"))).isTrue();
    assertThat(isWritten(referral, first)).as("late, and sent before").isFalse();
    now.addAndGet(60_000);
    Json.Builder back = said("decided").put("code", "assessment");
    assertThat(isWritten(referral, back)).isTrue();

    as("triage1")
        .post(
            "/v1/referrals/" + referral + "/challenge",
            Json.object().put("why", "The bruise is not mentioned").put("level", 1).build())
        .expect(200);
    assertThat(isWritten(referral, back)).as("sent before the challenge").isFalse();
    assertThat(line(referral).orElseThrow().text("state")).contains("challenged");
    now.addAndGet(60_000);
    assertThat(isWritten(referral, said("decided").put("code", "assessment"))).isTrue();
    assertThat(line(referral).orElseThrow().text("state")).contains("decided");
  }

  @Test
  void r8WhatChangesAfterItLeftIsSentAsACorrectionOnceItWasRead() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    String first = sent("hub", referral).text("key").orElseThrow();
    receipt("hub", referral, said("delivered")).expect(200);
    late(incident);
    assertThat(as("hub").get("/v1/referrals/" + referral + "/package").expect(200).canonical())
        .as("what nobody has read stays here")
        .doesNotContain("Maisie");
    RecordedCase.authorise(server, incident).expect(201);
    List<Json.Obj> both =
        until(() -> Optional.of(feed("hub", referral)).filter(found -> found.size() == 2));
    assertThat(both.get(0).text("key")).contains(first);
    Json.Obj corrected = as("hub").get("/v1/referrals/" + referral + "/package").expect(200);
    assertThat(corrected.text("supersedes")).contains(first);
    assertThat(corrected.canonical()).contains("Maisie");
    assertThat(duty(incident, "notice")).as("it was told").isEqualTo("settled");
  }

  private void late(String incident) {
    Json.Obj seen = RecordedCase.looked(server, incident);
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", CHILD + "/pattern")
            .put("value", "Maisie says that it is each Friday")
            .put("reason", "as she told the nurse")
            .build();
    as("insp71") // who wrote it does not authorise it
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  @Test
  void r10WhatTheLawTookAwayIsToldToWhoeverWasSentIt() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    String key = sent("hub", referral).text("key").orElseThrow();
    as("hub").get("/v1/referrals/" + referral + "/package").expect(200);
    Json erasure =
        Json.object()
            .put("ground", "DPA 2018 s.47")
            .put("reason", "Recorded against the wrong person")
            .build();
    as("insp71").post("/v1/incidents/" + incident + "/erasure", erasure).expect(200);
    Json.Obj told =
        until(() -> feed("hub", referral).stream().filter(one -> one.isTrue("erased")).findFirst());
    assertThat(told.text("key")).contains(key);
    assertThat(as("hub").get("/v1/referrals/" + referral + "/package").status()).isEqualTo(404);
    assertThat(receipt("hub", referral, said("delivered")).status()).isEqualTo(404);
  }

  @Test
  void eachFetchIsADisclosureInTheLedger() {
    String incident = authorised();
    String referral = name(incident, NOTICE);
    sent("hub", referral);
    as("hub").get("/v1/referrals/" + referral + "/package").expect(200);
    as("hub").get("/v1/referrals/" + referral + "/package").expect(200);
    assertThat(server.ledger())
        .filteredOn(one -> one.act().equals("disclosed-to-referral"))
        .hasSize(2)
        .allMatch(one -> one.by().equals("hub"));
  }
}
