package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED_LATE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.reading.Days;

/** Written, told and confirmed: of every duty of every form, that none of them says another. */
class WrittenIsNotToldTest {
  private static final String AT = "2026-11-20T23:05Z";

  /** What makes each duty apply and its clock run, as {@code name, value, …} of the subject. */
  private static final Map<String, Object[]> APPLIES = new LinkedHashMap<>();

  /** What tells or confirms it beyond what is written, for those that no referral settles. */
  private static final Map<String, Object[]> FURTHER = new LinkedHashMap<>();

  static {
    APPLIES.put("notice", new Object[] {"injury", "yes", "seen", "yes", "dob", "2018-01-01"});
    APPLIES.put("encompass", new Object[] {"dob", "2018-01-01", "setting", "school"});
    APPLIES.put(
        "encompass-authority", new Object[] {"dob", "2018-01-01", "setting", "home-educated"});
    APPLIES.put("encompass-early-years", new Object[] {"dob", "2025-01-01", "setting", "nursery"});
    APPLIES.put("encompass-other-force", new Object[] {"dob", "2018-01-01", "otherForce", "yes"});
    APPLIES.put("referral", new Object[] {});
    APPLIES.put(
        "marac",
        new Object[] {"risk", Recording.risk("high"), "domesticRisk", Recording.risk("high")});
    APPLIES.put(
        "victim-marac", new Object[] {"role", "victim", "victimRisk", Recording.risk("high")});
    APPLIES.put(
        "social-care-same-day",
        new Object[] {
          "missing",
          "yes",
          "atRisk",
          "yes",
          "selfHarm",
          "yes",
          "injury",
          "yes",
          "offences",
          List.of("neglect")
        });
    APPLIES.put("strategy", new Object[] {"offences", List.of("neglect")});
    Object[] detained = {
      "detained", "yes", "arrestedAt", AT, "childKnownAt", AT, "authorisedAt", AT
    };
    APPLIES.put("custody-adult", detained);
    APPLIES.put("custody-social-care", detained);
    APPLIES.put(
        "custody-accommodation",
        new Object[] {"detained", "yes", "bailRefused", "yes", "accommodationAskedAt", AT});
    APPLIES.put("inspector-acknowledged", new Object[] {"missing", "yes", "reportedAt", AT});
    APPLIES.put("return-interview", new Object[] {"missing", "yes", "returnedAt", AT});
    Object[] taken = {"protected", "yes", "protectedAt", AT, "initiatingOfficer", "PC Long"};
    APPLIES.put("designated-officer", taken);
    APPLIES.put("authority-told", taken);

    FURTHER.put("strategy", new Object[] {"at", AT, "who", "DS Hall, social worker"});
    FURTHER.put("custody-adult", new Object[] {"adultWho", "Ms Roe, the scheme's volunteer"});
    FURTHER.put(
        "custody-social-care",
        new Object[] {"socialCareToldWho", "Mr Shah, duty worker", "socialCareToldBy", "phone"});
    FURTHER.put(
        "custody-accommodation",
        new Object[] {
          "accommodationAnswerWho", "Mr Shah, duty worker", "accommodationOffered", "none"
        });
    FURTHER.put("inspector-acknowledged", new Object[] {"inspectorAck", "Inspector Gray"});
    FURTHER.put(
        "return-interview",
        new Object[] {"outcome", "held", "by", "Ms Penn, for the authority", "at", AT});
    FURTHER.put("designated-officer", new Object[] {"inquiredAt", AT});
    FURTHER.put(
        "authority-told",
        new Object[] {"authorityToldWho", "Mr Shah, duty worker", "authorityToldBy", "phone"});
  }

  @Test
  void everyDutySaysWhichOfTheThreeWordsSettlesIt() {
    for (Form form : Scene.FORMS.values()) {
      for (Json duty : form.resolved().items("duties")) {
        assertThat(((Json.Obj) duty).text("settledBy"))
            .as(form.id() + ' ' + ((Json.Obj) duty).text("id").orElseThrow())
            .isPresent();
      }
    }
  }

  /** A notice is an entry that says who is to know; what is written of it has not left. */
  @Test
  void noNoticeIsSettledByWhatIsWritten() {
    for (Form form : Scene.FORMS.values()) {
      for (DutyRule rule : form.duties()) {
        boolean notice =
            rule.done().entry().filter("referral"::equals).isPresent()
                || rule.each().equals("referral");
        if (notice) {
          assertThat(rule.settledBy()).as(form.id() + ' ' + rule.id()).isEqualTo(Vouched.TOLD);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrittenDoesNotSettleWhatHasToBeToldOrConfirmed() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Form form : Scene.FORMS.values()) {
      for (DutyRule rule : form.duties()) {
        if (rule.settledBy() != Vouched.WRITTEN) {
          tests.add(
              DynamicTest.dynamicTest(
                  form.id() + ' ' + rule.id(), () -> writtenIsNotTold(form, rule)));
        }
      }
    }
    assertThat(tests).as("duties that have to be told or confirmed").hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static void writtenIsNotTold(Form form, DutyRule rule) {
    assertThat(APPLIES).as("say here when it applies").containsKey(rule.id());
    Scene scene = new Scene(form);
    scene.answer("toldAt", AT);
    scene.answer("domesticToo", "yes");
    Optional<FieldPath> subject = subject(scene, rule);
    Object[] applies = APPLIES.get(rule.id());
    for (int i = 0; i < applies.length; i += 2) {
      String name = (String) applies[i];
      scene.set(
          subject.map(entry -> entry.field(name)).orElseGet(() -> new FieldPath(name)),
          applies[i + 1]);
    }
    boolean entered = rule.each().equals("referral"); // it was written by being entered
    if (!entered) {
      assertThat(state(scene, rule, subject).known()).isEmpty();
    }

    FieldPath written = entered ? subject.orElseThrow() : write(scene, rule, subject);
    DutyState after = state(scene, rule, subject);
    assertThat(after.known()).containsKey(Vouched.WRITTEN).doesNotContainKey(rule.settledBy());
    assertThat(after.phase()).isNotIn(SETTLED, SETTLED_LATE);
    assertThat(after.done()).isEmpty();

    scene.answer(written, FURTHER.getOrDefault(rule.id(), told(rule)));
    DutyState settled = state(scene, rule, subject);
    assertThat(settled.known()).containsKey(rule.settledBy());
    assertThat(settled.phase()).isIn(SETTLED, SETTLED_LATE);
  }

  /** Whatever was told or confirmed of something that came before is not told of this. */
  @TestFactory
  Stream<DynamicTest> whatIsDatedBeforeTheDutyBeganSettlesNone() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Form form : Scene.FORMS.values()) {
      for (DutyRule rule : form.duties()) {
        if (rule.settledBy() != Vouched.WRITTEN && isDated(form, rule)) {
          tests.add(
              DynamicTest.dynamicTest(form.id() + ' ' + rule.id(), () -> tooEarly(form, rule)));
        }
      }
    }
    assertThat(tests).as("duties whose evidence has a date and a beginning").hasSizeGreaterThan(25);
    return tests.stream();
  }

  /** Whether the moment that tells or confirms it is asked for, and it counts from one. */
  private static boolean isDated(Form form, DutyRule rule) {
    String at =
        (rule.settledBy() == Vouched.TOLD ? rule.told() : rule.confirmed()).orElseThrow().at();
    String of = rule.done().entry().orElse(rule.each());
    return !rule.from().isEmpty() && form.field(of, at).orElseThrow().type().name().equals("TIME");
  }

  private static void tooEarly(Form form, DutyRule rule) {
    Scene scene = new Scene(form);
    scene.answer("toldAt", AT).answer("domesticToo", "yes");
    Optional<FieldPath> subject = subject(scene, rule);
    Object[] applies = APPLIES.get(rule.id());
    for (int i = 0; i < applies.length; i += 2) {
      String name = (String) applies[i];
      scene.set(
          subject.map(entry -> entry.field(name)).orElseGet(() -> new FieldPath(name)),
          applies[i + 1]);
    }
    FieldPath written =
        rule.each().equals("referral") ? subject.orElseThrow() : write(scene, rule, subject);
    Object[] further = FURTHER.getOrDefault(rule.id(), told(rule));
    scene.answer(written, further);
    assertThat(state(scene, rule, subject).phase()).as("told since").isIn(SETTLED, SETTLED_LATE);

    String at =
        (rule.settledBy() == Vouched.TOLD ? rule.told() : rule.confirmed()).orElseThrow().at();
    scene.answer(written, at, "2026-11-20T23:04Z");
    DutyState before = state(scene, rule, subject);
    assertThat(before.phase()).as("told a minute before").isNotIn(SETTLED, SETTLED_LATE);
    assertThat(before.known()).containsKey(Vouched.WRITTEN).doesNotContainKey(rule.settledBy());
    scene.answer(written, at, AT);
    assertThat(state(scene, rule, subject).phase()).isIn(SETTLED, SETTLED_LATE);
  }

  private static Optional<FieldPath> subject(Scene scene, DutyRule rule) {
    return switch (rule.each()) {
      case "incident" -> Optional.empty();
      case "referral" ->
          Optional.of(scene.about(scene.add("child"), "referral", "kind", "mechanism"));
      default -> Optional.of(scene.add(rule.each()));
    };
  }

  /** Writes it down, and nothing more; gives what then takes what is known beyond that. */
  private static FieldPath write(Scene scene, DutyRule rule, Optional<FieldPath> of) {
    if (rule.done().field().isPresent()) {
      FieldPath subject = of.orElseThrow();
      String name = rule.done().field().get();
      FormField field = scene.form.field(subject.collection(), name).orElseThrow();
      boolean moment = field.type().name().equals("TIME");
      scene.set(subject.field(name), moment ? AT : "Inspector A");
      return subject;
    }
    List<Object> values = new ArrayList<>();
    rule.done().with().members().forEach((name, value) -> values.addAll(List.of(name, value)));
    if (rule.done().counts().isPresent()) {
      values.addAll(List.of("held", "yes"));
    }
    of.ifPresent(subject -> values.addAll(List.of("about", subject.text())));
    return scene.add(rule.done().entry().orElseThrow(), values.toArray());
  }

  private static Object[] told(DutyRule rule) {
    String channel = rule.id().equals("notice") ? "email" : "phone";
    return new Object[] {
      "toldWho", "Mrs Ahmed, head teacher", "toldBy", channel, "toldAt", "2026-11-20T23:06Z"
    };
  }

  private static DutyState state(Scene scene, DutyRule rule, Optional<FieldPath> subject) {
    return scene.duties().stream()
        .filter(duty -> duty.duty().equals(rule.id()))
        .filter(duty -> duty.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule.id() + " does not apply"));
  }

  private static Scene schoolNotice(Object... told) {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    scene.answer(child, "dob", "2018-01-01", "setting", "school");
    scene.answer(scene.about(child, "referral", "kind", "encompass"), told);
    return scene;
  }

  private static Set<Vouched> known(Scene scene, String duty) {
    return scene.duties().stream()
        .filter(one -> one.duty().equals(duty))
        .findFirst()
        .orElseThrow()
        .known()
        .keySet();
  }

  @Test
  void aTapOrAMarkInPlaceOfWhoTookItTellsNobody() {
    for (String tap :
        List.of("yes", "x", ".", "unknown", "n/a", "school", "told", "\u200b", "Head")) {
      Scene scene = schoolNotice("toldWho", tap, "toldBy", "phone", "toldAt", AT);
      assertThat(known(scene, "encompass")).as(tap).containsExactly(Vouched.WRITTEN);
    }
  }

  @Test
  void aMessageToASchoolCountsOnceSomethingCameBack() {
    Object[] sent = {"toldWho", "Mrs Ahmed, head teacher", "toldBy", "email", "toldAt", AT};
    Scene scene = schoolNotice(sent);
    assertThat(known(scene, "encompass")).containsExactly(Vouched.WRITTEN);
    assertThat(scene.open()).contains("F13 told-receipt");
    Scene read = schoolNotice(sent);
    read.answer(
        read.record().entries().keySet().stream()
            .filter(at -> at.collection().equals("referral"))
            .findFirst()
            .orElseThrow(),
        "receipt",
        "Read by R. Ahmed 23:20");
    assertThat(known(read, "encompass"))
        .containsExactly(Vouched.WRITTEN, Vouched.TOLD, Vouched.CONFIRMED);
  }

  /** Who wrote a notice has not told anybody, and who told is the one to be asked about it. */
  @Test
  void whoToldIsWhoSaysSoAndNotWhoWroteTheNotice() {
    Scene scene = schoolNotice();
    FieldPath notice =
        scene.record().entries().keySet().stream()
            .filter(at -> at.collection().equals("referral"))
            .findFirst()
            .orElseThrow();
    scene.as("ps.1").answer(notice, "toldWho", "Mrs Ahmed, head teacher", "toldBy", "phone");
    OperationId said = scene.as("ps.2").set(notice.field("toldAt"), AT);
    Map<Vouched, DutyState.Done> known = scene.duty("encompass").known();
    assertThat(known.get(Vouched.WRITTEN).author()).isEqualTo("pc.1");
    long at = Days.moment(AT).getAsLong();
    assertThat(known.get(Vouched.TOLD)).isEqualTo(new DutyState.Done(said, "ps.2", at));
    assertThat(scene.duty("encompass").done()).contains(new DutyState.Done(said, "ps.2", at));

    // It is true by all three: whoever said the last of them made it so.
    OperationId again = scene.as("ps.3").set(notice.field("toldWho"), "Mr Bell, her deputy");
    assertThat(scene.duty("encompass").known().get(Vouched.TOLD))
        .isEqualTo(new DutyState.Done(again, "ps.3", at));
    OperationId came = scene.as("ps.4").set(notice.field("receipt"), "Mr Bell rang back 23:20");
    assertThat(scene.duty("encompass").known().get(Vouched.CONFIRMED))
        .isEqualTo(new DutyState.Done(came, "ps.4", at));
    assertThat(scene.duty("encompass").known().get(Vouched.TOLD).author()).isNotEqualTo("pc.1");
  }

  @Test
  void whoWroteANoticeAndHadToldIsNamedForBoth() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    scene.answer(child, "dob", "2018-01-01", "setting", "school");
    scene
        .as("pc.2")
        .about(
            child,
            "referral",
            "kind",
            "encompass",
            "toldWho",
            "Mrs Ahmed, head teacher",
            "toldBy",
            "phone",
            "toldAt",
            AT);
    assertThat(scene.duty("encompass").known().get(Vouched.TOLD).author()).isEqualTo("pc.2");
  }

  @Test
  void aCallNeverTakesTheNoticesPlace() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    FieldPath notice = scene.about(child, "referral", "kind", "ppn");
    scene.answer(notice, "toldWho", "Mr Shah, duty worker", "toldBy", "phone", "toldAt", AT);
    assertThat(known(scene, "notice")).containsExactly(Vouched.WRITTEN);
    assertThat(scene.open(notice)).contains("F12 sent-by");
    scene.answer(notice, "toldBy", "email");
    assertThat(known(scene, "notice")).containsExactly(Vouched.WRITTEN, Vouched.TOLD);
  }

  @Test
  void nobodyWasToldAtATimeThatIsStillAhead() {
    Scene scene =
        schoolNotice(
            "toldWho", "Mrs Ahmed, head teacher", "toldBy", "phone", "toldAt", "2026-11-23T08:00Z");
    assertThat(known(scene, "encompass")).containsExactly(Vouched.WRITTEN);
  }

  @Test
  void whoWasNotToldYetIsSaidAndReadByASupervisor() {
    Scene scene = schoolNotice();
    PromptState who = scene.prompt("told-who");
    assertThat(who.question())
        .isEqualTo("Operation Encompass: to the school: who took it, by name and post?");
    assertThat(who.blocksAuthorisation()).isTrue();
    scene.reason(who, "nobody-answered", "PC Long rings the office at 08:00 on Monday");
    assertThat(scene.prompt("told-who").blocksAuthorisation()).isTrue();
    assertThat(known(scene, "encompass")).containsExactly(Vouched.WRITTEN);
  }
}
