package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/** A reason that concerns a child is accepted by itself, never with others in one go. */
class AcceptedByItselfTest {
  private final Scene scene = new Scene("domestic-abuse");
  private final FieldPath mia = scene.add("child", "name", "Mia");
  private final FieldPath leo = scene.add("child", "name", "Leo");

  private Operation act(String word, String prompt, Optional<FieldPath> about, OperationId op) {
    return new Operation.Act(
        word,
        about,
        Json.object().put("prompt", prompt).put("op", op.toString()).build(),
        List.of(),
        scene.record().frontier());
  }

  private Operation accepts(String prompt, FieldPath... about) {
    Optional<FieldPath> entry = about.length == 0 ? Optional.empty() : Optional.of(about[0]);
    PromptState asked =
        entry.isPresent() ? scene.prompt(prompt, entry.get()) : scene.prompt(prompt);
    OperationId reason = scene.reason(asked, "other", "It could not be done before midnight");
    return act("accept-reason", prompt, entry, reason);
  }

  private Ruling ruling(Operation... ops) {
    return ReviewRules.judge(
        List.of(ops), new Reviewer("ps.1", true, false), Incident.of(scene.record()), List.of());
  }

  private void isRefused(Operation... ops) {
    assertThat(ruling(ops)).isInstanceOf(Ruling.Refused.class);
    assertThat(((Ruling.Refused) ruling(ops)).sentence())
        .startsWith("A reason that concerns a child is accepted by itself");
  }

  @Test
  void reasonsOfOneKindAboutTwoChildrenAreTwoDecisions() {
    Operation one = accepts("child-setting", mia);
    Operation other = accepts("child-setting", leo);
    isRefused(one, other);
    assertThat(ruling(one)).isInstanceOf(Ruling.Allowed.class);
    assertThat(ruling(other)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void oneAmongReasonsAboutTheIncidentIsEnough() {
    Operation place = accepts("place");
    Operation happened = accepts("happened");
    assertThat(ruling(place, happened)).isInstanceOf(Ruling.Allowed.class);
    isRefused(place, happened, accepts("child-setting", mia));
    isRefused(accepts("child-setting", leo), place);
  }

  @Test
  void whatIsAboutAChildConcernsThatChild() {
    FieldPath notice = scene.about(mia, "referral", "kind", "ppn");
    FieldPath later = scene.add("action", "what", "Go back");
    scene.answer(later, "about", leo.text());
    isRefused(accepts("place"), accepts("notice-worry", notice));
    isRefused(accepts("place"), accepts("action-owner", later));
  }

  @Test
  void severalAreRefusedInOneGo() {
    Operation one = accepts("child-setting", mia);
    OperationId reason = scene.over(mia.field("reason.child-setting")).get(0);
    Operation refuse = act("refuse-reason", "child-setting", Optional.of(mia), reason);
    Operation other = accepts("child-setting", leo);
    OperationId second = scene.over(leo.field("reason.child-setting")).get(0);
    assertThat(ruling(refuse, act("refuse-reason", "child-setting", Optional.of(leo), second)))
        .isInstanceOf(Ruling.Allowed.class);
    assertThat(ruling(refuse, other)).isInstanceOf(Ruling.Allowed.class);
    assertThat(ruling(one)).isInstanceOf(Ruling.Allowed.class);
  }
}
