package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.objects;
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
  private static final long HOUR = 3_600_000;

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

  private List<Json.Obj> sent(String referral) {
    return force.line(referral).map(one -> objects(one, "sent")).orElse(List.of());
  }

  private Json.Obj sent(String referral, int number) {
    return until(
        () ->
            Optional.of(sent(referral))
                .filter(all -> all.size() > number)
                .map(all -> all.get(number)));
  }

  private void awaitAPerson(String referral) {
    until(() -> force.line(referral).filter(one -> !one.items("forAPerson").isEmpty()));
  }

  private void said(String incident, String what) {
    Json.Obj seen = RecordedCase.looked(force.server(), incident);
    List<String> over =
        objects(seen.object("entries"), "child").stream()
            .filter(one -> one.text("at").equals(Optional.of(CHILD)))
            .flatMap(one -> objects(one.object("fields").object("pattern"), "answers").stream())
            .map(one -> one.text("op").orElseThrow())
            .toList();
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", CHILD + "/pattern")
            .put("value", what)
            .put("over", Json.texts(over))
            .put("reason", "as she told the nurse")
            .build();
    force
        .as("insp71") // who wrote it does not authorise it
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
    RecordedCase.authorise(force.server(), incident).expect(201);
  }

  @Test
  void r2r3AChannelThatBroughtNothingIsFollowedByTheNextOneAfterARestart() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = sent(referral, 0).text("key").orElseThrow();
    force.restart();
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.now.addAndGet(HOUR + 1);
    Json.Obj mailed = sent(referral, 1);
    assertThat(mailed.text("channel")).contains("secure-mail");
    assertThat(mailed.text("failure")).contains("no-carrier");
    awaitAPerson(referral);
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
    assertThat(sent(referral, 1).text("channel")).contains("api");
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
  }

  @Test
  void r8ACorrectionThatNobodyReceivesTakesTheNextChannelAndThenAPersonIsTold() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = sent(referral, 0).text("key").orElseThrow();
    force.receipt("hub", referral, force.said("delivered").put("key", first)).expect(200);
    said(incident, "Maisie says that it is each Friday");
    assertThat(sent(referral, 1).text("supersedes")).contains(first);
    assertThat(force.line(referral).orElseThrow().items("forAPerson")).isEmpty();
    force.now.addAndGet(HOUR + 1);
    Json.Obj mailed = sent(referral, 2);
    assertThat(mailed.text("channel")).contains("secure-mail");
    assertThat(mailed.text("supersedes")).contains(first);
    awaitAPerson(referral);
  }

  @Test
  void r8WhatIsSaidAfterANoticeWasEndedIsSentAsACorrectionAndOpensItAnew() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.key("hub", referral);
    force.receipt("hub", referral, force.said("decided").put("code", "assessment")).expect(200);
    force
        .as("triage1")
        .post("/v1/referrals/" + referral + "/end", Json.object().put("reason", "Done").build())
        .expect(200);
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
      Json.Obj next = sent(referral, number++);
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
