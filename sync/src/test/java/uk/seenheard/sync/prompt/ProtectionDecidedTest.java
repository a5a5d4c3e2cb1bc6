package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.DecidedFields;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.review.ProtectionDecided;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/** An inspector's decision about police protection is the one truth of the child's own fields. */
class ProtectionDecidedTest {
  private final Scene scene = new Scene("police-protection");
  private final FieldPath child = protectedChild(scene);

  private static FieldPath protectedChild(Scene scene) {
    FieldPath child = scene.add("child", "name", "Tom");
    scene.answer(
        child,
        "protected",
        "yes",
        "protectedAt",
        "2026-11-20T20:00Z",
        "initiatingOfficer",
        "PC Long");
    return child;
  }

  private Operation.Act decision(String decision, String... more) {
    Json.Builder with =
        Json.object().put("decision", decision).put("grounds", "Both parents are in hospital");
    for (int i = 0; i < more.length; i += 2) {
      with.put(more[i], more[i + 1]);
    }
    return new Operation.Act(
        Act.PROTECTION.word(),
        Optional.of(child),
        with.build(),
        List.of(),
        scene.record().frontier());
  }

  private List<Operation> sets(Operation... ops) {
    return ProtectionDecided.of(List.of(ops), "Insp. Gray", Scene.NOW, scene.record());
  }

  private static Map<String, String> values(List<Operation> set) {
    return set.stream()
        .map(Operation.SetField.class::cast)
        .collect(
            Collectors.toMap(one -> one.at().name(), one -> ((Json.Text) one.value()).value()));
  }

  private DutyState.Phase phase(String id) {
    return Duties.of(scene.record(), scene.form, scene.context()).stream()
        .filter(duty -> duty.duty().equals(id))
        .map(DutyState::phase)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void authorisedNamesTheDesignatedOfficerAndWhenTheyInquired() {
    assertThat(phase("designated-officer")).isEqualTo(DutyState.Phase.BREACHED);
    List<Operation> set = sets(decision("authorised"));
    assertThat(values(set))
        .isEqualTo(Map.of("designatedOfficer", "Insp. Gray", "inquiredAt", "2026-11-20T23:30Z"));
    scene.as("insp.1").putAll(set);
    assertThat(scene.open(child))
        .doesNotContain("F23 designated-officer", "F23 designated-inquired");
    assertThat(phase("designated-officer")).isEqualTo(DutyState.Phase.SETTLED_LATE);
  }

  @Test
  void endedSaysWhenAndWhyAndSettlesTheSeventyTwoHours() {
    scene.answer(child, "designatedOfficer", "Insp. Gray", "inquiredAt", "2026-11-20T20:30Z");
    List<Operation> set = sets(decision("ended", "at", "2026-11-20T22:15Z"));
    assertThat(values(set))
        .isEqualTo(
            Map.of("endedAt", "2026-11-20T22:15Z", "endReason", "Both parents are in hospital"));
    scene.as("insp.1").putAll(set);
    assertThat(phase("protection-72-hours")).isEqualTo(DutyState.Phase.SETTLED);
    assertThat(scene.open(child))
        .doesNotContain("F23 protection-ended", "F23 protection-end-reason")
        .contains("F23 protection-went-to", "F23 protection-next");
  }

  @Test
  void refusedEndsIt() {
    assertThat(values(sets(decision("refused"))).keySet())
        .containsExactlyInAnyOrder("designatedOfficer", "inquiredAt", "endedAt", "endReason");
  }

  @Test
  void whatAnOfficerTypedBeforeIsReplacedWithItsReasonAndStaysInTheHistory() {
    FieldPath at = child.field("endedAt");
    scene.setBlind(at, "2026-11-20T21:00Z");
    scene.as("pc.2").setBlind(at, "2026-11-20T22:00Z");
    List<Operation> set = sets(decision("ended"));
    Operation.SetField ended =
        set.stream()
            .map(Operation.SetField.class::cast)
            .filter(one -> one.at().equals(at))
            .findFirst()
            .orElseThrow();
    assertThat(ended.over()).hasSize(2);
    assertThat(ended.reason()).contains("Both parents are in hospital");
    scene.as("insp.1").putAll(set);
    assertThat(scene.record().field(at).orElseThrow().standing()).hasSize(1);
    assertThat(scene.record().field(at).orElseThrow().replaced()).hasSize(2);
  }

  @Test
  void whatTheDecisionSaysItselfIsNotSaidTwice() {
    Operation own =
        new Operation.SetField(
            child.field("endReason"),
            Json.of("Accommodated by agreement"),
            List.of(),
            Optional.empty(),
            false);
    assertThat(values(sets(decision("ended"), own))).doesNotContainKey("endReason");
  }

  @Test
  void whoDecidedObservedNothing() {
    assertThat(DecidedFields.NAMES)
        .contains("designatedOfficer", "inquiredAt", "endedAt", "endReason", "inspectorAlertedAt");
  }

  @Test
  void aMomentThatIsNoneIsRefused() {
    Reviewer inspector = new Reviewer("insp.1", true, true);
    assertThat(
            ReviewRules.judge(
                List.of(decision("ended", "at", "ten past nine")),
                inspector,
                Incident.of(scene.record()),
                List.of()))
        .isInstanceOf(Ruling.Refused.class);
    assertThat(
            ReviewRules.judge(
                List.of(decision("ended", "at", Days.text(Scene.NOW))),
                inspector,
                Incident.of(scene.record()),
                List.of()))
        .isInstanceOf(Ruling.Allowed.class);
  }
}
