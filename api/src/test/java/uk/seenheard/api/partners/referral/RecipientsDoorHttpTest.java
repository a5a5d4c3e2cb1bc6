package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.objects;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.sync.codec.Json;

/** What a recipient's system finds at its door: its places, its challenges, what is not there. */
class RecipientsDoorHttpTest {
  @TempDir Path folder;
  private ValeForce force;

  @BeforeEach
  void open() throws IOException {
    force = new ValeForce(folder, Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  private Json.Obj page(String after) {
    return force.as("hub").get("/v1/feeds/referrals?" + after).expect(200);
  }

  @Test
  void aPlaceGoesOnAndSaysInWhichLogAndANumberBeyondItsEndIsRefused() throws IOException {
    String referral = name(force.authorised(), NOTICE);
    force.key("hub", referral);
    Json.Obj first = page("cursor=0");
    String place = first.text("place").orElseThrow();
    assertThat(page("place=" + place).items("notices")).isEmpty();
    assertThat(page("place=" + place).text("place")).contains(place);
    Caller.Answer beyond = force.as("hub").get("/v1/feeds/referrals?cursor=900000");
    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.problem()).isEqualTo("cursor-refused");
    assertThat(beyond.body()).contains("Begin again with the cursor 0");
    Caller.Answer elsewhere = force.as("hub").get("/v1/feeds/referrals?place=9." + place);
    assertThat(elsewhere.problem()).isEqualTo("cursor-refused");
    assertThat(elsewhere.body())
        .as("what was sent, and how this feed is begun again")
        .contains("\"field\":\"place\"", "place was not given by this feed", "without a place")
        .doesNotContain("cursor was", "acknowledged");
    assertThat(force.as("records").get("/v1/records/revisions?cursor=9." + place).body())
        .contains("\"field\":\"cursor\"", "acknowledged last");
  }

  /** A number that the log has grown past since says nothing of what it stood for. */
  @Test
  void afterTheFolderWasPutBackAPlaceIsRefusedAndNothingIsMissed() throws IOException {
    String before = name(force.authorised(), NOTICE);
    force.key("hub", before);
    List<Json.Obj> lost = new ArrayList<>();
    force.putBack(
        () -> {
          force.key("hub", name(force.authorised(), NOTICE));
          lost.add(page("cursor=0"));
        });
    String place = lost.get(0).text("place").orElseThrow();
    long cursor = lost.get(0).whole("cursor").orElseThrow();
    String after = "";
    while (page("cursor=0").whole("cursor").orElseThrow() <= cursor) {
      after = name(force.authorised(), NOTICE);
      force.key("hub", after);
    }
    assertThat(force.as("hub").get("/v1/feeds/referrals?place=" + place).problem())
        .isEqualTo("cursor-refused");
    assertThat(page("cursor=0").canonical()).contains(before).contains(after);
  }

  @Test
  void anAnswerThatIsChallengedIsToldToItsRecipientUntilItIsAnswered() {
    String referral = name(force.authorised(), NOTICE);
    String key = force.key("hub", referral);
    force
        .receipt("hub", referral, force.said("decided").put("code", "no-further-action"))
        .expect(200);
    assertThat(force.handed("hub", referral).get("challenge")).isEmpty();
    String place = page("cursor=0").text("place").orElseThrow();
    force.challenge(referral, 1, "The bruise is not mentioned").expect(200);
    Json.Obj item = until(() -> objects(page("place=" + place), "notices").stream().findFirst());
    assertThat(item.text("key")).contains(key);
    assertThat(item.whole("challenged")).contains(1L);
    assertThat(item.isTrue("erased")).isFalse();
    assertThat(item.canonical()).as("identifiers only").doesNotContain("bruise");
    Json.Obj handed = force.handed("hub", referral);
    assertThat(handed.text("key")).as("what it says is what left").contains(key);
    Json.Obj challenge = handed.object("challenge");
    assertThat(challenge.text("why")).contains("The bruise is not mentioned");
    assertThat(challenge.whole("answerBy")).contains(force.now.get() + 24 * 3_600_000L);
    force.now.addAndGet(60_000);
    force.receipt("hub", referral, force.said("decided").put("code", "enquiry")).expect(200);
    assertThat(force.handed("hub", referral).get("challenge")).isEmpty();
    assertThat(force.feed("hill", referral)).as("nobody else's").isEmpty();
  }

  @Test
  void aSchoolIsToldThatItsAnswerIsChallengedAndNotInWhichWords() {
    String at = entry("referral");
    String incident =
        force.authorised(
            set(CHILD + "/school", "Hill Primary"),
            add(
                at,
                Json.object()
                    .put("about", CHILD)
                    .put("kind", "encompass")
                    .put("summary", "Police were at the home last night")
                    .build()));
    String referral = name(incident, at);
    force.key("hill", referral);
    force.challenge(referral, 1, "Her father may not hear of it").expect(200);
    until(
        () ->
            force.feed("hill", referral).stream()
                .filter(one -> one.whole("challenged").isPresent())
                .findFirst());
    Json.Obj handed = force.handed("hill", referral);
    assertThat(handed.object("challenge").whole("level")).contains(1L);
    assertThat(handed.canonical()).doesNotContain("Her father");
  }

  @Test
  void anErasureTakesTheChallengesOfItOutOfTheFeed() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.challenge(referral, 1, "There is no answer at all").expect(200);
    until(() -> Optional.of(force.feed("hub", referral)).filter(found -> found.size() == 2));
    force
        .as("insp71")
        .post(
            "/v1/incidents/" + incident + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "The wrong person").build())
        .expect(200);
    List<Json.Obj> left =
        until(
            () ->
                Optional.of(force.feed("hub", referral))
                    .filter(found -> found.stream().allMatch(one -> one.isTrue("erased"))));
    assertThat(left).hasSize(1);
  }

  /** Nobody finds out by them which incidents there are. */
  @Test
  void whatIsNotThereIsAnsweredInTheSameWordsAtEveryDoor() {
    String incident = force.authorised();
    String none = "0190a5c0-0000-7000-8000-0000000099ff";
    List<String> answers = new ArrayList<>();
    for (String referral :
        List.of(name(incident, NOTICE), incident + '.' + none, none + '.' + none)) {
      for (String path : List.of("package", "package.pdf")) {
        answers.add(sentence(force.as("hill").get("/v1/referrals/" + referral + '/' + path)));
      }
      answers.add(sentence(force.receipt("hill", referral, force.said("delivered"))));
    }
    for (String referral : List.of(incident + '.' + none, none + '.' + none)) {
      answers.add(sentence(force.as("triage1").get("/v1/referrals/" + referral + "/package")));
      answers.add(sentence(force.challenge(referral, 1, "There is no answer")));
    }
    assertThat(answers).containsOnly("The notice does not exist, or is not within your scope");
  }

  private static String sentence(Caller.Answer answer) {
    return answer.expect(404).text("detail").orElse("");
  }
}
