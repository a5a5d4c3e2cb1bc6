package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.HOUR;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/**
 * What does not arrive goes on by the next channel: over a restart, and when it is a correction.
 */
class NextChannelHttpTest {
  @TempDir Path folder;
  private ValeForce force;

  /** No mail is set up: that channel fails at once. */
  @BeforeEach
  void open() throws IOException {
    force =
        new ValeForce(
            folder,
            Vale.FILE.replace(
                "{\"kind\": \"phone\", \"address\": \"01632 960001\"}",
                "{\"kind\": \"secure-mail\", \"address\": \"hub@vale.example\"},"
                    + " {\"kind\": \"phone\", \"address\": \"01632 960001\"}"),
            Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  private void said(String incident, String what) {
    force.set(incident, CHILD + "/pattern", what);
    force.read(incident);
  }

  @Test
  void r2r3AChannelThatBroughtNothingIsFollowedByTheNextOneAfterARestart() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.sent(referral, 0).text("key").orElseThrow();
    force.restart();
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.now.addAndGet(HOUR + 1);
    Json.Obj mailed = force.sent(referral, 1);
    assertThat(mailed.text("channel")).contains("secure-mail");
    assertThat(mailed.text("failure")).contains("no-carrier");
    force.awaitAPerson(referral);
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
  }

  @Test
  void r2WhoRefusesANoticeHasNotTakenItAndTheDutyStaysOpen() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    force
        .receipt("hub", referral, force.said("refused").put("key", key).put("code", "not-ours"))
        .expect(200);
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    assertThat(force.line(referral).orElseThrow().text("state")).contains("refused");
  }

  /** A call before it left took the place of the channel by which it was to leave. */
  @Test
  void aCallThatAnOfficerWritesDownBeforeItLeavesKeepsNoNoticeBack() {
    String incident = force.record();
    String referral = name(incident, NOTICE);
    force
        .receipt(
            "pc1201",
            referral,
            force.said("delivered").put("recipient", "hub").put("channel", "phone"))
        .expect(200);
    RecordedCase.authorise(force.server(), incident).expect(201);
    assertThat(force.key("hub", referral)).isNotEmpty();
    assertThat(force.sent(referral, 1).text("channel")).contains("api");
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
  }

  @Test
  void r8ACorrectionThatNobodyReceivesTakesTheNextChannelAndThenAPersonIsTold() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.sent(referral, 0).text("key").orElseThrow();
    force.receipt("hub", referral, force.said("delivered").put("key", first)).expect(200);
    said(incident, "Maisie says that it is each Friday");
    assertThat(force.sent(referral, 1).text("supersedes")).contains(first);
    assertThat(force.line(referral).orElseThrow().items("forAPerson")).isEmpty();
    force.now.addAndGet(HOUR + 1);
    Json.Obj mailed = force.sent(referral, 2);
    assertThat(mailed.text("channel")).contains("secure-mail");
    assertThat(mailed.text("supersedes")).contains(first);
    force.awaitAPerson(referral);
  }

  @Test
  void r8WhatIsSaidAfterANoticeWasEndedIsSentAsACorrectionAndOpensItAnew() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.key("hub", referral);
    force.receipt("hub", referral, force.said("decided").put("code", "assessment")).expect(200);
    force.end(referral);
    assertThat(force.line(referral)).isEmpty();
    said(incident, "Maisie says that it is each Friday");
    until(() -> Optional.of(force.feed("hub", referral)).filter(all -> all.size() == 2));
    Json.Obj handed = force.handed("hub", referral);
    assertThat(handed.text("supersedes")).contains(first);
    assertThat(handed.canonical()).contains("Maisie");
    Json.Obj line = until(() -> force.line(referral));
    assertThat(line.text("state")).contains("decided");
  }

  @Test
  void r8EachCorrectionNamesTheOneBeforeItAlsoBackToWhatStoodFirst() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String before = force.key("hub", referral);
    int number = 1;
    for (String words : List.of("Each Friday", "Each Saturday", "Each Friday")) {
      said(incident, words);
      Json.Obj next = force.sent(referral, number++);
      assertThat(next.text("supersedes")).contains(before);
      Json.Obj handed =
          until(
              () ->
                  Optional.of(force.handed("hub", referral))
                      .filter(one -> one.text("key").equals(next.text("key"))));
      assertThat(handed.canonical()).contains(words);
      before = next.text("key").orElseThrow();
    }
  }
}
